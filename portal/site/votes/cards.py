"""A round on a list: one card, built in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from governance.voting import queries
from governance.voting.lifecycle import Stage, stage
from governance.voting.models import Round
from portal.site.charts import Meter
from portal.site.votes import words
from portal.site.votes.shown import Choice, choices


@dataclass(frozen=True)
class Card:
    """What a list says of a round. ``votes``: the reader may vote in it now."""

    round: Round
    stage: str
    holder: object
    options: list[Choice]
    turnout: Meter | None
    votes: bool
    outcome: str


def cards(found: Iterable[Round], at: datetime, reader: Any = None) -> list[Card]:
    """Cards of rounds read with ``shown.rounds``; ``reader`` may vote in some."""
    read = list(found)
    mine = queries.on_rolls_of(reader, [r for r in read if r.is_open(at)])
    return [_card(round, at, mine) for round in read]


def meter(round: Round, voted: int, roll: int) -> Meter | None:
    """Turnout with the quorum marked on it; None before the roll is frozen."""
    if not roll:
        return None
    by_people = round.rule != Round.Rule.DELEGATES  # else the quorum counts co-ops
    quorum = Fraction(round.quorum if by_people else 0)
    reached = voted >= quorum * roll
    note = _("quorum reached") if reached else _("quorum not reached yet")
    return Meter(
        label=words.turnout(voted, roll),
        value=voted,
        maximum=roll,
        note=note.capitalize() + "." if quorum else "",
        mark=quorum * roll if quorum else None,
    )


def _card(round: Any, at: datetime, mine: set[int]) -> Card:
    now = stage(round, at)
    return Card(
        round=round,
        stage=now,
        holder=round.host or round.federation,
        options=choices(round),
        turnout=meter(round, round.voted_count, round.roll_count),
        votes=round.pk in mine,
        outcome=queries.outcome(round.result).headline if now == Stage.SEALED else "",
    )
