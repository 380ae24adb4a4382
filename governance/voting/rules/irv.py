"""Instant run-off: rank the options; the last one leaves until one has a majority.

Pure; exact. A majority is more than half of the ballots that still name an option in the
running. One option leaves at a time; ties by the last stage at which they differed,
then by the lot. A rank held by several options ends the ballot there; a ballot whose
options have all left is exhausted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from governance.voting.rules import irv_count, rankings, standing, ways
from governance.voting.rules.counted import OptionCount
from governance.voting.rules.irv_count import Stage
from governance.voting.rules.question import Choices, Fault, Question, UnfitQuestion
from governance.voting.rules.rankings import Profile

NAME = "irv"
VERSION = 1


@dataclass(frozen=True)
class IrvCount(OptionCount):
    stages: tuple[Stage, ...]
    every_lot_tried: bool  # else ``winners`` may lack some whom a lot could elect

    def figures(self) -> dict[str, Any]:
        return {
            **self.common(),
            "rounds": [s.figures() for s in self.stages],
            "every_lot_tried": self.every_lot_tried,
        }


def check(question: Question) -> None:
    """Raise ``UnfitQuestion`` unless this rule can decide the question."""
    rankings.check(question)
    if question.seats != 1:
        raise UnfitQuestion(Fault.BAD_SEATS)


def terms(question: Question) -> dict[str, Any]:
    """What the rule sheet says of this rule, besides its name and version."""
    return {
        "max_choices": question.max_choices,
        "majority_of": "ballots that still name an option in the running",
        "exclusion": "one at a time",
        "equal_ranks": "end the ballot",
        "blank_ballots": "counted in the quorum only",
        "ties": "last stage that differs, then the lot",
    }


def read(question: Question, choices: Choices) -> dict[str, Any]:
    """The ballot in its one form, ``{"ranking": [numbers]}``; else raises."""
    return rankings.read(question, choices, equal=False)


def count(question: Question, ballots: Iterable[Choices]) -> IrvCount:
    return count_profile(question, rankings.gather(ballots))


def count_profile(question: Question, profile: Profile) -> IrvCount:
    """Count rankings already gathered; ``ValueError`` for an unknown option."""
    papers = rankings.strict(rankings.checked(question, profile))
    blank = papers.pop((), 0)
    options = question.options if papers else ()
    stages, ties = irv_count.run_off(options, papers, question.draw)
    order = _order(question, stages)
    elected = order[:1] if papers else ()
    winners, complete = ways.winners(
        elected, ties, lambda draw: irv_count.winner(options, papers, draw),
        options=options, papers=len(papers),
    )  # fmt: skip
    return IrvCount(
        question=question, ballots=sum(profile.values()), blank=blank,
        winners=winners, elected=elected, order=order,
        ties=tuple(ties), stages=tuple(stages), every_lot_tried=complete,
    )  # fmt: skip


def _order(question: Question, stages: list[Stage]) -> tuple[int, ...]:
    """Those still in at the end by their votes, then the others, last out first."""
    if not stages:
        return tuple(question.draw.order(question.options))
    history = [stage.totals for stage in stages]
    gone = [s.excluded for s in stages if s.excluded is not None]
    left = [n for n in history[-1] if n not in gone]
    return (*standing.in_order(left, history, question.draw), *reversed(gone))
