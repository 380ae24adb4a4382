"""Ranked ballots: how they are read, and gathered before counting. Pure.

A ranking lists option numbers, the most wanted first; a list inside it holds options
ranked equally. What a ballot leaves out, it does not rank.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from governance.voting.rules.question import (
    Choices,
    Fault,
    Question,
    UnfitQuestion,
    UnreadableBallot,
)

Ranking = tuple[Any, ...]  # of numbers, and of tuples of numbers
Profile = Mapping[Ranking, int]  # how many people cast each ranking


def check(question: Question) -> None:
    """Raise ``UnfitQuestion`` unless options can be ranked to fill the seats."""
    if len(question.options) < 2:
        raise UnfitQuestion(Fault.TOO_FEW_OPTIONS)
    if not 1 <= question.max_choices <= len(question.options):
        raise UnfitQuestion(Fault.BAD_LIMIT)
    if not 1 <= question.seats < len(question.options):
        raise UnfitQuestion(Fault.BAD_SEATS)


def read(question: Question, choices: Choices, *, equal: bool) -> dict[str, Any]:
    """The ballot in its one form, ``{"ranking": [...]}``; else ``UnreadableBallot``.

    ``equal`` says whether this rule takes options ranked equally; a rank held by one
    option is a bare number, equal ones are a list in ascending order.
    """
    if not isinstance(choices, dict) or set(choices) != {"ranking"}:
        raise UnreadableBallot(Fault.WRONG_SHAPE)
    ranking = choices["ranking"]
    if not isinstance(ranking, list | tuple):
        raise UnreadableBallot(Fault.WRONG_SHAPE)
    groups = [_group(rank, equal) for rank in ranking]
    numbers = [number for group in groups for number in group]
    if set(numbers) - set(question.options):
        raise UnreadableBallot(Fault.UNKNOWN_OPTION)
    if len(set(numbers)) != len(numbers):
        raise UnreadableBallot(Fault.REPEATED)
    if len(numbers) > question.max_choices:
        raise UnreadableBallot(Fault.TOO_MANY)
    return {"ranking": [g if len(g) > 1 else g[0] for g in groups]}


def _group(rank: Any, equal: bool) -> list[int]:
    group = list(rank) if equal and isinstance(rank, list | tuple) else [rank]
    if not group or any(type(number) is not int for number in group):
        raise UnreadableBallot(Fault.WRONG_SHAPE)
    return sorted(group)


def gather(ballots: Iterable[Choices]) -> Counter[Ranking]:
    """How many people cast each ranking; blank ones count under ``()``."""
    cast = [ballot["ranking"] for ballot in ballots]
    try:
        return Counter(map(tuple, cast))
    except TypeError:  # some hold options ranked equally, as lists
        return Counter(map(frozen, cast))


def frozen(ranking: Iterable[Any]) -> Ranking:
    return tuple(tuple(r) if isinstance(r, list) else r for r in ranking)


def checked(question: Question, profile: Profile) -> Profile:
    """The same; ``ValueError`` if a ranking names what is not an option."""
    named: set[Any] = set()
    for ranking in profile:
        named.update(ranking)
    groups = {rank for rank in named if isinstance(rank, tuple)}
    named = (named - groups).union(*groups)
    if unknown := named - set(question.options):
        raise ValueError(f"not an option: {sorted(unknown)}")
    return profile


def strict(profile: Profile) -> Counter[Ranking]:
    """For rules that pass a paper from one option to the next: a rank held by several
    is an overvote and ends the ballot there."""
    if not any(isinstance(rank, tuple) for paper in profile for rank in paper):
        return Counter(profile)
    cut: Counter[Ranking] = Counter()
    for ranking, papers in profile.items():
        groups = (i for i, rank in enumerate(ranking) if isinstance(rank, tuple))
        cut[ranking[: next(groups, len(ranking))]] += papers
    return cut
