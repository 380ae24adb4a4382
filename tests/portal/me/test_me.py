"""One's own page: what waits, what changed, and never what was voted."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from governance.membership.models import Cooperative, Person
from governance.proposals.actions import support_proposal
from governance.proposals.models import Support
from governance.releases.actions import (
    answer_confirmation,
    ask_members,
    note_evidence,
    reopen_need,
    tell_members,
)
from tests import builders
from tests.portal.votes.conftest import signed_in
from tests.round_builders import opened_round, prepared_round, vote
from tests.worlds import shared

PAGE = {"fr": "/fr/moi/", "en": "/en/me/"}


@shared
def past() -> Any:
    return timezone.now() - timedelta(days=30)


def page_of(person: Person, language: str = "en") -> Any:
    return signed_in(person).get(PAGE[language])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_ones_own(rose_aimee: Person, language: str) -> None:
    assert Client().get(PAGE[language]).status_code == 302
    response = page_of(rose_aimee, language)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_a_vote_waits_then_is_done_and_its_choice_is_not_shown(
    lac_tamarac: Cooperative, melanie: Person, rose_aimee: Person, past: Any
) -> None:
    titles = ["Voir qui a lu mon dossier", "Des rappels sans réseau"]
    needs = [
        builders.accepted_need(lac_tamarac, at=past, author=melanie, title=t)
        for t in titles
    ]
    round = opened_round(lac_tamarac, *needs, by=melanie, at=timezone.now())
    assert list(page_of(rose_aimee).context["to_vote"]) == [round]
    tracker = vote(round, rose_aimee, [needs[1]], at=timezone.now()).tracker
    response = page_of(rose_aimee)
    page = response.content.decode()
    assert not response.context["to_vote"]
    assert list(response.context["voted"]) == [round]
    assert titles[1] not in page
    assert tracker not in page


def test_what_changed_because_of_me_is_told(
    lac_tamarac: Cooperative,
    melanie: Person,
    gaetan: Person,
    rose_aimee: Person,
    marc_andre: Person,
    past: Any,
) -> None:
    need = builders.submitted_need(lac_tamarac, at=past, author=rose_aimee)
    support_proposal(need, by=marc_andre, at=past)
    refused = builders.refused_need(
        lac_tamarac, at=past, author=rose_aimee, title="Un besoin refusé"
    )
    Support.objects.create(proposal=refused, person=marc_andre, at=past)
    for person, word in (
        (rose_aimee, "You proposed it."),
        (marc_andre, "You support it."),
    ):
        page = page_of(person).content.decode()
        assert word in page
        assert "The board refused it, with its reasons." in page


def test_a_delivered_need_asks_its_question_until_it_is_answered(
    lac_tamarac: Cooperative,
    melanie: Person,
    gaetan: Person,
    rose_aimee: Person,
    past: Any,
) -> None:
    need = builders.released_need(lac_tamarac, at=past, author=rose_aimee)
    assert not page_of(rose_aimee).context["asked"]  # two weeks to try it first
    ask_members(need.delivered.get(), at=timezone.now())
    assert [m.need.number for m in page_of(rose_aimee).context["asked"]] == [
        need.number
    ]
    answer_confirmation(need, by=rose_aimee, at=timezone.now(), answer="yes")
    assert not page_of(rose_aimee).context["asked"]


def test_what_changes_is_told_and_a_preview_is_offered(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, rose_aimee: Person,
    past: Any,
) -> None:  # fmt: skip
    need = builders.released_need(lac_tamarac, at=past, author=rose_aimee)
    words = {"fr": "Un bouton de plus.", "en": "One more button."}
    tell_members(need.delivered.get(), by=melanie, at=timezone.now(), words=words)
    coming = builders.built_need(lac_tamarac, at=past, author=rose_aimee)
    preview = builders.a_release(tag="v3-rc1", at=timezone.now(), is_preview=True)
    note_evidence(
        preview, coming, kind="contained", certainty="proved", facts={},
        at=timezone.now(),
    )  # fmt: skip
    page = page_of(rose_aimee).content.decode()
    assert "One more button." in page
    assert "in the preview 3-rc1" in page


def test_deliveries_wait_for_the_coordinator_of_the_need(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, denis: Person,
    solange: Person, past: Any,
) -> None:  # fmt: skip
    need = builders.built_need(lac_tamarac, at=past)
    release = builders.a_release(at=timezone.now())
    note_evidence(
        release, need, kind="notes", certainty="likely", facts={}, at=timezone.now()
    )
    again = builders.released_need(lac_tamarac, at=past, tag="v0.9")
    reopen_need(again, by=melanie, at=timezone.now(), reason="Rien n’a changé.")
    waits = {"Say whether a version delivers this need",
             "Tell the developers: the need is taken up again"}  # fmt: skip
    for person, sees in (
        (melanie, True),
        (denis, True),
        (gaetan, False),
        (solange, False),
    ):
        words = {task.words for task in page_of(person).context["tasks"]}
        assert waits <= words if sees else not waits & words


def test_seats_bring_their_tasks(
    lac_tamarac: Cooperative,
    melanie: Person,
    gaetan: Person,
    denis: Person,
    solange: Person,
    past: Any,
) -> None:
    builders.submitted_need(lac_tamarac, at=past)
    builders.voted_need(lac_tamarac, at=past)
    builders.mandated_need(lac_tamarac, at=past)
    described = builders.mandated_need(lac_tamarac, at=past)
    builders.written_brief(described, at=past)
    waiting = builders.accepted_need(lac_tamarac, at=past)
    prepared_round(lac_tamarac, waiting, by=melanie, at=timezone.now())
    assert _words(melanie) == {
        "Check the rules",
        "Accept this",
        "Write the",
        "Place it",
    }
    assert _words(gaetan) == {
        "Check the rules", "Record the", "Check and", "Place it",
    }  # fmt: skip
    assert _words(denis) == {"Check and", "Place it"}
    assert _words(solange) == set()


def _words(person: Person) -> set[str]:
    starts = (
        "Check the rules",
        "Accept this",
        "Write the",
        "Record the",
        "Check and",
        "Place it",
    )
    tasks = page_of(person).context["tasks"]
    return {next(s for s in starts if task.words.startswith(s)) for task in tasks}


def test_every_task_leads_to_a_page_that_opens(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, past: Any
) -> None:
    builders.submitted_need(lac_tamarac, at=past)
    builders.voted_need(lac_tamarac, at=past)
    builders.mandated_need(lac_tamarac, at=past)
    for person in (melanie, gaetan):
        client = signed_in(person)
        for task in page_of(person).context["tasks"]:
            assert client.get(task.url).status_code == 200, task


@pytest.mark.parametrize("rows", [3, 60])
def test_the_page_takes_the_same_queries_whatever_its_length(
    lac_tamarac: Cooperative,
    melanie: Person,
    past: Any,
    rows: int,
    django_assert_max_num_queries: Any,
) -> None:
    need = builders.submitted_need(lac_tamarac, at=past, author=melanie)
    for number in range(rows):
        need.pk, need.number, need._state.adding = None, 500 + number, True
        need.save()
    client = signed_in(melanie)
    with django_assert_max_num_queries(15):
        client.get(PAGE["en"])
