"""What counts of options have in common: ballots, quorum, outcome, ties. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from governance.voting.rules import quorum
from governance.voting.rules.question import Outcome, Question


@dataclass(frozen=True)
class Tie:
    """Options that stood level where one had to give way.

    ``stage`` counts from 1. ``why``: exclusion, surplus, election or selection.
    ``by``: the stage that told them apart, or 0 for the lot. ``picked`` is the one that
    was excluded, transferred, elected or selected.
    """

    stage: int
    options: tuple[int, ...]
    why: str
    picked: int
    by: int = 0

    def figures(self) -> dict[str, Any]:
        return {
            "stage": self.stage,
            "options": list(self.options),
            "why": self.why,
            "picked": self.picked,
            "by": f"stage {self.by}" if self.by else "lot",
        }


@dataclass(frozen=True)
class OptionCount:
    """``winners`` are all who won, or could have if the lot had fallen otherwise;
    ``elected`` those the lot left; ``order`` is every option, first to last."""

    question: Question
    ballots: int
    blank: int
    winners: tuple[int, ...]
    elected: tuple[int, ...]
    order: tuple[int, ...]
    ties: tuple[Tie, ...]

    @property
    def quorum_met(self) -> bool:
        return quorum.met(
            self.question.quorum,
            voters=self.ballots,
            roll_size=self.question.roll_size,
        )

    @property
    def outcome(self) -> Outcome:
        if not self.quorum_met:
            return Outcome.NO_QUORUM
        return Outcome.RANKED if self.winners else Outcome.NOT_PASSED

    def common(self) -> dict[str, Any]:
        """The figures every such count publishes."""
        return {
            "winners": list(self.winners),
            "elected": list(self.elected),
            "order": list(self.order),
            "ties": [list(tie.options) for tie in self.ties],
            "ties_broken": [tie.figures() for tie in self.ties],
            "blank": self.blank,
        }


def rows(totals: dict[int, Any], key: str = "votes") -> list[dict[str, Any]]:
    """Totals by option, as JSON keeps them: in order, numbers as numbers."""
    return [{"number": n, key: v} for n, v in totals.items()]


def first_places(
    groups: Sequence[Sequence[int]], seats: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Who takes the first ``seats`` places: all of them with those tied at the edge,
    and the group the edge cuts (empty when it cuts none)."""
    taken: list[int] = []
    for group in groups:
        if len(taken) >= seats:
            break
        cut = len(taken) + len(group) > seats
        taken += group
        if cut:
            return tuple(taken), tuple(group)
    return tuple(taken), ()
