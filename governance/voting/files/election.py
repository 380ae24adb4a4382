"""An election as a file holds it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from governance.voting.rules.lot import Draw

MOST_OPTIONS = 10_000


class Kind(StrEnum):
    """What the ballots say, and so which rules can count them."""

    RANKINGS = "rankings"
    APPROVALS = "approvals"
    POINTS = "points"


@dataclass(frozen=True)
class Election:
    """Options are numbered from 1, in the order of the file; ``names`` follow them.

    ``profile`` is gathered: how many people cast each ballot, as the rules take it
    (rankings: numbers and tuples of equal ones; approvals and points: pairs of number
    and points, one point for each approval).
    """

    kind: Kind
    names: tuple[str, ...]
    profile: Counter[Any]
    draw: Draw
    title: str = ""
    seats: int = 1
    costs: tuple[int, ...] = ()
    budget: int = 0
    withdrawn: frozenset[int] = field(default_factory=frozenset)

    @property
    def ballots(self) -> int:
        return sum(self.profile.values())

    @property
    def options(self) -> tuple[int, ...]:
        every = range(1, len(self.names) + 1)
        return tuple(n for n in every if n not in self.withdrawn)

    def name(self, number: int) -> str:
        return self.names[number - 1]


class UnreadableFile(Exception):
    """The sentence is in the reader's language and names the line where there is one."""

    def __init__(self, sentence: str, line: int = 0) -> None:
        if line:
            sentence = _("Line %(line)s: %(sentence)s") % {
                "line": line,
                "sentence": sentence,
            }
        super().__init__(sentence)
        self.line = line


def whole(text: str, line: int, *, least: int = 0) -> int:
    """A whole number written in plain digits; else ``UnreadableFile``."""
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 15) or int(text) < least:
        raise UnreadableFile(
            _("“%(text)s” is not a whole number of at least %(least)s.")
            % {"text": shown(text), "least": least},
            line,
        )
    return int(text)


def size(text: str, line: int) -> int:
    """How many options a header announces."""
    number = whole(text, line, least=1)
    if number > MOST_OPTIONS:
        raise UnreadableFile(
            _("More than %(most)s options cannot be counted.") % {"most": MOST_OPTIONS},
            line,
        )
    return number


def shown(text: str) -> str:
    """A piece of a file short enough for a sentence."""
    printable = "".join(c if c.isprintable() else "·" for c in text)
    return printable if len(printable) <= 60 else printable[:60] + "…"


def unique(names: Iterable[str], line: int) -> tuple[str, ...]:
    """The names, if no two are alike: a result by name must not be ambiguous."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise UnreadableFile(
                _("Two options have the same name, “%(name)s”.")
                % {"name": shown(name)},
                line,
            )
        seen.add(name)
    return tuple(names)


def first_only(ranks: Iterable[tuple[int, ...]]) -> tuple[Any, ...]:
    """A ranking from its ranks: an option named again counts where it stood first, an
    empty rank is passed over, a rank of one is a bare number."""
    seen: set[int] = set()
    ranking: list[Any] = []
    for rank in ranks:
        fresh = tuple(sorted(set(rank) - seen))
        seen.update(fresh)
        if fresh:
            ranking.append(fresh if len(fresh) > 1 else fresh[0])
    return tuple(ranking)
