"""A release page is a draft in both languages until a coordinator has written what
changes; publishing it writes to members. Nobody is named without having chosen it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms import telling
from cms.drafts import fill, prepare_due_pages
from cms.models import ReleasePage
from governance.journal.models import Entry
from governance.proposals.actions import revise_proposal
from governance.releases.actions import credit_hands, mark_delivered, note_evidence
from governance.releases.models import Release
from portal.site.needs.addresses import need_url
from tests import builders, cast
from tests.worlds import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("founded")]
WORDS = "Vous voyez qui a ouvert votre dossier, et quand."


@shared
def need(lac_tamarac, rose_aimee, marc_andre, melanie, gaetan, at: datetime) -> Any:
    return builders.released_need(lac_tamarac, author=rose_aimee)


@shared
def drafts(need, at: datetime) -> dict[str, ReleasePage]:
    credit_hands(
        Release.objects.get(), need, at=at,
        hands=[("developer", "priya"), ("tester", "amina-k"), ("developer", "jonas")],
    )  # fmt: skip
    prepare_due_pages(at)
    return {page.language: page for page in ReleasePage.objects.all()}


def form_of(page: ReleasePage, words: str, **more: Any) -> dict[str, Any]:
    change = {"number": page.changes[0].value["number"], "title": "x", "words": words}
    hands = [("hand", {"handle": "priya", "role": "developer"})]
    told = {
        "words": rich_text(""), "thanks": "",
        "changes": streamfield([("change", change)]), "hands": streamfield(hands),
    }  # fmt: skip
    return nested_form_data(told | more)


def test_a_draft_lists_needs_and_hands_and_nobody_sees_it(
    client: Client, need, drafts
) -> None:
    page = drafts["fr"]
    assert [page.live for page in drafts.values()] == [False, False]
    assert [dict(b.value)["title"] for b in page.changes] == [need.wording("fr").title]
    handles = {(b.value["handle"], b.value["role"]) for b in page.hands}
    assert ("amina-k", "tester") in handles
    listed = client.get("/fr/versions/").content.decode()
    assert "La version 1.2.0, sortie le" in listed
    assert f'<a href="{need_url(need, "fr")}"' in listed
    assert "Les mots de la coop sur ce qui change sont à venir." in listed
    assert page.get_url() not in listed
    assert client.get(page.get_url()).status_code == 404


def test_the_coordinator_publishes_in_the_admin_and_members_are_told(
    client: Client, need, drafts, melanie, solange
) -> None:
    page = drafts["fr"]
    there = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.force_login(solange)
    assert client.get(there).status_code == 302  # of another co-op
    assert "Versions à annoncer" not in client.get("/admin/").text
    client.force_login(melanie)
    waiting = client.get("/admin/").text
    assert "Versions à annoncer" in waiting and there in waiting
    assert client.get(there).status_code == 200
    private = form_of(page, "Voir BELR 5512 2314.") | {"action-publish": "1"}
    assert client.post(there, private).status_code == 200  # shown again, with a word
    assert not Entry.objects.filter(verb="delivery.told").exists()
    publish = form_of(page, WORDS) | {"action-publish": "1"}
    assert client.post(there, publish).url == "/admin/"  # her desk: no list is hers
    desk = client.get("/admin/").text
    english = reverse("wagtailadmin_pages:edit", args=[drafts["en"].pk])
    assert "attend ses mots" in desk and "autorisation" not in desk
    assert f'<li><a href="{english}">' in desk
    assert f'<li><a href="{there}">' not in desk
    assert "Dites en anglais ce qui change" in client.get("/fr/moi/").text
    listed = client.get("/en/releases/").text
    assert "Version 1.2.0, out on" in listed and page.get_url() in listed
    line = need.delivered.get()
    assert (line.change_fr, line.told_by) == (WORDS, melanie)
    assert Entry.objects.filter(verb="delivery.told").count() == 1
    public = client.get(page.get_url()).content.decode()
    assert WORDS in public
    assert "priya, pour le code" in public
    assert "amina-k" not in public  # the coordinator took them out
    assert client.post(there, publish).status_code == 302
    assert Entry.objects.filter(verb="delivery.told").count() == 1


def test_the_translation_comes_out_with_its_original_once_it_has_words(
    client: Client, drafts, melanie
) -> None:
    client.force_login(melanie)
    there = {
        language: reverse("wagtailadmin_pages:edit", args=[page.pk])
        for language, page in drafts.items()
    }
    client.post(there["en"], form_of(drafts["en"], "You see who read it."))
    publish = form_of(drafts["fr"], WORDS) | {"action-publish": "1"}
    assert client.post(there["fr"], publish).status_code == 302
    assert "Versions à annoncer" not in client.get("/admin/").text
    assert "You see who read it." in client.get(drafts["en"].get_url()).text
    assert "out on" not in client.get("/en/releases/").text


def test_never_in_english_without_words(client: Client, drafts, melanie) -> None:
    client.force_login(melanie)
    for language, words, live in (("fr", WORDS, 1), ("en", " ", 0), ("en", "See", 1)):
        page = drafts[language]
        there = reverse("wagtailadmin_pages:edit", args=[page.pk])
        answer = client.post(there, form_of(page, words) | {"action-publish": "1"})
        assert ReleasePage.objects.filter(pk=page.pk, live=True).count() == live
        if not live:
            assert "Dites en anglais ce qui change avec le besoin" in answer.text


def test_nobody_is_asked_who_does_not_moderate(client: Client, drafts, melanie) -> None:
    there = reverse("wagtailadmin_pages:edit", args=[drafts["fr"].pk])
    client.force_login(melanie)
    assert 'name="action-submit"' not in client.get(there).text
    asked = GroupApprovalTask.objects.get().groups.get()
    asked.user_set.add(cast.welcome("Une", "Relectrice", email="r@example.org"))
    shown = client.get(there).text
    assert 'name="action-submit"' in shown
    assert "Moderators approval" not in shown


def test_never_in_english_only(client: Client, drafts, melanie, at) -> None:
    english = drafts["en"]
    client.force_login(melanie)
    assert not english.permissions_for_user(melanie).can_publish()
    there = reverse("wagtailadmin_pages:edit", args=[english.pk])
    client.post(there, form_of(english, "You see it.") | {"action-publish": "1"})
    english.refresh_from_db()
    assert not english.live
    telling.publish(drafts["fr"], by=melanie, at=at)
    assert ReleasePage.objects.get(language="en").live


def test_a_need_delivered_since_gets_its_place_and_words_stay(
    need, drafts, lac_tamarac, melanie, at: datetime
) -> None:
    page = drafts["fr"]
    page.changes[0].value["words"] = WORDS
    page.save_revision()
    late = builders.built_need(lac_tamarac, at=at + timedelta(days=1))
    mark_delivered(Release.objects.get(), late, at=at + timedelta(days=40), evidence={})
    latest = page.get_latest_revision_as_object()
    assert fill(latest, "fr")
    assert not fill(latest, "fr")
    assert latest.words_of_needs() == {need.number: WORDS, late.number: ""}


def test_translators_and_proposers_are_thanked_as_they_chose(
    client: Client, lac_tamarac, marc_andre, rose_aimee, melanie, gaetan, at
) -> None:
    need = builders.submitted_need(lac_tamarac, author=rose_aimee)
    revise_proposal(
        need, by=rose_aimee, at=at, language="en", title="See", text="I want to see."
    )
    builders.released_need(lac_tamarac, author=marc_andre)
    prepare_due_pages(at)
    telling.publish(ReleasePage.objects.get(language="fr"), by=melanie, at=at)
    page = client.get(ReleasePage.objects.get(language="fr").get_url())
    html = page.content.decode()
    assert "Marc-André Roy" in html
    assert "Bélanger" not in html
    assert "Gagnon" not in html


def test_previews_get_no_page(need, at) -> None:
    builders.a_release(tag="v2-rc1", at=at, is_preview=True)
    assert prepare_due_pages(at)
    assert not ReleasePage.objects.filter(release__tag="v2-rc1").exists()


def test_the_list_offers_a_preview_until_the_need_is_delivered(
    client: Client, need, lac_tamarac, melanie, at: datetime
) -> None:
    coming = builders.built_need(lac_tamarac, title="Écrire sans réseau")
    preview = builders.a_release(tag="v3-rc1", at=at, is_preview=True)
    note_evidence(
        preview, coming, kind="contained", certainty="proved", facts={}, at=at
    )
    assert "Écrire sans réseau" in client.get("/fr/versions/").content.decode()
    mark_delivered(builders.a_release(tag="v3", at=at), coming, at=at, evidence={})
    assert "v3-rc1" not in client.get("/fr/versions/").content.decode()
