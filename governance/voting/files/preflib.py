"""PrefLib's orders: ``.soi .soc .toi .toc`` (strict or tied, incomplete or complete).

A header of ``# KEY: value`` lines, then ``how-many: first, second, {tied, tied}``.
"""

import re
from collections import Counter
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

HEADER = re.compile(r"#\s*([A-Z][A-Z0-9 ]*):\s*(.*)")
RANKS = re.compile(r"\s*(?:\{([^{}]*)\}|([^{},]+))\s*(?:,|$)")


def parse(text: str, draw: Draw, *, suffix: str) -> Election:
    """``suffix`` says what a ballot may hold: ties in ``.to?``, all options in ``.?c``."""
    header: dict[str, str] = {}
    profile: Counter[Any] = Counter()
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#"):
            if told := HEADER.fullmatch(line.rstrip()):
                header[told[1]] = told[2]
        elif line.strip():
            ranking, voters = _ballot(line, number, _size(header, number), suffix)
            profile[ranking] += voters
    _check_total(header, sum(profile.values()))
    every = range(1, _size(header, 1) + 1)
    names = [header.get(f"ALTERNATIVE NAME {n}", "") for n in every]
    if "" in names:
        raise UnreadableFile(
            _("The header does not name option %(option)s.")
            % {"option": names.index("") + 1}
        )
    return Election(
        kind=Kind.RANKINGS, names=unique(names, 1), profile=profile, draw=draw,
        title=header.get("TITLE", ""),
    )  # fmt: skip


def _size(header: dict[str, str], number: int) -> int:
    if "NUMBER ALTERNATIVES" not in header:
        raise UnreadableFile(
            _("A PrefLib file starts with lines like “# NUMBER ALTERNATIVES: 4”."),
            number,
        )
    return size(header["NUMBER ALTERNATIVES"], number)


def _ballot(
    line: str, number: int, many: int, suffix: str
) -> tuple[tuple[Any, ...], int]:
    voters, colon, order = line.partition(":")
    if not colon:
        raise UnreadableFile(
            _("A ballot is written like “12: 1, 2, {3,4}”, not “%(text)s”.")
            % {"text": shown(line)},
            number,
        )
    ranks = _ranks(order.strip(), number, many)
    if suffix.startswith(".s") and any(len(rank) > 1 for rank in ranks):
        raise UnreadableFile(
            _("Equal ranks have no place in a %(suffix)s file.") % {"suffix": suffix},
            number,
        )
    if suffix.endswith("c") and len({n for rank in ranks for n in rank}) != many:
        raise UnreadableFile(
            _("Every ballot of a %(suffix)s file ranks every option.")
            % {"suffix": suffix},
            number,
        )
    return first_only(ranks), whole(voters, number)


def _ranks(order: str, number: int, many: int) -> list[tuple[int, ...]]:
    ranks, at = [], 0
    while at < len(order):
        rank = RANKS.match(order, at)
        if rank is None:
            raise UnreadableFile(
                _("This order cannot be read: “%(text)s”.") % {"text": shown(order)},
                number,
            )
        at = rank.end()
        parts = (rank[1] if rank[1] is not None else rank[2]).split(",")
        ranks.append(tuple(_option(part, number, many) for part in parts))
    return ranks


def _option(text: str, number: int, many: int) -> int:
    option = whole(text, number, least=1)
    if option > many:
        raise UnreadableFile(
            _("Option %(option)s does not exist: there are %(size)s.")
            % {"option": option, "size": many},
            number,
        )
    return option


def _check_total(header: dict[str, str], counted: int) -> None:
    """A file cut short must not be counted as if it were whole."""
    told = header.get("NUMBER VOTERS")
    if told is not None and whole(told, 1) != counted:
        raise UnreadableFile(
            _("The header announces %(told)s voters and the ballots make %(counted)s.")
            % {"told": told, "counted": counted}
        )
