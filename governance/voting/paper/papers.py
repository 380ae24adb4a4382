"""Papers typed one by one, for the rules that no total can be counted from. Pure.

``{"papers": [[{"ranking": [8, 3]}, 2], …]}``: each ballot in the one form of its rule,
and how many papers say just that. The order in which they lay in the box is forgotten.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from governance.journal.chain import canonical
from governance.voting.paper.faults import Off, UnfitTally, counts
from governance.voting.rules import RULES, Choices, Question, UnreadableBallot


def empty(question: Question) -> dict[str, Any]:
    return {"papers": []}


def check(rule: str, question: Question, tally: dict[str, Any], used: int) -> None:
    """Raise ``UnfitTally`` unless these are ``used`` ballots of the rule."""
    found = tally.get("papers")
    if set(tally) != {"papers"} or not isinstance(found, list):
        raise UnfitTally(Off.SHAPE)
    if any(not isinstance(row, list) or len(row) != 2 for row in found):
        raise UnfitTally(Off.SHAPE)
    counts(used, *(papers for _, papers in found))
    for choices, papers in found:
        if papers < 1 or not _is_ballot(rule, question, choices):
            raise UnfitTally(Off.PAPER)
    if (told := how_many(tally)) != used:
        raise UnfitTally(Off.USED, told=told, used=used)


def _is_ballot(rule: str, question: Question, choices: Any) -> bool:
    try:
        return RULES[rule].read(question, choices) == choices
    except UnreadableBallot:
        return False


def add(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """The papers of both, papers alike together, in one order that says nothing."""
    piled: Counter[bytes] = Counter()
    known: dict[bytes, Any] = {}
    for choices, papers in [*one["papers"], *other["papers"]]:
        key = canonical(choices)
        known[key] = choices
        piled[key] += papers
    return {"papers": [[known[key], piled[key]] for key in sorted(piled)]}


def how_many(tally: dict[str, Any]) -> int:
    return sum(papers for _said, papers in tally["papers"])


def one_more(tally: dict[str, Any], choices: Choices) -> dict[str, Any]:
    return add(tally, {"papers": [[dict(choices), 1]]})


def one_less(tally: dict[str, Any], choices: Choices) -> dict[str, Any]:
    """Without one of the papers that say this; the same where none does."""
    key = canonical(dict(choices))
    left = [
        [said, papers - (canonical(said) == key)] for said, papers in tally["papers"]
    ]
    return {"papers": [row for row in left if row[1]]}


def as_ballots(tally: dict[str, Any]) -> Iterator[Choices]:
    for choices, papers in tally["papers"]:
        for _paper in range(papers):
            yield choices
