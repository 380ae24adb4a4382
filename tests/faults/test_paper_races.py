"""Paper and online at the same moment, on both databases: never both, never a double."""

from functools import partial

import pytest

from governance.voting.actions.paper_batches import open_batch
from governance.voting.actions.paper_counts import hand_in_count
from governance.voting.actions.paper_marks import (
    VotedOnline,
    give_paper,
    hand_back_paper,
)
from governance.voting.models import Ballot, PaperBatch, RollLine
from governance.voting.queries import roll_line
from governance.voting.refusals import NotOpen
from tests.round_builders import accepted_need, at_once, crowd, opened_round, vote


@pytest.fixture
def members(lac_tamarac):
    return crowd(lac_tamarac, 6)


@pytest.fixture
def open_now(
    each_database, lac_tamarac, members, rose_aimee, melanie, gaetan, at, settings,
    tmp_path,
):  # fmt: skip
    settings.ROUND_KEYS_DIR = tmp_path
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=at)
    return opened_round(lac_tamarac, need, by=melanie, at=at)


@pytest.fixture
def batch(open_now, lac_tamarac, melanie, at):
    return open_batch(open_now, by=melanie, at=at, cooperative=lac_tamarac, issued=10)


def test_a_cast_and_a_mark_at_once_leave_one_of_the_two(
    batch, open_now, members, melanie, at
):
    numbers = {p.pk: roll_line(open_now, p).number for p in members}
    for person in members:
        mark = partial(
            give_paper, open_now, by=melanie, at=at, number=numbers[person.pk]
        )
        casts = [
            partial(vote, open_now, person, "yes", at=at, form_key=f"{person.pk}-{n}")
            for n in range(3)
        ]
        told = at_once([*casts, mark, mark])
        line = RollLine.objects.get(round=open_now, person=person)
        assert (line.voted_on is None) != (line.paper_on is None)
        expected = NotOpen if line.paper_on else VotedOnline
        refused = [x for x in told if isinstance(x, Exception)]
        assert {type(x) for x in refused} == {expected}
        assert len(refused) == (3 if line.paper_on else 2)
    assert Ballot.objects.count() == open_now.roll.voted().count()


def test_a_paper_handed_back_and_a_cast_at_once(batch, open_now, members, melanie, at):
    person = members[0]
    number = roll_line(open_now, person).number
    give_paper(open_now, by=melanie, at=at, number=number)
    back = partial(hand_back_paper, open_now, by=melanie, at=at, number=number)
    cast = partial(vote, open_now, person, "no", at=at, form_key="once")
    told = at_once([back, cast, back])
    line = RollLine.objects.get(round=open_now, person=person)
    assert line.paper_on is None
    assert (line.voted_on is None) == any(isinstance(x, NotOpen) for x in told)


def test_two_counts_at_once_agree_once(batch, open_now, members, melanie, gaetan, at):
    for person in members[:2]:
        number = roll_line(open_now, person).number
        give_paper(open_now, by=melanie, at=at, number=number)
    figures = {
        "used": 2, "spoiled": 0, "returned": 8,
        "tally": {"yes": 1, "no": 1, "abstain": 0},
    }  # fmt: skip
    hands = [
        partial(hand_in_count, batch, by=p, at=at, **figures) for p in (melanie, gaetan)
    ]
    told = at_once(hands * 2)
    assert not [x for x in told if isinstance(x, Exception)]
    batch.refresh_from_db()
    assert batch.agreed_at and sorted(e.hand for e in batch.entries.all()) == [1, 2]


def test_batches_opened_at_once_have_numbers_of_their_own(
    open_now, lac_tamarac, melanie, at
):
    new = partial(open_batch, open_now, by=melanie, at=at, cooperative=lac_tamarac)
    same = partial(new, issued=5, number=1)
    assert {b.pk for b in at_once([same] * 4)} == {PaperBatch.objects.get().pk}
    at_once([partial(new, issued=7)] * 4)
    assert sorted(b.number for b in PaperBatch.objects.all()) == [1, 2, 3, 4, 5]
