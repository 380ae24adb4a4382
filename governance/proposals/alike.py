"""Which needs look like the one being written. Pure.

Each telling word of the new title is looked for in the needs there are, by its French
and its English stem and by words that mean much the same (``data/kindred.txt`` and the
vocabulary's own pairs). A word found in few needs tells more than one found in many;
found in a need's title, it tells more than in its text. The words of the new text help
to tell two needs apart, and cannot make one alike by themselves.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from governance.letters import words
from governance.proposals import search
from governance.values import vocabulary

DATA = Path(__file__).parent / "data"
TEXT_WORDS = 60  # of the text that are looked at; the rest would only cost time
# Measured on the demo's sixty needs; see ``tests/governance/proposals/test_alike.py``.
OF_TEXT, OF_KIN, IN_TITLE = 0.4, 0.7, 1.5  # what such a match weighs; a plain one: 1
ENOUGH = 0.5  # of the new title's weight that must be found again
NEAR_BEST = 0.7  # of the closest need's weight; the others would only hide the form
WORDS_IN_COMMON = 2
FEW = 20  # among fewer needs, no word can be called common


@dataclass(frozen=True)
class Known:
    """A need there is: its words and stems, and those of its titles."""

    key: int
    words: frozenset[str]
    title: frozenset[str]


@dataclass(frozen=True)
class Concept:
    """A telling word: how it may be written, and words that mean much the same."""

    forms: frozenset[str]
    kin: frozenset[str]


@dataclass
class Likeness:
    weight: float = 0.0
    words: int = 0
    of_title: int = 0


def forms(word: str) -> frozenset[str]:
    return search.stems(word) | {word}


def alike(title: str, text: str, known: Sequence[Known]) -> list[int]:
    """The keys of the needs that look like a new one, the closest first."""
    asked = concepts(title)
    told = concepts(text, but=asked)[:TEXT_WORDS]
    found = {need.key: Likeness() for need in known}
    whole = sum(_weigh(c, known, found, 1.0) for c in asked)
    for concept in told:
        _weigh(concept, known, found, OF_TEXT)
    ranked = sorted(found, key=lambda key: -found[key].weight)
    least = max(ENOUGH * whole, NEAR_BEST * found[ranked[0]].weight) if ranked else 0
    short = len(asked) < WORDS_IN_COMMON  # one word alone: the text has to confirm it
    return [key for key in ranked if whole and _passes(found[key], least, short)]


def concepts(text: str, but: Iterable[Concept] = ()) -> list[Concept]:
    """The telling words of a text, each once, without those of ``but``."""
    seen = {form for concept in but for form in concept.forms}
    found = []
    for word in words(text):
        written = forms(word)
        if _tells(word) and not written & seen:
            seen |= written
            kin = frozenset().union(*(kindred().get(f, frozenset()) for f in written))
            found.append(Concept(written, kin - written))
    return found


def _weigh(
    concept: Concept,
    known: Sequence[Known],
    found: dict[int, Likeness],
    share: float,
) -> float:
    """Add the concept's weight to each need that has it; return what it weighs."""
    direct = [need for need in known if not concept.forms.isdisjoint(need.words)]
    there = {need.key for need in direct}
    near = [
        need
        for need in known
        if need.key not in there and not concept.kin.isdisjoint(need.words)
    ]
    rare = _rarity(len(direct), len(known)) if direct else 0.0
    rare_kin = _rarity(len(direct) + len(near), len(known))
    for needs, pieces, weight in (
        (direct, concept.forms, rare),
        (near, concept.kin, rare_kin * OF_KIN),
    ):
        for need in needs:
            in_title = not pieces.isdisjoint(need.title)
            likeness = found[need.key]
            likeness.weight += share * weight * (IN_TITLE if in_title else 1)
            likeness.words += 1
            likeness.of_title += share == 1
    return max(rare, rare_kin)


def _rarity(having: int, of: int) -> float:
    """As rare as can be where nobody has it: a word of its own tells needs apart."""
    of = max(of, FEW)
    return math.log((of + 1) / (having + 0.5)) if having else math.log(of + 1)


def _passes(found: Likeness, least: float, short: bool) -> bool:
    words = found.words if short else found.of_title
    return found.weight >= least and words >= WORDS_IN_COMMON and found.of_title > 0


def _tells(word: str) -> bool:
    known = word in search.EMPTY or word in telling_nothing()
    return not known and (len(word) > 1 or word.isdigit())


@cache
def telling_nothing() -> frozenset[str]:
    return frozenset(word for line in _lines("telling_nothing.txt") for word in line)


@cache
def kindred() -> dict[str, frozenset[str]]:
    """For each form of a word, all forms of the words of its family."""
    families: dict[str, set[str]] = {}
    for line in [*_lines("kindred.txt"), *_vocabulary_pairs()]:
        whole = {form for word in line for form in forms(word)}
        for form in whole:
            families.setdefault(form, set()).update(whole)
    return {form: frozenset(whole) for form, whole in families.items()}


def _lines(name: str) -> list[list[str]]:
    written = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in written if line and not line.startswith("#")]


def _vocabulary_pairs() -> list[list[str]]:
    """“Médicaments” and “Medications”: the terms that are one word in both languages."""
    terms = [
        *vocabulary.categories().values(),
        *vocabulary.values().values(),
        *vocabulary.barriers().values(),
    ]
    pairs = [words(f"{term.label_fr} {term.label_en}") for term in terms]
    return [pair for pair in pairs if len(pair) == 2]
