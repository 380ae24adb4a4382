"""How long a file may be, and which names say nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOMS = ("governance", "cms", "integrations", "portal", "templates", "bench")
WRITTEN = {".py", ".html", ".txt", ".css", ".js"}
MOST_LINES = 250
# It travels alone, beside the ballots that it counts: one file is its point.
LONGER = {"governance/voting/bundle/verify.py"}
# Django writes these, and its own command squashes them.
GENERATED = "migrations"
SAYS_NOTHING = re.compile(r"_?(utils?|helpers?|common|misc|managers?|services?)")


def written(root: Path) -> Iterator[Path]:
    """Every file of the product that a person writes."""
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in WRITTEN and GENERATED not in path.parts:
                yield path


def too_long(root: Path) -> list[str]:
    """Files of more lines than one can keep in mind."""
    return [
        f"{name}: {lines} lines, more than {MOST_LINES}; split it"
        for path in written(root)
        if (name := path.relative_to(root).as_posix()) not in LONGER
        and (lines := path.read_bytes().count(b"\n")) > MOST_LINES
    ]


def empty_names(root: Path) -> list[str]:
    """Files and folders whose name could be that of any other."""
    return [
        f"{name}: say in the name what is in it"
        for name in (path.relative_to(root) for path in written(root))
        if any(map(SAYS_NOTHING.fullmatch, name.with_suffix("").parts))
    ]
