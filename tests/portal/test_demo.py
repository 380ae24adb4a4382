"""The demo's story: somebody at every stop, everything through the actions."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from cms.models import DecisionPage, ReleasePage
from governance.decisions import meetings
from governance.decisions.bylaw import Verdict
from governance.decisions.models import Decision, Meeting
from governance.journal.queries import first_broken_line
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.voting.models import Round
from integrations.models import Delivery, MirrorLink
from portal.demo import places, story
from portal.demo.needs import Needs
from portal.demo.people import Casting
from portal.demo.timeline import Timeline
from portal.models import DemoPerson
from portal.site.votes.paper import desk
from tests import databases
from tests.browser.telling import Borrowed, Told, told

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=ZoneInfo("America/Toronto"))
SMALL = 88  # people: eleven in each co-op


@pytest.fixture
def kept(sqlite_file: Any, settings: Any, tmp_path: Path) -> Told:
    """The story that the browser's tests play in, told once for all of them."""
    borrowed = Borrowed()
    try:
        copy = told(borrowed).copy(tmp_path / "story")
    finally:
        borrowed.give_back()
    databases.point_at(databases.sqlite_settings(copy.database))
    settings.ROUND_KEYS_DIR = copy.keys
    return copy


def test_somebody_stands_at_every_stop(kept: Told) -> None:
    said = kept.lines.read_text().splitlines()
    assert set(Proposal.objects.values_list("status", flat=True)) == set(Status)
    assert Proposal.objects.count() == 60
    assert first_broken_line() is None
    assert any("%" in line for line in said)
    rounds_stand_in_every_state()
    paper_stands_in_every_state()
    a_meeting_is_under_way()
    # One issue for each confirmed brief, none in doubt.
    links = MirrorLink.objects.all()
    assert (
        links.count()
        == Proposal.objects.filter(brief__confirmed_at__isnull=False).count()
    )
    assert not links.filter(number=None).exists()
    assert set(Delivery.objects.values_list("fate", flat=True)) == {"done"}
    # Every decision and release is told in both languages.
    assert DecisionPage.objects.live().count() == 2 * Decision.objects.count()
    assert ReleasePage.objects.live().count() == 4
    with pytest.raises(story.AlreadyTold):
        story.tell(said.append)


def rounds_stand_in_every_state() -> None:
    rounds, now = Round.objects, timezone.now()
    assert rounds.open(now).filter(federation__isnull=False).exists()
    assert rounds.open(now).filter(host__isnull=False).exists()
    assert rounds.filter(opened_at=None).exists()
    assert rounds.filter(sealed_at__isnull=False, result__quorum_met=True).exists()
    assert rounds.filter(voided_at__isnull=False).exists()


def paper_stands_in_every_state() -> None:
    """Handed out; counted apart; agreed, and in a result with the votes online."""
    melanie = DemoPerson.objects.get(person__first_name="Mélanie").person
    every = [c for held in Round.objects.all() for c in desk.cards(held, melanie)]
    assert {card.state for card in every} == {"printed", "apart", "agreed"}
    assert all(card.taken for card in every)
    agreed = next(card.batch for card in every if card.state == "agreed")
    figures = agreed.round.result.figures
    assert 0 < figures["paper"]["ballots"] < figures["ballots"]


def a_meeting_is_under_way() -> None:
    meeting = Meeting.objects.get(opened_at__isnull=False, closed_at=None)
    told = meetings.meter(meeting, timezone.now())
    assert told.is_met and told.reached_at
    tied, asked = meeting.points.exclude(opened_at=None)
    assert meetings.verdict(tied) is Verdict.TIE and tied.casting == "for"
    assert asked.is_open and asked.counts.count() == 1


def moments(seed: int) -> list[datetime]:
    """When everything happens, in a story that is laid but not played."""
    timeline = Timeline(NOW, seed)
    with transaction.atomic():
        coops = places.found(timeline)
        cast = Casting(timeline, coops, SMALL).everyone()
        Needs(timeline, coops, cast, 60).lay()
        names = [(p.first_name, p.last_name, str(p.ref)) for p in cast.everyone()]
        transaction.set_rollback(True)
    return [*sorted(moment for moment, _order, _act in timeline._acts), *names]


def test_the_same_seed_tells_the_same_story(db: Any) -> None:
    assert moments(seed=1) == moments(seed=1)
    assert moments(seed=1) != moments(seed=2)


def test_the_demo_command_needs_the_demo_mode(settings: Any, db: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo")
