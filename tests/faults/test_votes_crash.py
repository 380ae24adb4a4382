"""The process dies in the middle of a cast: all of it happened, or nothing."""

import os
import signal
import warnings

import pytest
from django.db import connection

from governance.journal.models import Entry
from governance.voting import keyring
from governance.voting.actions import casting, sealing
from governance.voting.models import Ballot, Result
from tests.round_builders import accepted_need, opened_round, sealed, vote


def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


# Where the process kills itself, and whether the vote had been committed by then.
MOMENTS = {
    "between mark and ballot": ("_insert", False),
    "between ballot and journal": ("record", False),
    "after the commit, before the reply": (None, True),
}


@pytest.fixture
def open_now(each_database, lac_tamarac, rose_aimee, melanie, at, settings, tmp_path):
    settings.ROUND_KEYS_DIR = tmp_path
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=at)
    return opened_round(lac_tamarac, need, by=melanie, at=at)


def in_a_process_that_dies(act):
    """Run ``act`` in a process of its own, which must be killed with -9 in it."""
    connection.close()  # no open connection is carried into the child
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            act()
            die()
        finally:
            os._exit(1)  # it should have been killed by now
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


@pytest.fixture
def cast_and_die(open_now, at):
    """Cast from a process that is killed with -9 at a given moment."""

    def run(person, moment, answer="yes"):
        def cast():
            if step := MOMENTS[moment][0]:
                setattr(casting, step, die)
            vote(open_now, person, answer, at=at, form_key="the form")

        in_a_process_that_dies(cast)

    return run


@pytest.mark.parametrize("moment", MOMENTS)
def test_marks_and_ballots_agree_after_kill_9(
    open_now, cast_and_die, rose_aimee, at, moment
):
    cast_and_die(rose_aimee, moment)
    stored = int(MOMENTS[moment][1])
    assert open_now.roll.voted().count() == Ballot.objects.count() == stored
    assert Entry.objects.filter(verb="ballot.cast").count() == stored

    receipt = vote(open_now, rose_aimee, "yes", at=at, form_key="the form")
    assert receipt.tracker == Ballot.objects.get().tracker
    assert not receipt.changed
    assert sealed(open_now).ballots == 1


def test_a_change_that_dies_leaves_the_ballot_cast_before(
    open_now, cast_and_die, rose_aimee, at
):
    before = vote(open_now, rose_aimee, "no", at=at)
    cast_and_die(rose_aimee, "between mark and ballot", answer="yes")
    ballot = Ballot.objects.get()
    assert (ballot.tracker, ballot.choices) == (before.tracker, {"answer": "no"})


@pytest.mark.parametrize("moment", ["before the journal", "after the key is gone"])
def test_a_seal_that_dies_is_taken_again_and_needs_no_key(
    open_now, rose_aimee, melanie, at, moment
):
    vote(open_now, rose_aimee, "yes", at=at)
    destroy = keyring.destroy

    def seal():
        if moment == "before the journal":
            sealing.record = die
        else:
            keyring.destroy = lambda key_id: (destroy(key_id), die())
        sealed(open_now)

    in_a_process_that_dies(seal)
    assert not Result.objects.exists()
    assert keyring.path(open_now.key_id).exists() == (moment == "before the journal")
    assert sealed(open_now).figures["yes"] == 1
    assert not keyring.path(open_now.key_id).exists()
