"""The demo's story: somebody at every stop, everything through the actions."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import transaction

from cms.models import DecisionPage, ReleasePage
from cms.trees import ensure_trees
from governance.decisions.models import Decision
from governance.journal.queries import first_broken_line
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.voting.models import Round
from integrations.models import Delivery, MirrorLink
from portal.demo import places, story
from portal.demo.needs import Needs
from portal.demo.people import Casting
from portal.demo.timeline import Timeline
from tests.integrations.sandbox.fixtures import running_sandbox

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=ZoneInfo("America/Toronto"))
SMALL = 88  # people: eleven in each co-op


def tell(settings: Any, folder: Path) -> list[str]:
    settings.ROUND_KEYS_DIR = folder / "keys"
    said: list[str] = []
    with running_sandbox(folder) as sandbox:
        settings.GITHUB = django_settings.GITHUB | {
            "API_URL": sandbox.url,
            "TOKEN": sandbox.token,
        }
        ensure_trees(NOW)
        story.tell(said.append, now=NOW, people=SMALL)
    return said


def test_somebody_stands_at_every_stop(
    sqlite_file: Any, settings: Any, tmp_path: Path
) -> None:
    said = tell(settings, tmp_path)
    assert set(Proposal.objects.values_list("status", flat=True)) == set(Status)
    assert Proposal.objects.count() == 60
    assert first_broken_line() is None
    assert any("%" in line for line in said)
    rounds_stand_in_every_state()
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
    rounds = Round.objects
    assert rounds.open(NOW).filter(federation__isnull=False).exists()
    assert rounds.open(NOW).filter(host__isnull=False).exists()
    assert rounds.filter(opened_at=None).exists()
    assert rounds.filter(sealed_at__isnull=False, result__quorum_met=True).exists()
    assert rounds.filter(voided_at__isnull=False).exists()


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
