"""The whole of a result in sentences, each rule through its own family."""

from collections.abc import Callable
from dataclasses import dataclass

from governance.voting.models import Result, Round
from governance.voting.outcomes import (
    answering,
    budgets,
    choosing,
    ranking,
    taking_part,
    ties,
)

Sentence = Callable[[Result], str]
Rule = Round.Rule

# For each rule: what came out, and the figures that make it.
FAMILIES: dict[str, tuple[Sentence, Sentence]] = {
    Rule.MAJORITY: (answering.of_majority, answering.answers),
    Rule.DOUBLE_MAJORITY: (answering.of_double_majority, answering.double_answers),
    Rule.DELEGATES: (answering.of_delegates, answering.weighed_answers),
    Rule.APPROVAL: (choosing.of_approval, choosing.leaders),
    Rule.POINTS: (choosing.of_points, choosing.points_of_first),
    Rule.IRV: (ranking.retained, ranking.after_stages),
    Rule.STV: (ranking.retained, ranking.with_quota),
    Rule.SCHULZE: (ranking.retained, ranking.against_each),
    Rule.EQUAL_SHARES: (budgets.retained, budgets.spent),
}


@dataclass(frozen=True)
class Told:
    """The parts of a result, each a sentence in the reader's language. ``ties`` say
    who was level with whom, and what settled it."""

    outcome: str  # the key: passed, not_passed, ranked, no_quorum
    headline: str
    figures: str
    turnout: str
    quorum: str
    ties: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        told = (self.headline, self.figures, self.turnout, self.quorum)
        return tuple(sentence for sentence in told if sentence)


def outcome(result: Result) -> Told:
    """The result of a sealed round, by the titles frozen on its rule sheet."""
    headline, figures = FAMILIES[result.figures["rule"]]
    return Told(
        outcome=result.outcome,
        headline=taking_part.too_few(result) or headline(result),
        figures=figures(result),
        turnout=taking_part.turnout(result),
        quorum=taking_part.quorum(result),
        ties=tuple(ties.told(result)),
    )
