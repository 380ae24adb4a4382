"""Several seats by single transferable vote, as Scotland counts (SSI 2011/399).

Pure; integers only: votes are hundred-thousandths, what falls below is lost and shown.
Quota: valid ballots / (seats + 1), rounded down, plus one. Whoever reaches it after a
stage is elected; surpluses pass on one at a time, the largest first, every paper of the
pile at surplus × value / total cut at five decimals, only to options in the running;
then the lowest leaves. As many left as seats: all elected. Ties by the last stage at
which they differed, then by the lot. Papers to fill in are as in ``irv``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from governance.voting.rules import rankings, stv_count, ways
from governance.voting.rules.counted import OptionCount, rows
from governance.voting.rules.question import Choices, Question
from governance.voting.rules.rankings import Profile
from governance.voting.rules.stv_count import UNIT, Stage

NAME = "stv"
VERSION = 1


@dataclass(frozen=True)
class StvCount(OptionCount):
    """``quota`` in whole votes; the totals of ``stages`` in hundred-thousandths."""

    quota: int
    stages: tuple[Stage, ...]
    every_lot_tried: bool  # else ``winners`` may lack some whom a lot could elect

    def figures(self) -> dict[str, Any]:
        return {
            **self.common(),
            "seats": self.question.seats,
            "quota": self.quota,
            "every_lot_tried": self.every_lot_tried,
            "rounds": [_told(stage) for stage in self.stages],
        }


def decimal(value: int) -> str:
    """Hundred-thousandths as text with five decimals: 66404557 is 664.04557."""
    return f"{value // UNIT}.{value % UNIT:05d}"


def _told(stage: Stage) -> dict[str, Any]:
    return {
        "what": stage.what,
        "of": stage.of,
        "totals": rows({n: decimal(v) for n, v in stage.totals.items()}),
        "transfers": rows({n: decimal(v) for n, v in stage.transfers.items()}),
        "exhausted": decimal(stage.exhausted),
        "lost": decimal(stage.lost),
        "elected": list(stage.elected),
    }


def check(question: Question) -> None:
    """Raise ``UnfitQuestion`` unless this rule can decide the question."""
    rankings.check(question)


def terms(question: Question) -> dict[str, Any]:
    """What the rule sheet says of this rule, besides its name and version."""
    return {
        "seats": question.seats,
        "max_choices": question.max_choices,
        "text": "Scottish Local Government Elections Order 2011 (SSI 2011/399)",
        "quota": "valid ballots / (seats + 1), rounded down, plus one",
        "decimals": "5, the rest dropped",
        "equal_ranks": "end the ballot",
        "blank_ballots": "counted in the quorum only",
        "ties": "last stage that differs, then the lot",
    }


def read(question: Question, choices: Choices) -> dict[str, Any]:
    """The ballot in its one form, ``{"ranking": [numbers]}``; else raises."""
    return rankings.read(question, choices, equal=False)


def count(question: Question, ballots: Iterable[Choices]) -> StvCount:
    return count_profile(question, rankings.gather(ballots))


def count_profile(question: Question, profile: Profile) -> StvCount:
    """Count rankings already gathered; ``ValueError`` for an unknown option."""
    papers = rankings.strict(rankings.checked(question, profile))
    blank = papers.pop((), 0)
    options, seats = question.options, question.seats
    held = stv_count.hold(options, seats, papers, question.draw)
    elected = tuple(held.elected) if papers else ()
    ties = tuple(held.ties) if papers else ()
    winners, complete = ways.winners(
        elected, ties,
        lambda draw: stv_count.hold(options, seats, papers, draw).elected,
        options=options, papers=len(papers),
    )  # fmt: skip
    return StvCount(
        question=question, ballots=sum(profile.values()), blank=blank,
        winners=winners, elected=elected, order=held.order(),
        ties=ties, quota=held.quota, stages=tuple(held.stages), every_lot_tried=complete,
    )  # fmt: skip
