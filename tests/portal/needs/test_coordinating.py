"""The coordinator's acts, and the second person's: nothing leaves unread."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.proposals.actions import confirm_brief
from governance.proposals.models import Brief, Proposal
from integrations.github import door
from integrations.models import Delivery
from portal.site.needs.addresses import need_url
from tests import builders
from tests.cast import admit, welcome
from tests.worlds import shared

IMPACTS = {
    "effort_days": "12",
    "privacy_impact": "none",
    "flexibility_impact": "increases",
}


@pytest.fixture
def mel(signed_in: Any, melanie: Person) -> Client:
    return signed_in(melanie)


@shared
def mandated(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, rose_aimee: Person
) -> Proposal:
    return builders.mandated_need(lac_tamarac, author=rose_aimee)


def test_accepting_for_a_vote(mel: Client, need: Proposal, address: str) -> None:
    here = f"/fr/besoins/{need.number}/accepter/"
    assert here in mel.get(address).content.decode()
    missing = mel.post(here, {"effort_days": "0"})
    assert missing.status_code == 422
    assert 'href="#id_privacy_impact_0"' in missing.content.decode()
    html = mel.post(here, IMPACTS, follow=True).content.decode()
    assert "Le besoin est accepté" in html
    assert "Augmente la souplesse" in html
    assert "environ 12 jours de développement" in html
    assert mel.post(here, IMPACTS).status_code == 409


def test_changing_the_subject_and_the_values(
    mel: Client, need: Proposal, address: str
) -> None:
    need.value_tags.update(weight=2)
    here = f"/fr/besoins/{need.number}/classer/"
    assert here in mel.get(address).content.decode()
    assert mel.post(here, {"category": ""}).status_code == 422
    kind = {"category": "medications", "foundational": ["openness", "equity"]}
    html = mel.post(here, kind, follow=True).content.decode()
    assert "Le sujet et les valeurs sont gardés" in html
    assert dict(need.value_tags.values_list("value", "weight")) == {
        "openness": 2,  # it stayed: what it weighed stays
        "equity": 1,
    }


def test_other_peoples_tools_are_closed(
    signed_in: Any, solange: Person, rose_aimee: Person, need: Proposal, address: str
) -> None:
    for person in (solange, rose_aimee):
        client = signed_in(person)
        assert "Vos outils" not in client.get(address).content.decode()
        for act in ("accepter", "fiche"):
            refused = client.get(f"/fr/besoins/{need.number}/{act}/")
            assert refused.status_code == 403
            assert "Ceci ne vous est pas ouvert" in refused.content.decode()


def test_adding_the_other_language(mel: Client, need: Proposal, client: Client) -> None:
    here = f"/fr/besoins/{need.number}/traduire/"
    assert "Voir qui a lu mon dossier" in mel.get(here).content.decode()
    words = {"title": "See who read my record", "text": "I want to know who."}
    assert mel.post(here, words).status_code == 302
    html = client.get(
        f"/en/needs/{need.number}-see-who-read-my-record/"
    ).content.decode()
    assert "Translated by a person; the original is in French." in html
    french = client.get(f"/fr/besoins/{need.number}-voir-qui-a-lu-mon-dossier/")
    assert "Traduit par une personne" not in french.content.decode()


def test_untranslated_words_keep_their_language(client: Client, need: Proposal) -> None:
    html = client.get(f"/en/needs/{need.number}/", follow=True).content.decode()
    assert '<div class="prose" lang="fr">' in html
    assert "Nobody has translated it yet." in html


def test_a_brief_is_written_read_by_a_second_person_and_leaves_once(
    mel: Client, signed_in: Any, gaetan: Person, mandated: Proposal
) -> None:
    write = f"/fr/besoins/{mandated.number}/fiche/"
    confirm = f"{write}confirmer/"
    assert mel.post(write, builders.BRIEF).url == confirm
    preview = mel.get(confirm).content.decode()
    assert "Given a record opened twice, the list shows two lines." in preview
    assert "Rose-Aimée" not in preview
    assert "envoyer" not in preview
    assert mel.post(confirm).status_code == 403
    second = signed_in(gaetan)
    assert "J’ai tout lu" in second.get(confirm).content.decode()
    for _twice in range(2):
        assert second.post(confirm).status_code == 302
    assert Entry.objects.filter(verb="brief.confirmed").count() == 1
    page = second.get(f"/fr/besoins/{mandated.number}/", follow=True).content.decode()
    assert "Show who opened a record, and when" in page


def test_the_preview_is_what_the_mirror_sends(mel: Client, mandated: Proposal) -> None:
    from integrations.github import facts, issues

    mel.post(f"/fr/besoins/{mandated.number}/fiche/", builders.BRIEF)
    shown = mel.get(f"/fr/besoins/{mandated.number}/fiche/confirmer/")
    sent = issues.draft(
        facts.facts_of(Brief.objects.get()), Brief.objects.get().proposal.author.ref
    )
    assert shown.context["leaving"].body in sent.body
    assert shown.context["leaving"].title == sent.title
    assert shown.context["leaving"].labels == sent.labels


def test_a_brief_with_something_private_stays_here(
    mel: Client, mandated: Proposal
) -> None:
    private = builders.BRIEF | {"user_story": "Ask Mme Tremblay at 418 555-0142."}
    refused = mel.post(f"/fr/besoins/{mandated.number}/fiche/", private)
    assert refused.status_code == 422
    assert "Ask Mme Tremblay" in refused.content.decode()
    assert not Brief.objects.exists()


def test_a_brief_too_early_is_refused_in_words(mel: Client, need: Proposal) -> None:
    here = f"/fr/besoins/{need.number}/fiche/"
    for refused in (mel.get(here), mel.post(here, builders.BRIEF)):
        assert refused.status_code == 409
        assert "mandat" in refused.content.decode()


def test_a_brief_that_names_a_member_stays_with_whoever_writes_it(
    mel: Client, mandated: Proposal, rose_aimee: Person
) -> None:
    name, write = rose_aimee.get_full_name(), f"/fr/besoins/{mandated.number}/fiche/"
    story = builders.BRIEF | {"user_story": f"As {name}, I want to see who read it."}
    refused = mel.post(write, story)
    assert refused.status_code == 422
    assert f"«\xa0{name}\xa0» désigne une personne" in refused.content.decode()
    assert list(refused.context["form"].errors) == ["user_story"]
    assert not Brief.objects.exists()
    assert mel.post(write, builders.BRIEF).status_code == 302


def test_a_brief_that_names_somebody_who_joined_since_is_not_confirmed(
    mel: Client, signed_in: Any, gaetan: Person, mandated: Proposal,
    lac_tamarac: Cooperative,
) -> None:  # fmt: skip
    builders.written_brief(
        mandated, at=timezone.now(), user_story="As Zoé Quintal, I read."
    )
    second, here = signed_in(gaetan), f"/fr/besoins/{mandated.number}/fiche/confirmer/"
    assert "J’ai tout lu" in second.get(here).content.decode()
    admit(welcome("Zoé", "Quintal"), lac_tamarac)
    refused = second.post(here)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "«\xa0Zoé Quintal\xa0» désigne une personne" in page
    assert "J’ai tout lu" not in page
    assert not Entry.objects.filter(verb="brief.confirmed").exists()


def test_a_brief_that_does_not_leave_is_told_until_it_is_written_anew(
    mel: Client, signed_in: Any, gaetan: Person, mandated: Proposal,
    lac_tamarac: Cooperative,
) -> None:  # fmt: skip
    """The names were read just before somebody joined: the mirror then kept it."""
    told = "Une fiche ne part pas\xa0: elle nomme une personne"
    brief = builders.written_brief(mandated, at=timezone.now())
    confirm_brief(brief, by=builders.secretary(lac_tamarac), at=timezone.now())
    line = Entry.objects.get(verb="brief.confirmed")
    sent = Delivery.objects.create(entry=line, channel="github", due_at=line.at)
    pages = ["/fr/moi/", need_url(mandated, "fr")]
    assert not [page for page in pages if told in mel.get(page).content.decode()]
    Delivery.objects.filter(pk=sent.pk).update(fate="never", problem=door.NAMES)
    for page in pages:
        html = mel.get(page).content.decode()
        assert told in html, page
        assert f"/fr/besoins/{mandated.number}/fiche/confirmer/" in html
    assert told not in Client().get(pages[1]).content.decode()
    confirming = mel.get(f"/fr/besoins/{mandated.number}/fiche/confirmer/")
    assert "Cette fiche ne part pas" in confirming.content.decode()
    mel.post(f"/fr/besoins/{mandated.number}/fiche/", builders.BRIEF)
    assert not [page for page in pages if told in mel.get(page).content.decode()]
    Proposal.objects.filter(pk=mandated.pk).update(status="in_development")
    here = f'href="/fr/besoins/{mandated.number}/fiche/confirmer/"'
    assert here in signed_in(gaetan).get("/fr/moi/").content.decode()
    assert here not in mel.get("/fr/moi/").content.decode()  # she wrote it
