"""Delegates of co-operatives, who carry votes by bands with a cap. Pure; exact.

A co-operative has the votes of its band, whatever the number of its delegates: those
who vote share them equally, in exact fractions, so three delegates for one vote carry a
third each. When none votes, its votes are not cast. Recorded ballots only: a delegate
answers to those who sent her. The quorum counts co-operatives, one each.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from governance.voting.rules import bands, double_majority, majority, quorum
from governance.voting.rules.question import Choices, Comparison, Outcome, Question

NAME = "delegates"
VERSION = 1


@dataclass(frozen=True)
class DelegatesCount:
    """``weights``: votes by answer, fractions. ``votes``: those of each co-operative;
    ``cast``: delegates by co-operative and answer."""

    question: Question
    votes: dict[str, int]
    cast: dict[tuple[str, str], int]
    weights: dict[str, Fraction]

    @property
    def ballots(self) -> int:
        return sum(self.cast.values())

    @property
    def present(self) -> tuple[str, ...]:
        """Co-operatives whose delegates voted."""
        there = {place for (place, _), people in self.cast.items() if people}
        return tuple(place for place in self.votes if place in there)

    @property
    def quorum_met(self) -> bool:
        return quorum.met(
            self.question.quorum, voters=len(self.present), roll_size=len(self.votes)
        )

    @property
    def share(self) -> Fraction | None:
        """Of the yes and no votes, the part that is yes; None when there are none."""
        expressed = self.weights["yes"] + self.weights["no"]
        return self.weights["yes"] / expressed if expressed else None

    @property
    def threshold_met(self) -> bool:
        if self.share is None:
            return False
        if self.question.comparison is Comparison.AT_LEAST:
            return self.share >= self.question.threshold
        return self.share > self.question.threshold

    @property
    def outcome(self) -> Outcome:
        if not self.quorum_met:
            return Outcome.NO_QUORUM
        return Outcome.PASSED if self.threshold_met else Outcome.NOT_PASSED

    def figures(self) -> dict[str, Any]:
        places = [
            {
                "place": place,
                "votes": votes,
                **{a: self.cast.get((place, a), 0) for a in majority.ANSWERS},
            }
            for place, votes in self.votes.items()
        ]
        return {
            **{answer: str(weight) for answer, weight in self.weights.items()},
            "share": None if self.share is None else str(self.share),
            "threshold_met": self.threshold_met,
            "tie": self.weights["yes"] == self.weights["no"] > 0,
            "places": places,
            "places_present": len(self.present),
            "places_total": len(self.votes),
        }


check = double_majority.check
read = double_majority.read


def terms(question: Question) -> dict[str, Any]:
    """What the rule sheet says of this rule, besides its name and version."""
    votes = question.bands.votes
    return {
        **majority.terms(question),
        "places": [[p.name, p.size, votes(p.size)] for p in question.places],
        "bands": [list(step) for step in question.bands.steps],
        "cap": question.bands.cap,
        "carried": "votes shared equally among the delegates who vote",
        "quorum_of_places": "co-operatives whose delegates vote",
    }


def count(question: Question, ballots: Iterable[Choices]) -> DelegatesCount:
    cast = Counter((ballot["place"], ballot["answer"]) for ballot in ballots)
    return count_profile(question, cast)


def count_profile(
    question: Question, profile: Mapping[tuple[str, str], int]
) -> DelegatesCount:
    """Count ballots already gathered: delegates by co-operative and answer."""
    votes = {p.name: question.bands.votes(p.size) for p in question.places}
    if unknown := {place for place, _ in profile} - set(votes):
        raise ValueError(f"not on the roll: {sorted(unknown)}")
    voting: Counter[str] = Counter()
    for (place, _answer), people in profile.items():
        voting[place] += people
    weights = dict.fromkeys(majority.ANSWERS, Fraction(0))
    for (place, answer), people in profile.items():
        if people:
            weights[answer] += people * bands.carried(votes[place], voting[place])
    return DelegatesCount(question, votes, dict(profile), weights)
