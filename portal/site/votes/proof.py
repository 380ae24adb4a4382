"""What a page shows as proof: the whole check of a vote, and a member's own line."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from governance.voting import correcting, merkle, queries, roll
from governance.voting.bundle import verify, writing
from governance.voting.models import RollLine, Round
from portal.site.languages import reader_language

KEPT = 60  # seconds: a page pressed by many checks once


@dataclass(frozen=True)
class Verdict:
    """What ``verify.py`` says of the public bundle, in the reader's language."""

    holds: bool
    sentences: list[str]


@dataclass(frozen=True)
class OwnLine:
    """A member's line on the roll; ``included``: it leads to the signed root.
    ``added``: a correction put it there after the opening."""

    line: RollLine
    ref: str
    included: bool
    added: bool


def recheck(round: Round) -> Verdict:
    """Make the bundle from the database and check it as anyone else would."""
    language = reader_language()
    key = f"bundle-check-{round.pk}-{language}"
    verdict: Verdict | None = cache.get(key)
    if verdict is None:
        verdict = _checked(round, language)
        cache.set(key, verdict, KEPT)
    return verdict


def _checked(round: Round, language: str) -> Verdict:
    try:
        facts = verify.check(writing.files(round))
    except verify.Broken as broken:
        return Verdict(holds=False, sentences=[broken.said(language)])
    return Verdict(holds=True, sentences=verify.told(facts, language))


def own_line(round: Round, person: Any) -> OwnLine | None:
    """The reader's own line, checked against the root on the rule sheet."""
    if not person.is_authenticated:
        return None
    line = queries.roll_line(round, person)
    if line is None or not line.leaf:
        return None
    added = line.number > (round.rule_sheet or {})["roll_size"]
    return OwnLine(line, str(person.ref), _is_included(round, line), added)


def _is_included(round: Round, line: RollLine) -> bool:
    """In the roll of the opening, unless the line was added since; and, where the roll
    was corrected, in the roll that the last correction signed."""
    trees = []
    sealed = round.rule_sheet or {}
    if line.number <= sealed["roll_size"]:
        trees.append((roll.opened_leaves(round), sealed["roll"]["root"]))
    if made := correcting.made(round):
        trees.append((roll.leaves(round), made[-1].published["roll"]["root"]))
    return bool(trees) and all(_leads(line, *tree) for tree in trees)


def _leads(line: RollLine, leaves: list[bytes], root: str) -> bool:
    place = line.number - 1
    return merkle.is_included(
        bytes.fromhex(line.leaf),
        place,
        len(leaves),
        merkle.inclusion(leaves, place),
        bytes.fromhex(root),
    )
