"""BLT, the format of OpenSTV, the Electoral Reform Society and Scottish councils.

``options seats``; withdrawn options as negative numbers; ballots as ``how-many first
second … 0``, with ``=`` between equal ranks and ``-`` for a rank left empty; a line
``0``; the names in quotes; the title in quotes.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from governance.voting.files.election import (
    Election,
    Kind,
    UnreadableFile,
    first_only,
    shown,
    size,
    unique,
    whole,
)
from governance.voting.rules.lot import Draw

QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"\s*(?:#.*)?')
LOOSELY = re.compile(r'"(.*)"')  # a nickname inside is often quoted too

Lines = Iterator[tuple[int, str]]


def parse(text: str, draw: Draw) -> Election:
    """The election of a whole file; ``UnreadableFile`` says what is wrong where."""
    lines = _lines(text)
    many, seats = _header(lines)
    withdrawn, profile = _ballots(lines, many)
    names, title = _names(lines, many)
    return Election(
        kind=Kind.RANKINGS, names=names, profile=profile, draw=draw, title=title,
        seats=seats, withdrawn=frozenset(withdrawn),
    )  # fmt: skip


def _lines(text: str) -> Lines:
    """Numbered lines without blank ones and comments."""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip() if '"' in line else line.partition("#")[0].strip()
        if bare:
            yield number, bare


def _header(lines: Lines) -> tuple[int, int]:
    number, line = next(lines, (1, ""))
    parts = line.split()
    if len(parts) != 2:
        raise UnreadableFile(
            _("A BLT file starts with the number of options and of seats, like “5 3”."),
            number,
        )
    return size(parts[0], number), whole(parts[1], number, least=1)


def _ballots(lines: Lines, many: int) -> tuple[set[int], Counter[Any]]:
    withdrawn: set[int] = set()
    cast: dict[str, list[int]] = {}  # each ballot once, with the lines it stands on
    for number, line in lines:
        if line == "0":
            break
        if line.startswith("-") and not cast:
            gone = (part.removeprefix("-") for part in line.split())
            withdrawn |= {_option(part, many, number) for part in gone}
        else:
            cast.setdefault(line, []).append(number)
    else:
        raise UnreadableFile(
            _("The file stops before the line “0” that ends the ballots.")
        )
    profile: Counter[Any] = Counter()
    for line, numbers in cast.items():
        ranking, papers = _ballot(line, many, numbers[0], withdrawn)
        profile[ranking] += papers * len(numbers)
    return withdrawn, profile


def _ballot(
    line: str, many: int, number: int, withdrawn: set[int]
) -> tuple[tuple[Any, ...], int]:
    papers, *ranks = line.split()
    if not ranks or ranks[-1] != "0":
        raise UnreadableFile(_("A ballot must end with 0."), number)
    groups = (
        tuple(_option(part, many, number) for part in rank.split("="))
        for rank in ranks[:-1]
        if rank != "-"
    )
    kept = (tuple(n for n in group if n not in withdrawn) for group in groups)
    return first_only(kept), whole(papers, number)


def _option(text: str, many: int, number: int) -> int:
    option = whole(text, number, least=1)
    if option > many:
        raise UnreadableFile(
            _("Option %(option)s does not exist: there are %(size)s.")
            % {"option": option, "size": many},
            number,
        )
    return option


def _names(lines: Lines, many: int) -> tuple[tuple[str, ...], str]:
    found: list[str] = []
    number = 0
    for number, line in lines:
        quoted = QUOTED.fullmatch(line) or LOOSELY.fullmatch(line)
        if quoted is None:
            raise UnreadableFile(
                _("A name in quotes was expected, not “%(text)s”.")
                % {"text": shown(line)},
                number,
            )
        found.append(re.sub(r"\\(.)", r"\1", quoted[1]))
    if not many <= len(found) <= many + 1:
        raise UnreadableFile(
            _("The file names %(found)s options and announces %(size)s.")
            % {"found": len(found), "size": many}
        )
    title = found[many] if len(found) > many else ""
    return unique(found[:many], number), title
