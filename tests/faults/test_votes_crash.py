"""The process dies in the middle of a cast: all of it happened, or nothing."""

import os
import signal
import subprocess
import sys
import textwrap

import pytest

from governance.journal.models import Entry
from governance.voting.models import Ballot
from tests.round_builders import accepted_need, opened_round, sealed, vote

# Where the process kills itself, and whether the vote had been committed by then.
MOMENTS = {
    "between mark and ballot": ("casting._insert = die", False),
    "between ballot and journal": ("casting.record = die", False),
    "after the commit, before the reply": ("", True),
}

VOTER = """
    import os, signal, sys, django
    django.setup()
    from django.conf import settings
    from django.utils.dateparse import parse_datetime
    from governance.membership.models import Person
    from governance.voting.actions import casting
    from governance.voting.models import Round

    def die(*args, **kwargs):
        os.kill(os.getpid(), signal.SIGKILL)

    round_id, person_id, at, settings.ROUND_KEYS_DIR = sys.argv[1:]
    {patch}
    casting.cast_ballot(
        Round.objects.get(pk=round_id), by=Person.objects.get(pk=person_id),
        at=parse_datetime(at), choices={{"answer": "{answer}"}}, form_key="the form",
    )
    die()
"""


@pytest.fixture
def open_now(each_database, lac_tamarac, rose_aimee, melanie, at, settings, tmp_path):
    settings.ROUND_KEYS_DIR = tmp_path
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=at)
    return opened_round(lac_tamarac, need, by=melanie, at=at)


@pytest.fixture
def cast_and_die(each_database, open_now, at, tmp_path):
    """Cast from a process of its own that is killed with -9 at a given moment."""

    def run(person, moment, answer="yes"):
        patch, _ = MOMENTS[moment]
        code = textwrap.dedent(VOTER).format(patch=patch, answer=answer)
        arguments = [str(open_now.pk), str(person.pk), at.isoformat(), str(tmp_path)]
        env = os.environ | {
            "DATABASE_URL": each_database.url,
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        }
        died = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env=env, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert died.returncode == -signal.SIGKILL, died.stderr

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
