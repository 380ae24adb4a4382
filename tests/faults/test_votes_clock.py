"""Nodes whose clocks are off: the database's clock decides, the same for everyone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from governance.refusals import MoveNotAllowed
from governance.voting.actions import seal_round
from governance.voting.refusals import NotOpen
from tests.round_builders import DAY, accepted_need, opened_round, vote

OFF = timedelta(hours=1)
MOMENT = timedelta(minutes=1)


@pytest.fixture
def node(monkeypatch):
    """Sets the clock of this node so far off that of the database."""
    true = timezone.now

    def off(by):
        monkeypatch.setattr(timezone, "now", lambda: true() + by)
        return timezone.now()

    return off


@pytest.fixture
def closing(postgresql, lac_tamarac, rose_aimee, melanie, settings, tmp_path):
    """A round that closes so much later than now (by the database's clock)."""
    settings.ROUND_KEYS_DIR = tmp_path

    def make(later):
        now = timezone.now()
        facts = {"author": rose_aimee, "coordinator": melanie, "at": now - DAY}
        need = accepted_need(lac_tamarac, **facts)
        return opened_round(
            lac_tamarac, need, by=melanie, at=now - DAY, closes_at=now + later
        )

    return make


def test_a_slow_node_takes_no_late_ballot(closing, rose_aimee, node):
    round = closing(-MOMENT)
    with pytest.raises(NotOpen):
        vote(round, rose_aimee, "yes", at=node(-OFF))


def test_a_fast_node_refuses_no_timely_ballot(closing, rose_aimee, node):
    round = closing(MOMENT)
    assert vote(round, rose_aimee, "yes", at=node(OFF)).tracker


def test_a_fast_worker_does_not_count_before_the_close(closing, node):
    round = closing(MOMENT)
    with pytest.raises(MoveNotAllowed):
        seal_round(round, at=node(OFF))


def test_a_slow_worker_counts_once_it_is_closed(closing, node):
    round = closing(-MOMENT)
    assert seal_round(round, at=node(-OFF)).ballots == 0
