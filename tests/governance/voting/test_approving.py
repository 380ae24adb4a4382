"""A round opens by itself only where a person said so, and not once held back."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from governance.journal.models import Entry
from governance.refusals import MoveNotAllowed, NotAllowed
from governance.voting.actions import approve_round, hold_back_round, open_round
from governance.voting.models import Round
from tests.round_builders import prepared_round

HOUR = timedelta(hours=1)


@pytest.fixture
def coming(lac_tamarac, need, melanie, rose_aimee, at) -> Round:
    """Checked by nobody yet; its hour is in two hours."""
    return prepared_round(
        lac_tamarac, need, by=melanie, at=at,
        opens_at=at + 2 * HOUR, closes_at=at + 200 * HOUR,
    )  # fmt: skip


def test_the_portal_opens_at_its_hour_what_a_person_approved(coming, melanie, at):
    its_hour = coming.opens_at
    with pytest.raises(MoveNotAllowed):
        open_round(coming, by=None, at=its_hour)
    approve_round(coming, by=melanie, at=at)
    approve_round(coming, by=melanie, at=at)
    assert not Round.objects.due_to_open(at).exists()
    assert list(Round.objects.due_to_open(its_hour)) == [coming]
    assert open_round(coming, by=None, at=its_hour).opened_at == its_hour
    assert Entry.objects.filter(verb="round.approved").count() == 1
    with pytest.raises(MoveNotAllowed):
        hold_back_round(coming, by=melanie, at=its_hour)


def test_held_back_or_described_anew_it_waits_again(
    coming, lac_tamarac, need, melanie, at
):
    for undo in (
        lambda: hold_back_round(coming, by=melanie, at=at + HOUR),
        lambda: prepared_round(
            lac_tamarac, need, by=melanie, at=at + HOUR, instead_of=coming,
            opens_at=coming.opens_at, closes_at=coming.closes_at,
        ),
    ):  # fmt: skip
        approve_round(coming, by=melanie, at=at)
        assert Round.objects.due_to_open(coming.opens_at).exists()
        undo()
        assert not Round.objects.due_to_open(coming.opens_at).exists()
        with pytest.raises(MoveNotAllowed):
            open_round(coming, by=None, at=coming.opens_at)


def test_who_may_approve_and_until_when(coming, melanie, rose_aimee, at):
    for act in (approve_round, hold_back_round):
        with pytest.raises(NotAllowed):
            act(coming, by=rose_aimee, at=at)
    with (
        override("en"),
        pytest.raises(MoveNotAllowed, match="opening time has passed"),
    ):
        approve_round(coming, by=melanie, at=coming.opens_at)
    assert Round.objects.get().approved_at is None
