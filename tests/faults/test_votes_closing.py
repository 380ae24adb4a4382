"""The round closes while votes arrive: told “recorded” means counted."""

import threading
from functools import partial

import pytest

from governance.voting import locks
from governance.voting.actions import Receipt, casting
from governance.voting.models import Ballot, Result, Round
from governance.voting.refusals import NotOpen
from tests.round_builders import (
    accepted_need,
    at_once,
    crowd,
    opened_round,
    sealed,
    vote,
)

VOTERS, SEALERS = 40, 4


@pytest.fixture
def members(lac_tamarac):
    return crowd(lac_tamarac, VOTERS)


@pytest.fixture
def open_now(
    database, lac_tamarac, members, rose_aimee, melanie, at, settings, tmp_path
):
    settings.ROUND_KEYS_DIR = tmp_path
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=at)
    return opened_round(lac_tamarac, need, by=melanie, at=at)


def test_every_vote_told_recorded_is_in_the_count_of_every_sealer(
    each_database, open_now, members, at
):
    """All casts carry a time before the closing, so only the seal can stop them."""
    some_voted = threading.Event()

    def voter(people):
        told = []
        for person in people:
            try:
                told.append(vote(open_now, person, "yes", at=at))
            except NotOpen as refused:
                told.append(refused)
            some_voted.set()
        return told

    def sealer():
        some_voted.wait(60)
        return sealed(open_now)

    voters = [partial(voter, members[n::8]) for n in range(8)]
    results = at_once([*voters, *[sealer] * SEALERS])
    told = [answer for answers in results[:8] for answer in answers]
    receipts = {answer.tracker for answer in told if isinstance(answer, Receipt)}
    counted = set(Ballot.objects.values_list("tracker", flat=True))

    assert {type(answer) for answer in told} <= {Receipt, NotOpen}
    assert receipts == counted, "a vote told recorded is missing, or one came after"
    seals = {result.seal for result in results[8:]}
    assert seals == {Result.objects.get().seal}
    assert Result.objects.get().ballots == len(receipts)


class Slow:
    """A cast that has written its ballot and has not committed yet."""

    def __init__(self, monkeypatch):
        self.inserted, self.go_on = threading.Event(), threading.Event()
        record = casting.record

        def wait_then_record(*args, **kwargs):
            self.inserted.set()
            assert self.go_on.wait(60)
            return record(*args, **kwargs)

        monkeypatch.setattr(casting, "record", wait_then_record)

    def race(self, cast, seal):
        """Start the cast; once its ballot is written, the seal; then let both end."""

        def sealing():
            assert self.inserted.wait(60)
            hurry = threading.Timer(0.5, self.go_on.set)
            hurry.start()
            try:
                return seal()
            finally:
                self.go_on.set()
                hurry.join()

        return at_once([cast, sealing])


def test_the_seal_waits_for_a_cast_in_flight(
    postgresql, open_now, members, at, monkeypatch
):
    slow = Slow(monkeypatch)
    cast = partial(vote, open_now, members[0], "yes", at=at)
    receipt, result = slow.race(cast, partial(sealed, open_now))
    assert result.ballots == 1
    assert Ballot.objects.get().tracker == receipt.tracker


def test_negative_control_without_the_shared_lock_the_vote_is_lost(
    postgresql, open_now, members, at, monkeypatch
):
    """The same race with a cast that only reads the round: acknowledged, not counted."""
    slow = Slow(monkeypatch)
    monkeypatch.setattr(
        locks, "hold_shared", lambda held: Round.objects.get(pk=held.pk)
    )
    cast = partial(vote, open_now, members[0], "yes", at=at)
    receipt, result = slow.race(cast, partial(sealed, open_now))
    assert isinstance(receipt, Receipt)
    assert result.ballots == 0
