"""The coordinator and the developers: parts of a brief, answers that leave by a click,
and members who try a preview."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from cms.facts.releases import facts
from governance.journal.models import Entry
from governance.membership.models import Cooperative, NameShown, Person
from governance.proposals.actions import outside
from governance.proposals.models import Brief, Comment, Proposal
from governance.releases.actions import note_evidence, record_release
from governance.releases.models import Trial
from integrations.models import Heard, MirrorLink, Repository
from tests import builders
from tests.cast import admit, welcome
from tests.worlds import shared

PART = {
    "title": "Store each opening",
    "title_fr": "Garder chaque ouverture",
    "acceptance_test": "Two rows appear.",
    "effort_days": "4",
}


@pytest.fixture
def mel(signed_in: Any, melanie: Person) -> Client:
    return signed_in(melanie)


@shared
def written(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, rose_aimee: Person
) -> Brief:
    need = builders.mandated_need(lac_tamarac, author=rose_aimee)
    return builders.written_brief(need, at=timezone.now())


def sent(*parts: dict[str, str], **more: str) -> dict[str, str]:
    rows = {
        f"part{n}-{name}": text
        for n, part in enumerate(parts, 1)
        for name, text in part.items()
    }
    return rows | {"many": str(max(len(parts), 2))} | more


def test_a_brief_is_divided_read_again_and_confirmed(
    mel: Client, signed_in: Any, gaetan: Person, written: Brief
) -> None:
    need = written.proposal
    here = f"/fr/besoins/{need.number}/fiche/parties/"
    assert (
        here in mel.get(f"/fr/besoins/{need.number}/fiche/confirmer/").content.decode()
    )
    assert mel.get(here).status_code == 200
    one = mel.post(here, sent(PART))
    assert one.status_code == 422
    assert "Écrivez au moins deux parties" in one.content.decode()
    half = mel.post(here, sent(PART, {"title": "Only that"}))
    assert half.status_code == 422
    assert 'value="Store each opening"' in half.content.decode()
    more = mel.post(here, sent(PART, more="1")).content.decode()
    assert "part3-title" in more
    assert not written.parts.exists()
    second = PART | {"title": "Show the list", "effort_days": "12"}
    page = mel.post(here, sent(PART, second), follow=True).content.decode()
    assert "Part 1 of 2 of a need" in page
    assert "16 jours" in page
    assert "en sachant 12 jours" in page
    other = signed_in(gaetan).post(f"/fr/besoins/{need.number}/fiche/confirmer/")
    assert other.status_code == 302
    assert mel.post(here, {"x": "1"}).status_code == 422
    written.refresh_from_db()
    assert (written.parts.count(), bool(written.confirmed_at)) == (2, True)
    keys = [str(part.pk) for part in written.parts.all()]
    same = sent(PART | {"known": keys[0]}, second | {"known": keys[1]})
    assert mel.post(here, same).status_code == 302
    written.refresh_from_db()
    assert written.confirmed_at  # nothing changed: nothing to read again
    assert mel.post(here, sent()).status_code == 302
    assert not written.parts.exists()


def test_a_phone_number_in_a_part_is_seen(mel: Client, written: Brief) -> None:
    here = f"/en/needs/{written.proposal.number}/brief/parts/"
    bad = PART | {"acceptance_test": "Call Ovila at 418 555-0142."}
    answer = mel.post(here, sent(PART, bad))
    assert answer.status_code == 422
    assert not written.parts.exists()


@shared
def linked(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, rose_aimee: Person
) -> MirrorLink:
    need = builders.briefed_need(lac_tamarac, author=rose_aimee)
    home = Repository.objects.create(full_name="c/c", remote_id=1)
    return MirrorLink.objects.create(
        proposal=need, repository=home, number=7, state="open",
        marker="00000000-0000-0000-0000-000000000007",
    )  # fmt: skip


def asked(link: MirrorLink, text: str) -> Comment:
    now = timezone.now()
    word = outside.add_outside_word(link.proposal, at=now, text=text, language="en")
    Heard.objects.create(
        link=link, remote_id=word.pk, comment=word, fate="shown", at=now
    )
    return word


def test_an_answer_is_looked_at_then_leaves(
    mel: Client, linked: MirrorLink, rose_aimee: Person
) -> None:
    need = linked.proposal
    asked(linked, "Which paper size?")
    assert [t for t in mel.get("/fr/moi/").context["tasks"] if "repondre" in t.url]
    here = f"/fr/besoins/{need.number}/repondre/"
    assert here in mel.get(f"/fr/besoins/{need.number}/", follow=True).content.decode()
    assert "Which paper size?" in mel.get(here).content.decode()
    name = rose_aimee.get_full_name()
    named = mel.post(here, {"text": f"Ask {name}."})
    assert named.status_code == 422
    assert not need.comments.filter(kind="answer").exists()
    shown = mel.post(here, {"text": "Letter size, @all #3."})
    assert "**Lac-Tamarac**" in shown.content.decode()
    assert "@\u200ball" in shown.content.decode()
    assert not need.comments.filter(kind="answer").exists()
    stamp = shown.context["form"].stamp
    other = mel.post(here, {"text": "Something else.", "looked_at": stamp})
    assert other.status_code == 200  # other words: shown again first
    words = {"text": "Letter size, @all #3.", "looked_at": stamp}
    assert mel.post(here, words).status_code == 302
    assert mel.post(here, words).status_code == 302
    assert need.comments.filter(kind="answer").count() == 1
    assert Entry.objects.filter(verb="answer.released").count() == 1
    assert not [t for t in mel.get("/fr/moi/").context["tasks"] if "repondre" in t.url]


def test_an_answer_of_the_discussion_leaves_by_a_click(
    mel: Client, linked: MirrorLink
) -> None:
    need = linked.proposal
    said = {"kind": "answer", "text": "Oui, en format lettre."}
    mel.post(f"/fr/besoins/{need.number}/commenter/", said)
    [answer] = need.comments.filter(kind="answer")
    here = f"/fr/besoins/{need.number}/repondre/"
    assert "Oui, en format lettre." in mel.get(here).content.decode()
    assert mel.post(here, {"answer": "99999"}).status_code == 404
    assert mel.post(here, {"answer": str(answer.pk)}).status_code == 302
    assert mel.post(here, {"answer": str(answer.pk)}).status_code == 404


def test_a_message_held_back_is_a_task(mel: Client, linked: MirrorLink) -> None:
    now = timezone.now()
    Heard.objects.create(link=linked, remote_id=5, fate="held", at=now)
    urls = [task.url for task in mel.get("/fr/moi/").context["tasks"]]
    assert "/fr/developper/messages/" in urls


@shared
def preview(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, rose_aimee: Person
) -> tuple[Proposal, Any]:
    need = builders.built_need(lac_tamarac, author=rose_aimee)
    now = timezone.now()
    release = record_release(
        source="carnet-commun/carnet", tag="v9-rc1", name="", url="", notes="",
        published_at=now, at=now, is_preview=True,
    )  # fmt: skip
    note_evidence(release, need, kind="contained", certainty="proved", facts={}, at=now)
    return need, release


def test_who_tried_a_preview_is_thanked_as_they_chose(
    preview: tuple[Proposal, Any], signed_in: Any, lac_tamarac: Cooperative
) -> None:
    need, release = preview
    shy = admit(welcome("Ovila", "Côté"), lac_tamarac, member_number="T-1")
    open_one = admit(
        welcome("Lise", "Roy", name_shown=NameShown.FULL),
        lac_tamarac,
        member_number="T-2",
    )
    here = f"/fr/besoins/{need.number}/essayer/"
    for person in (shy, open_one):
        client = signed_in(person)
        page = client.get(f"/fr/besoins/{need.number}/", follow=True).content.decode()
        assert here in page
        given = {"preview": release.pk, "answer": "partly"}
        assert client.post(here, given).status_code == 302
        assert client.post(here, given | {"answer": "works"}).status_code == 302
        assert client.post(here, given | {"answer": "?"}).status_code == 409
    assert Trial.objects.filter(answer="works").count() == 2
    now = timezone.now()
    full = record_release(
        source="carnet-commun/carnet", tag="v9", name="", url="", notes="",
        published_at=now, at=now,
    )  # fmt: skip
    builders.mark_delivered(full, need, at=now, evidence={})
    with override("en"):
        thanks = facts(full).thanks
    assert thanks.testers == ["A member of Lac-Tamarac", "Lise Roy"]
    assert "Ovila" not in str(facts(full).thanks)
