"""Versions, what they deliver, and whether members say the need is met."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.refusals import MoveNotAllowed, NotAllowed, Refusal
from governance.releases import permissions
from governance.releases.actions import answer_confirmation, mark_delivered
from governance.releases.lifecycle import ANSWERS_NEEDED, Counts
from governance.releases.models import Delivered, Release
from governance.releases.queries import answer_of, confirmation_counts, published
from governance.roadmap.actions import note_progress
from tests.builders import (
    a_release,
    built_need,
    confirmed_need,
    need_in_development,
    released_need,
)
from tests.round_builders import crowd

pytestmark = pytest.mark.usefixtures("rose_aimee", "melanie", "gaetan")
LATER = timedelta(days=60)


def test_the_same_news_twice_is_one_release_with_the_newest_words(at: datetime) -> None:
    first = a_release(at=at)
    again = a_release(at=at + LATER, name="Carnet 1.2", notes="Corrections.\x00")
    assert (first.pk, Release.objects.count()) == (again.pk, 1)
    again.refresh_from_db()
    assert (again.name, again.notes, again.recorded_at) == (
        "Carnet 1.2",
        "Corrections.",
        at,
    )
    assert Entry.objects.filter(verb="release.recorded").count() == 1


def test_a_tag_belongs_to_its_repository(at: datetime) -> None:
    a_release(at=at)
    a_release(at=at, source="carnet-commun/mobile")
    assert Release.objects.count() == 2


def test_words_from_elsewhere_are_cut_and_odd_addresses_dropped(at: datetime) -> None:
    release = a_release(at=at, name="a" * 500, url="javascript:alert(1)")
    assert (len(release.name), release.url) == (200, "")


def test_a_delivery_moves_the_need_once(
    lac_tamarac: Cooperative, at: datetime, built: Proposal
) -> None:
    need = built
    release = a_release(at=at)
    for _news in range(2):
        mark_delivered(release, need, at=at, evidence={"issue": 7})
    assert (need.status, Delivered.objects.count()) == (Status.RELEASED, 1)
    line = Entry.objects.get(verb="release.delivered")
    assert (line.subject_id, line.by) == (str(need.pk), "")
    assert line.facts["tag"] == "v1.2.0"


def test_a_later_release_does_not_deliver_it_again(
    lac_tamarac: Cooperative, at: datetime, released: Proposal
) -> None:
    need = released
    first = need.delivered.get()
    later = a_release(tag="v1.3.0", at=at + LATER)
    assert mark_delivered(later, need, at=at + LATER, evidence={}) == first


def test_what_is_not_built_is_not_delivered(
    lac_tamarac: Cooperative, at: datetime
) -> None:
    need = need_in_development(lac_tamarac)
    with pytest.raises(MoveNotAllowed):
        mark_delivered(a_release(at=at), need, at=at, evidence={})
    assert not Delivered.objects.exists()


def test_one_answer_a_member_changeable_and_the_journal_does_not_know_it(
    lac_tamarac: Cooperative, huguette: Person, at: datetime, released: Proposal
) -> None:
    need = released
    when = at + LATER
    for answer in ("no", "yes", "yes"):
        answer_confirmation(need, by=huguette, at=when, answer=answer)
    assert confirmation_counts(need) == Counts(yes=1)
    given = answer_of(huguette, need)
    assert given is not None
    assert given.answer == "yes"
    lines = Entry.objects.filter(verb="confirmation.answered")
    assert [line.facts for line in lines] == [{}, {}]  # the third changed nothing


@pytest.mark.parametrize("name", ["stranger", "denis", "superuser"])
def test_only_members_answer(
    name: str,
    request: pytest.FixtureRequest,
    lac_tamarac: Cooperative,
    at: datetime,
    released: Proposal,
) -> None:
    need, person = released, request.getfixturevalue(name)
    assert not permissions.can_answer(person, need, at.date())
    with pytest.raises(NotAllowed):
        answer_confirmation(need, by=person, at=at, answer="yes")


def test_wrong_answers_and_undelivered_needs_are_refused(
    lac_tamarac: Cooperative, huguette: Person, at: datetime
) -> None:
    with pytest.raises(MoveNotAllowed):
        answer_confirmation(built_need(lac_tamarac), by=huguette, at=at, answer="yes")
    with pytest.raises(Refusal):
        answer_confirmation(
            released_need(lac_tamarac), by=huguette, at=at, answer="perhaps"
        )


@pytest.mark.parametrize(
    ("counts", "confirms"),
    [
        (Counts(), False),
        (Counts(yes=4), False),
        (Counts(yes=5), True),
        (Counts(yes=3, no=2), True),
        (Counts(yes=3, partly=3), False),
        (Counts(yes=2, partly=1, no=2), False),
        (Counts(yes=51, partly=49, no=1), True),
    ],
)
def test_five_answers_and_more_than_half_yes(counts: Counts, confirms: bool) -> None:
    assert ANSWERS_NEEDED == 5
    assert counts.confirms is confirms


def test_the_answer_that_tips_it_confirms_the_need(
    lac_tamarac: Cooperative, at: datetime, released: Proposal
) -> None:
    need, people = released, crowd(lac_tamarac, 6)
    for person, answer in zip(people, ("yes", "no", "yes", "partly"), strict=False):
        answer_confirmation(need, by=person, at=at + LATER, answer=answer)
    assert need.status == Status.RELEASED
    answer_confirmation(need, by=people[4], at=at + LATER, answer="yes")
    assert need.status == Status.CONFIRMED
    line = Entry.objects.get(verb="need.confirmed")
    assert (line.by, line.facts["yes"], line.facts["answers"]) == ("", 3, 5)
    answer_confirmation(need, by=people[5], at=at + LATER, answer="no")
    assert need.status == Status.CONFIRMED  # only code brings it back


def test_answers_about_an_earlier_delivery_no_longer_count(
    lac_tamarac: Cooperative, at: datetime
) -> None:
    people = crowd(lac_tamarac, 5)
    need = confirmed_need(lac_tamarac, *people)
    when = at + LATER
    note_progress(need, step="reopened", at=when, facts={})
    note_progress(need, step="built", at=when, facts={})
    mark_delivered(a_release(tag="v1.3.0", at=when), need, at=when, evidence={})
    assert confirmation_counts(need) == Counts()
    answer_confirmation(need, by=people[0], at=when, answer="yes")
    assert confirmation_counts(need) == Counts(yes=1)
    assert need.status == Status.RELEASED


def test_the_list_asks_a_fixed_number_of_questions(
    lac_tamarac: Cooperative, at: datetime, django_assert_num_queries: Any
) -> None:
    for wanted in (1, 4):
        while Release.objects.count() < wanted:
            released_need(lac_tamarac, tag=f"v{Release.objects.count()}")
        with django_assert_num_queries(3):
            for release in published():
                for delivered in release.delivered.all():
                    assert delivered.proposal.wording("fr")
                    assert delivered.proposal.cooperative.short_name
