"""What a round asks its counting rule: before it opens, from its columns; from then
on, from the sealed rule sheet alone."""

from collections.abc import Sequence
from typing import Any

from governance.proposals.models import Proposal
from governance.voting.models import Round
from governance.voting.rules import Comparison, Place, Question, share
from governance.voting.rules.bands import ONE_EACH, Bands
from governance.voting.rules.lot import UNSEALED, Draw
from governance.voting.rules.sheet import asked

Rule = Round.Rule

# Rules under which a ballot says where it comes from, and each place's total is told.
BY_PLACE = frozenset({Rule.DOUBLE_MAJORITY, Rule.DELEGATES})
# Rules that answer one question with yes, no or an abstention.
YES_OR_NO = frozenset({Rule.MAJORITY}) | BY_PLACE
RANKED = frozenset({Rule.IRV, Rule.STV, Rule.SCHULZE})

# People; a total over fewer would tell who said what (domain 3.8).
SMALLEST_GROUP = 10

# A ranking that nobody else cast points at who cast it; with five ranks, few do.
MOST_RANKS = 5


def of_round(
    round: Round,
    needs: Sequence[Proposal],
    *,
    places: Sequence[Place],
    roll_size: int,
) -> Question:
    """What a round that is not yet open would ask. ``places`` are the co-ops on the
    roll; texts that are no fraction, and bands that do not rise, raise ``ValueError``.

    ``needs`` follow the ballot paper; their effort is their cost, in developer-days.
    """
    budgeted = round.rule == Rule.EQUAL_SHARES
    return Question(
        options=tuple(need.number for need in needs),
        roll_size=roll_size,
        quorum=share(round.quorum),
        threshold=share(round.threshold),
        comparison=Comparison(round.comparison),
        max_choices=round.max_choices,
        seats=round.seats,
        max_points=round.max_points,
        total_points=round.total_points,
        costs=tuple(need.effort_days or 0 for need in needs) if budgeted else (),
        budget=round.budget_days if budgeted else 0,
        places=tuple(places) if round.rule in BY_PLACE else (),
        smallest_place=smallest_place(round.rule, round.secrecy),
        bands=Bands(tuple((a, b) for a, b in round.bands)) if round.bands else ONE_EACH,
    )


def smallest_place(rule: str, secrecy: str) -> int:
    """How many must vote in a co-op for its total to be told apart; 0: no bound."""
    hidden = rule == Rule.DOUBLE_MAJORITY and secrecy == Round.Secrecy.SECRET
    return SMALLEST_GROUP if hidden else 0


def quorum_base(rule: str, question: Question) -> tuple[str, int]:
    """What the quorum is a share of: its name on the sheet, and how many there are."""
    if rule == Rule.DELEGATES:
        return "co-operatives", len(question.places)
    return "roll", question.roll_size


def of_sheet(sheet: dict[str, Any], draw: Draw = UNSEALED) -> Question:
    """What the sealed sheet asks; ``draw`` is the lot, once its root is known."""
    return asked(
        sheet["rule"],
        options=tuple(option["number"] for option in sheet["options"]),
        roll_size=sheet["roll_size"],
        draw=draw,
    )
