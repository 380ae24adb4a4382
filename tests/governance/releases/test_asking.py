"""Told once, asked once after two weeks; enough “no” take a need up again."""

from datetime import datetime, timedelta

import pytest

from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.refusals import NotAllowed, Refusal
from governance.releases import actions
from governance.releases.lifecycle import Counts
from governance.releases.models import QUIET, TRY_FOR, Delivered
from governance.releases.queries import last_reopening, unsent
from governance.releases.words import answers, short
from tests.round_builders import crowd

pytestmark = pytest.mark.usefixtures("rose_aimee", "melanie", "gaetan")
LATER = timedelta(days=60)


def test_rows_say_what_is_due_and_doing_it_twice_changes_nothing(
    lac_tamarac: Cooperative, released: Proposal
) -> None:
    line = released.delivered.get()
    early = line.at + TRY_FOR - timedelta(minutes=1)
    assert not Delivered.objects.due_to_tell(line.at + QUIET / 2).exists()
    assert list(Delivered.objects.due_to_tell(line.at + QUIET)) == [line]
    assert not Delivered.objects.due_to_ask(early).exists()
    at = line.at + TRY_FOR
    assert list(Delivered.objects.due_to_ask(at)) == [line]
    done = [actions.ask_members(line, at=at) for _ in range(3)]
    told = [actions.tell_members(line, by=None, at=at) for _ in range(3)]
    assert done == told == [True, False, False]
    assert not Delivered.objects.due_to_ask(at + LATER).exists()
    assert not Delivered.objects.due_to_tell(at + LATER).exists()
    for verb in ("confirmation.asked", "delivery.told"):
        assert Entry.objects.filter(verb=verb).count() == 1


def test_nothing_is_due_about_a_delivery_that_does_not_stand(
    lac_tamarac: Cooperative, melanie: Person, at: datetime, released: Proposal
) -> None:
    need = released
    line = need.delivered.get()
    actions.reopen_need(need, by=melanie, at=line.at, reason="Rien n’a changé.")
    assert not Delivered.objects.due_to_ask(at + LATER).exists()
    assert not actions.ask_members(line, at=at + LATER)
    assert not actions.tell_members(line, by=None, at=at + LATER)


def test_only_who_asked_for_it_tells_members(
    lac_tamarac: Cooperative, solange: Person, at: datetime, released: Proposal
) -> None:
    line = released.delivered.get()
    with pytest.raises(NotAllowed):
        actions.tell_members(line, by=solange, at=at + LATER)


@pytest.mark.parametrize(
    ("counts", "reopens"),
    [
        (Counts(no=4), False),
        (Counts(no=5), True),
        (Counts(yes=2, no=3), True),
        (Counts(yes=1, partly=2, no=3), False),
        (Counts(yes=3, no=3), False),
    ],
)
def test_five_answers_and_more_than_half_no(counts: Counts, reopens: bool) -> None:
    assert counts.reopens is reopens
    assert not (counts.reopens and counts.confirms)


def test_the_answer_that_tips_it_takes_the_need_up_again(
    lac_tamarac: Cooperative, released: Proposal
) -> None:
    need, people = released, crowd(lac_tamarac, 5)
    at = need.delivered.get().at + TRY_FOR
    for person, answer in zip(people, ("no", "yes", "no", "yes", "no"), strict=True):
        actions.answer_confirmation(
            need, by=person, at=at, answer=answer, matters="much"
        )
    assert need.status == Status.IN_DEVELOPMENT
    again = last_reopening(need)
    assert (again.by, again.answers, again.no) == (None, 5, 3)
    assert need.delivered.count() == need.confirmations.count() - 4 == 1
    assert list(unsent()) == [need]


def test_a_coordinator_says_why_and_lets_the_developers_know_once(
    lac_tamarac: Cooperative,
    melanie: Person,
    rose_aimee: Person,
    at: datetime,
    released: Proposal,
) -> None:
    need, when = released, at + LATER
    with pytest.raises(NotAllowed):
        actions.reopen_need(need, by=rose_aimee, at=when, reason="Non.")
    with pytest.raises(Refusal):
        actions.reopen_need(need, by=melanie, at=when, reason=" ")
    again = actions.reopen_need(need, by=melanie, at=when, reason="Rien n’a changé.")
    sent = [
        actions.send_back(again, by=melanie, at=when, reopens_issue=True)
        for _ in range(2)
    ]
    assert sent == [True, False]
    assert not unsent().exists()
    assert Entry.objects.get(verb="need.sent_back").facts["reopens_issue"] is True


@pytest.mark.parametrize(
    ("counts", "told", "hidden"),
    [
        (Counts(), "Nobody has answered", "0"),
        (Counts(yes=4), "4 members have answered. The answers are shown", "say"),
        (Counts(yes=5), "Most say that it happened", "5 of 5"),
        (Counts(yes=2, no=7), "Most say that it did not happen", "7 of"),
        (Counts(yes=6, partly=1, no=3), "Most say that it happened", "6 of 10"),
        (
            Counts(yes=70, partly=6, no=5, matters=80, both=64),
            "64 of 81 people: it happened, and it matters.",
            "70",
        ),
        (Counts(yes=20, partly=2, no=3, both=18), "20 of 25 people", "18"),
        (Counts(yes=20, partly=2, no=3, both=18), "The 5 others", "partly: 2"),
    ],
)
def test_small_groups_are_never_told(counts: Counts, told: str, hidden: str) -> None:
    from django.utils.translation import override

    with override("en"):
        words = " ".join(answers(counts))
        assert told in words
        assert hidden not in words
        assert short(counts)
