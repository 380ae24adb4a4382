"""Yes, no or abstain, twice: by members and by co-operatives. Pure; exact.

It passes when the members' yes votes meet the threshold *and* more than half of all the
co-operatives on the roll say yes. A co-operative says yes when more of its members say
yes than no; level or silent is not a yes, and silent ones stay in the denominator.

In a secret vote, co-operatives in which few voted are counted together and give one
answer, as one co-operative: their ballots carry the names of all of them, with ``+``
between. Otherwise a single ballot of a co-operative would be told by its total.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from governance.voting.rules import majority
from governance.voting.rules.majority import MajorityCount
from governance.voting.rules.question import (
    Choices,
    Fault,
    Outcome,
    Question,
    UnfitQuestion,
    UnreadableBallot,
)

NAME = "double-majority"
VERSION = 1


@dataclass(frozen=True)
class DoubleCount:
    """``places``: yes, no and abstentions of each co-operative on the roll, or of those
    counted together; ``every`` is how many co-operatives there are."""

    members: MajorityCount
    places: dict[str, tuple[int, int, int]]
    every: int

    @property
    def ballots(self) -> int:
        return self.members.ballots

    @property
    def quorum_met(self) -> bool:
        return self.members.quorum_met

    @property
    def places_yes(self) -> tuple[str, ...]:
        return tuple(p for p, (yes, no, _) in self.places.items() if yes > no)

    @property
    def members_majority(self) -> bool:
        return self.members.threshold_met

    @property
    def places_majority(self) -> bool:
        return len(self.places_yes) * 2 > self.every

    @property
    def outcome(self) -> Outcome:
        if not self.quorum_met:
            return Outcome.NO_QUORUM
        both = self.members_majority and self.places_majority
        return Outcome.PASSED if both else Outcome.NOT_PASSED

    def figures(self) -> dict[str, Any]:
        told = [
            {"place": p, "yes": y, "no": n, "abstain": a, "says_yes": y > n}
            for p, (y, n, a) in self.places.items()
        ]
        return {
            **self.members.figures(),
            "members_majority": self.members_majority,
            "places": told,
            "places_yes": len(self.places_yes),
            "places_total": self.every,
            "places_majority": self.places_majority,
        }


def check(question: Question) -> None:
    """Raise ``UnfitQuestion`` unless this rule can decide the question."""
    majority.check(question)
    names = [place.name for place in question.places]
    if not names or len(set(names)) != len(names):
        raise UnfitQuestion(Fault.NO_PLACES)


def terms(question: Question) -> dict[str, Any]:
    """What the rule sheet says of this rule, besides its name and version."""
    return {
        **majority.terms(question),
        "places": [place.name for place in question.places],
        "places_threshold": "more than half of all on the roll",
        "place_says_yes": "more yes than no; level or silent is not a yes",
        **_few(question.smallest_place),
    }


def _few(smallest: int) -> dict[str, Any]:
    if not smallest:
        return {}
    together = "with the next smallest where needed; one answer, as one place"
    return {
        "smallest_place": smallest,
        "smaller_places": f"counted together, {together}",
    }


def read(question: Question, choices: Choices) -> dict[str, Any]:
    """The ballot in its one form, ``{"answer": …, "place": …}``: the co-operative comes
    from the roll, not from the voter. Else ``UnreadableBallot``."""
    if not isinstance(choices, dict) or set(choices) != {"answer", "place"}:
        raise UnreadableBallot(Fault.WRONG_SHAPE)
    answer = majority.read(question, {"answer": choices["answer"]})
    if choices["place"] not in [place.name for place in question.places]:
        raise UnreadableBallot(Fault.UNKNOWN_OPTION)
    return {**answer, "place": str(choices["place"])}


def count(question: Question, ballots: Iterable[Choices]) -> DoubleCount:
    cast = Counter((ballot["place"], ballot["answer"]) for ballot in ballots)
    return count_profile(question, cast)


def count_profile(
    question: Question, profile: Mapping[tuple[str, str], int]
) -> DoubleCount:
    """Count ballots already gathered: people by co-operative and answer."""
    answers: Counter[str] = Counter()
    for (_place, answer), people in profile.items():
        answers[answer] += people
    told = strata(question, {place for place, _ in profile})
    yes, no, abstain = majority.ANSWERS
    places = {
        name: (
            profile.get((name, yes), 0),
            profile.get((name, no), 0),
            profile.get((name, abstain), 0),
        )
        for name in told
    }
    members = majority.count_profile(question, answers)
    return DoubleCount(members, places, len(question.places))


def strata(question: Question, cast: Collection[str]) -> list[str]:
    """The names under which co-operatives are counted, in the order of the rule sheet:
    their own, or those of several with ``+`` between. ``ValueError`` where ``cast``,
    the names on ballots, are not of the roll, or one co-operative stands in two."""
    names = [place.name for place in question.places]
    if not question.smallest_place:
        if unknown := set(cast) - set(names):
            raise ValueError(f"not on the roll: {sorted(unknown)}")
        return names
    counted = [part for name in cast for part in name.split("+")]
    if not set(counted) <= set(names) or len(set(counted)) < len(counted):
        raise ValueError(f"not on the roll: {sorted(cast)}")
    rest = "+".join(sorted(set(names) - set(counted)))
    told = [*cast, *([rest] if rest else [])]
    return sorted(told, key=lambda n: min(map(names.index, n.split("+"))))
