"""Rounds whose time has come and that do not move: what is done about each."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import translation

from governance.refusals import MoveNotAllowed, Refusal
from governance.voting.actions import (
    stand_still,
    void_altered_round,
    wait_after_outage,
)
from governance.voting.models import Round
from governance.voting.refusals import SheetAltered

LANGUAGES = ("fr", "en")


def tried(round: Round, kind: str, act: Callable[[], Any], at: datetime) -> Any:
    """Do it. Where it is refused, the reason is kept in both languages, for those who
    hold the round, and the refusal goes on: the queue tries again, ever more rarely.

    A refusal says its sentence in the language in force, so it is asked for twice.
    """
    told: dict[str, str] = {}
    for language in LANGUAGES:
        with translation.override(language):
            try:
                return act()
            except SheetAltered:
                return void_altered_round(round, at=at)
            except MoveNotAllowed:
                raise  # too early, or no longer to be done
            except Refusal as refusal:
                told[language], last = str(refusal), refusal
    stand_still(round, at=at, kind=kind, reason_fr=told["fr"], reason_en=told["en"])
    raise last


def came_back(since: datetime, at: datetime) -> int:
    """The portal was away: how many rounds that closed meanwhile wait to be counted."""
    closed = Round.objects.due_to_seal(at).filter(closes_at__gte=since)
    return sum(wait_after_outage(round, at=at, since=since) for round in closed)
