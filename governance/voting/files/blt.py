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
    size, seats = _header(lines)
    withdrawn, profile = _ballots(lines, size)
    names, title = _names(lines, size)
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
    return whole(parts[0], number, least=1), whole(parts[1], number, least=1)


def _ballots(lines: Lines, size: int) -> tuple[set[int], Counter[Any]]:
    withdrawn: set[int] = set()
    cast: list[tuple[int, str]] = []
    for number, line in lines:
        if line == "0":
            break
        if line.startswith("-") and not cast:
            gone = (part.removeprefix("-") for part in line.split())
            withdrawn |= {_option(part, size, number) for part in gone}
        else:
            cast.append((number, line))
    else:
        raise UnreadableFile(
            _("The file stops before the line “0” that ends the ballots.")
        )
    profile: Counter[Any] = Counter()
    for number, line in cast:
        ranking, papers = _ballot(line, size, number, withdrawn)
        profile[ranking] += papers
    return withdrawn, profile


def _ballot(
    line: str, size: int, number: int, withdrawn: set[int]
) -> tuple[tuple[Any, ...], int]:
    papers, *ranks = line.split()
    if not ranks or ranks[-1] != "0":
        raise UnreadableFile(_("A ballot must end with 0."), number)
    groups = (
        tuple(_option(part, size, number) for part in rank.split("="))
        for rank in ranks[:-1]
        if rank != "-"
    )
    kept = (tuple(n for n in group if n not in withdrawn) for group in groups)
    return first_only(kept), whole(papers, number)


def _option(text: str, size: int, number: int) -> int:
    option = whole(text, number, least=1)
    if option > size:
        raise UnreadableFile(
            _("Option %(option)s does not exist: there are %(size)s.")
            % {"option": option, "size": size},
            number,
        )
    return option


def _names(lines: Lines, size: int) -> tuple[tuple[str, ...], str]:
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
    if not size <= len(found) <= size + 1:
        raise UnreadableFile(
            _("The file names %(found)s options and announces %(size)s.")
            % {"found": len(found), "size": size}
        )
    title = found[size] if len(found) > size else ""
    return unique(found[:size], number), title
