"""The roll is corrected while members vote, on both databases: a ballot or a struck
line, never both, and every correction once."""

from functools import partial

import pytest

from governance.refusals import NotAllowed
from governance.voting import correcting
from governance.voting.actions import (
    confirm_correction,
    propose_adding,
    propose_striking,
    take_back_correction,
)
from governance.voting.bundle import verify, writing
from governance.voting.models import Ballot, LedgerLine, RollLine
from tests.cast import admit, welcome
from tests.round_builders import (
    accepted_need,
    at_once,
    crowd,
    opened_round,
    sealed,
    vote,
)

WHY = {"reason_fr": "Inscription en double.", "reason_en": "Enrolled twice."}


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


def corrected_lines():
    return LedgerLine.objects.filter(line__contains='"entry":"corrected"').count()


def test_a_cast_and_a_strike_at_once_leave_one_of_the_two(
    open_now, members, melanie, gaetan, at
):
    for person in members:
        number = open_now.roll.get(person=person).number
        waits = propose_striking(open_now, by=melanie, at=at, number=number, **WHY)
        casts = [
            partial(vote, open_now, person, "yes", at=at, form_key=f"{person.pk}-{n}")
            for n in range(3)
        ]
        strike = partial(confirm_correction, waits, by=gaetan, at=at)
        told = at_once([*casts, strike, strike])
        line = RollLine.every_line.get(round=open_now, number=number)
        assert (line.voted_on is None) != (line.struck_on is None)
        expected = NotAllowed if line.struck_on else correcting.NotCorrected
        refused = [x for x in told if isinstance(x, Exception)]
        assert {type(x) for x in refused} == {expected}
        assert len(refused) == (3 if line.struck_on else 2)
    struck = RollLine.every_line.filter(struck_on__isnull=False).count()
    assert corrected_lines() == struck
    assert Ballot.objects.count() == open_now.roll.voted().count()
    result = sealed(open_now)
    assert result.roll_size == RollLine.every_line.count() - struck
    open_now.refresh_from_db()
    assert verify.check(writing.files(open_now))["roll"] == result.roll_size


def test_corrections_at_once_are_each_made_once(
    open_now, lac_tamarac, melanie, gaetan, denis, at
):
    new = [admit(welcome(f"P{n}", f"Nouveau{n}"), lac_tamarac) for n in range(4)]
    before = open_now.roll.count()
    waits = [propose_adding(open_now, by=melanie, at=at, person=p, **WHY) for p in new]
    acts = [
        partial(confirm_correction, one, by=by, at=at)
        for one in waits[:3]
        for by in (gaetan, denis)
    ]
    back = partial(take_back_correction, waits[3], by=melanie, at=at)
    told = at_once(
        [*acts, back, partial(confirm_correction, waits[3], by=denis, at=at)]
    )
    made = open_now.corrections.made().count()
    assert not [x for x in told[:6] if isinstance(x, Exception)]
    assert sum(isinstance(x, Exception) for x in told) == 1
    assert corrected_lines() == made == open_now.roll.count() - before
    numbers = RollLine.every_line.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, before + made + 1))
    open_now.refresh_from_db()
    assert correcting.stands(open_now)
