"""What a page shows as proof: the whole check of a vote, and a member's own line."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from governance.voting import merkle, queries, roll
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
    """A member's line on the roll; ``included``: it leads to the sealed root."""

    line: RollLine
    ref: str
    included: bool


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
    leaves = roll.leaves(round)
    place = line.number - 1
    included = merkle.is_included(
        bytes.fromhex(line.leaf),
        place,
        len(leaves),
        merkle.inclusion(leaves, place),
        bytes.fromhex(round.sheet["roll"]["root"]),
    )
    return OwnLine(line, str(person.ref), included)
