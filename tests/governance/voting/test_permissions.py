"""Who × what × when, around a vote."""

from datetime import timedelta

import pytest

from governance.refusals import MoveNotAllowed, NotAllowed
from governance.voting import permissions
from governance.voting.actions import open_round, void_round
from governance.voting.refusals import NotOpen
from tests.round_builders import prepared_round, sealed, vote

MINUTE = timedelta(minutes=1)
CAST = [
    "rose_aimee", "melanie", "gaetan", "huguette", "solange", "bertrand",
    "denis", "priya", "ifeoma", "stranger", "auxiliary", "superuser",
]  # fmt: skip
ON_ROLL = {"rose_aimee", "melanie", "gaetan"}
PREPARES = {
    "consultation": {"melanie", "gaetan", "denis"},
    "orientation": {"gaetan"},
    "assembly": {"gaetan"},
}


@pytest.fixture
def someone(request, rose_aimee, gaetan, melanie):
    return lambda name: request.getfixturevalue(name)


@pytest.mark.parametrize("nature", PREPARES)
@pytest.mark.parametrize("name", CAST)
def test_who_prepares_and_opens_which_kind(
    lac_tamarac, need, gaetan, at, someone, name, nature
):
    person, may = someone(name), name in PREPARES[nature]
    assert permissions.can_prepare(person, lac_tamarac, nature) is may
    round = prepared_round(lac_tamarac, need, by=gaetan, at=at, nature=nature)
    assert permissions.can_see(person, round) is may
    if may:
        prepared_round(lac_tamarac, need, by=person, at=at, nature=nature)
        open_round(round, by=person, at=at)
    else:
        with pytest.raises(NotAllowed):
            prepared_round(lac_tamarac, need, by=person, at=at, nature=nature)
        with pytest.raises(NotAllowed):
            open_round(round, by=person, at=at)
        with pytest.raises(NotAllowed):
            void_round(round, by=person, at=at, reason_fr="Non.", reason_en="Non.")


@pytest.mark.parametrize("name", CAST)
def test_only_its_officer_runs_rounds_of_the_federation(les_affluents, someone, name):
    for nature in PREPARES:
        may = permissions.can_prepare(someone(name), les_affluents, nature)
        assert may is (name == "denis")


@pytest.mark.parametrize("name", CAST)
def test_who_votes_before_during_and_after(
    lac_tamarac, need, melanie, at, someone, name
):
    person, may = someone(name), name in ON_ROLL
    round = prepared_round(
        lac_tamarac,
        need,
        by=melanie,
        at=at,
        opens_at=at + MINUTE,
        closes_at=at + 9 * MINUTE,
    )
    late = at + 9 * MINUTE
    with pytest.raises(NotAllowed):  # no roll yet
        vote(round, person, "yes", at=at)
    round = open_round(round, by=melanie, at=at)
    for early_or_late in (at, late):
        with pytest.raises(NotOpen if may else NotAllowed):
            vote(round, person, "yes", at=early_or_late)
        assert not permissions.can_vote(person, round, early_or_late)
    assert permissions.can_vote(person, round, at + MINUTE) is may
    if may:
        vote(round, person, "yes", at=at + MINUTE)
    else:
        with pytest.raises(NotAllowed):
            vote(round, person, "yes", at=at + MINUTE)
    sealed(round)
    round.refresh_from_db()
    with pytest.raises(NotOpen if may else NotAllowed):
        vote(round, person, "no", at=at + MINUTE)
    assert not permissions.can_vote(person, round, at + MINUTE)


def test_a_seat_that_ended_prepares_nothing(lac_tamarac, need, melanie, at):
    from governance.membership.actions import end_seat

    end_seat(melanie.seats.get(), by=None, at=at)
    with pytest.raises(NotAllowed):
        prepared_round(lac_tamarac, need, by=melanie, at=at)


def test_a_closed_account_does_not_vote(yes_or_no, rose_aimee, at):
    rose_aimee.is_active = False
    with pytest.raises(NotAllowed):
        vote(yes_or_no, rose_aimee, "yes", at=at)


def test_nobody_at_all(yes_or_no, lac_tamarac, at):
    from django.contrib.auth.models import AnonymousUser

    for nobody in (None, AnonymousUser()):
        assert not permissions.can_prepare(nobody, lac_tamarac, "consultation")
        assert not permissions.can_vote(nobody, yes_or_no, at)
        with pytest.raises(NotAllowed):
            vote(yes_or_no, nobody, "yes", at=at)


def test_a_sealed_round_cannot_be_cancelled(yes_or_no, melanie):
    sealed(yes_or_no)
    with pytest.raises(MoveNotAllowed):
        void_round(
            yes_or_no,
            by=melanie,
            at=yes_or_no.closes_at,
            reason_fr="Trop tard.",
            reason_en="Trop tard.",
        )
