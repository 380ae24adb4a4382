"""What more voters would have given where each of them changes every share. Pure; exact.

Under Equal Shares one more person makes every purse smaller; among delegates one more
shares the votes of their co-operative. What these people would have said nobody knows:
here they all say the same, which is the most that they could weigh.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from governance.voting.rules import budget_ballots, delegates, mes
from governance.voting.rules.budget_ballots import Profile
from governance.voting.rules.delegates import DelegatesCount
from governance.voting.rules.points import Given
from governance.voting.rules.question import Question, Utility


@dataclass(frozen=True)
class Joined:
    """What would be ``elected`` had all of them chosen ``number`` and nothing else;
    None: had they all handed in a blank ballot."""

    number: int | None
    elected: tuple[int, ...]


def choosing_one(
    question: Question, profile: Profile, *, extra: int, most: int
) -> list[Joined]:
    """Equal Shares with ``extra`` people more: blank, then all for one need, for each of
    ``most`` needs at most: those left out first, the most wanted of them first."""
    elected = mes.count_profile(question, profile).elected
    tried: list[int | None] = [None, *_nearest(question, profile, elected)[:most]]
    return [Joined(number, _with(question, profile, extra, number)) for number in tried]


def _with(
    question: Question, profile: Profile, extra: int, number: int | None
) -> tuple[int, ...]:
    joined = Counter(profile)
    joined[_alone(question, number)] += extra
    return mes.count_profile(question, joined).elected


def _alone(question: Question, number: int | None) -> Given:
    if number is None:
        return ()
    if question.utility is not Utility.POINTS:
        return ((number, 1),)
    bound = question.total_points or question.max_points
    return ((number, min(question.max_points, bound)),)


def _nearest(
    question: Question, profile: Profile, elected: tuple[int, ...]
) -> list[int]:
    support = budget_ballots.supporters(question, profile)
    votes = {n: budget_ballots.votes(support[n]) for n in question.options}
    affordable = [
        n
        for n, cost in budget_ballots.costs(question).items()
        if cost <= question.budget
    ]
    out = sorted((n for n in affordable if n not in elected), key=lambda n: -votes[n])
    kept = sorted((n for n in affordable if n in elected), key=votes.__getitem__)
    return out + kept


def all_saying(
    count: DelegatesCount, answer: str, absent: Mapping[str, int], *, extra: int
) -> DelegatesCount:
    """The count with ``extra`` delegates more who all say ``answer``, each from the
    co-operative where that weighs most; ``absent``: how many of each did not vote."""
    cast, left = dict(count.cast), dict(absent)
    for _ in range(extra):
        open_to = [place for place in count.votes if left.get(place, 0) > 0]
        if not open_to:
            break
        best = max(open_to, key=lambda place: _gain(count, cast, place, answer))
        cast[best, answer] = cast.get((best, answer), 0) + 1
        left[best] -= 1
    return delegates.count_profile(count.question, cast)


def _gain(
    count: DelegatesCount, cast: Mapping[tuple[str, str], int], place: str, answer: str
) -> Fraction:
    """What one more such delegate of ``place`` does. Each further one of a place does
    less than the one before, so to take the best every time is the best in all."""
    here = {a: cast.get((place, a), 0) for a in ("yes", "no", "abstain")}
    more = {**here, answer: here[answer] + 1}
    towards = 1 if answer == "yes" else -1
    before, after = (_above(count, place, said) for said in (here, more))
    return towards * (after - before)


def _above(count: DelegatesCount, place: str, said: Mapping[str, int]) -> Fraction:
    """How far the votes of a co-operative stand above the threshold; below: negative."""
    people = sum(said.values())
    if not people:
        return Fraction(0)
    asked = count.question.threshold
    whole = (1 - asked) * said["yes"] - asked * said["no"]
    return count.votes[place] * whole / people


def quorum_reached(
    count: DelegatesCount, absent: Mapping[str, int], *, extra: int
) -> bool:
    """Whether as many delegates more could have made the quorum of co-operatives, the
    silent ones first."""
    silent = [p for p in count.votes if p not in count.present and absent.get(p, 0)]
    there = {(place, "abstain"): 1 for place in silent[:extra]}
    return replace(count, cast={**count.cast, **there}).quorum_met
