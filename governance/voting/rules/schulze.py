"""Schulze, winning votes: rank the options; every pair is compared.

Pure; exact. Options a ballot leaves out are tied below all it ranks; equal ranks count
for neither. A path is as strong as its weakest link, a link as strong as its winning
votes; an option wins if no other has a stronger path to it than it has back. The whole
matrix is published, and so is the absence of an option that beats every other.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from governance.voting.rules import pairwise, rankings
from governance.voting.rules.counted import OptionCount, Tie, first_places
from governance.voting.rules.question import Choices, Question
from governance.voting.rules.rankings import Profile

NAME = "schulze"
VERSION = 1


@dataclass(frozen=True)
class SchulzeCount(OptionCount):
    """``groups``: the order with ties unbroken. ``matrix`` and ``strengths`` follow the
    order of the ballot paper: row over column."""

    groups: tuple[tuple[int, ...], ...]
    matrix: pairwise.Matrix
    strengths: pairwise.Matrix

    @property
    def condorcet_winner(self) -> int | None:
        """The option that beats each other one, if there is one."""
        found = pairwise.beats_all(self.matrix)
        return None if found is None else self.question.options[found]

    @property
    def smith_set(self) -> tuple[int, ...]:
        """The smallest group whose every option beats every option outside."""
        options = self.question.options
        return tuple(options[i] for i in sorted(pairwise.smith(self.matrix)))

    @property
    def level_pairs(self) -> tuple[tuple[int, int], ...]:
        """Pairs compared by somebody that came out exactly level."""
        options = self.question.options
        return tuple((options[i], options[j]) for i, j in pairwise.level(self.matrix))

    def figures(self) -> dict[str, Any]:
        return {
            **self.common(),
            "groups": [list(group) for group in self.groups],
            "matrix": [list(row) for row in self.matrix],
            "strengths": [list(row) for row in self.strengths],
            "condorcet_winner": self.condorcet_winner,
            "smith_set": list(self.smith_set),
            "level_pairs": [list(pair) for pair in self.level_pairs],
        }


def check(question: Question) -> None:
    """Raise ``UnfitQuestion`` unless this rule can decide the question."""
    rankings.check(question)


def terms(question: Question) -> dict[str, Any]:
    """What the rule sheet says of this rule, besides its name and version."""
    return {
        "seats": question.seats,
        "max_choices": question.max_choices,
        "strength": "winning votes",
        "unranked": "tied below all ranked",
        "equal_ranks": "count for neither",
        "blank_ballots": "counted in the quorum only",
        "ties": "reported, then the lot",
    }


def read(question: Question, choices: Choices) -> dict[str, Any]:
    """The ballot in its one form: numbers, and lists of numbers ranked equally."""
    return rankings.read(question, choices, equal=True)


def count(question: Question, ballots: Iterable[Choices]) -> SchulzeCount:
    return count_profile(question, rankings.gather(ballots))


def count_profile(question: Question, profile: Profile) -> SchulzeCount:
    """Count rankings already gathered; ``ValueError`` for an unknown option."""
    papers = Counter(rankings.checked(question, profile))
    cast, blank = sum(papers.values()), papers.pop((), 0)
    matrix = pairwise.compared(question.options, papers)
    strengths = pairwise.strongest_paths(matrix)
    places = pairwise.groups(strengths)
    groups = tuple(tuple(question.options[i] for i in place) for place in places)
    order = tuple(n for group in groups for n in question.draw.order(group))
    winners, cut = first_places(groups, question.seats) if papers else ((), ())
    return SchulzeCount(
        question=question, ballots=cast, blank=blank, winners=winners,
        elected=order[: question.seats] if papers else (), order=order,
        ties=_ties(groups, cut, order), groups=groups,
        matrix=matrix, strengths=strengths,
    )  # fmt: skip


def _ties(
    groups: tuple[tuple[int, ...], ...], cut: tuple[int, ...], order: tuple[int, ...]
) -> tuple[Tie, ...]:
    """Each place that several share; the one the seats cut is a tie for election."""
    return tuple(
        Tie(1, group, "election" if group == cut else "place",
            min(group, key=order.index))
        for group in groups if len(group) > 1
    )  # fmt: skip
