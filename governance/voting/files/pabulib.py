"""Pabulib ``.pb``: participatory budgets, in sections separated by semicolons.

Project ids are the names; ties go by ascending id as text, as the data set has it.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from governance.voting.files.election import (
    Election,
    Kind,
    UnreadableFile,
    shown,
    unique,
    whole,
)
from governance.voting.rules.lot import Listed

Rows = list[tuple[int, dict[str, str]]]
KINDS = {
    "approval": Kind.APPROVALS,
    "choose-1": Kind.APPROVALS,
    "cumulative": Kind.POINTS,
    "scoring": Kind.POINTS,
    "ordinal": Kind.RANKINGS,
}


def parse(text: str) -> Election:
    """The election of a whole file; ``UnreadableFile`` says what is wrong where."""
    sections = _sections(text)
    meta = {row["key"]: row["value"] for _line, row in sections["META"]}
    projects = sections["PROJECTS"]
    names = unique([row["project_id"] for _line, row in projects], projects[-1][0])
    numbers = {name: n for n, name in enumerate(names, start=1)}
    kind = KINDS.get(meta.get("vote_type", "").lower())
    if kind is None:
        raise UnreadableFile(
            _("Votes of the type “%(type)s” cannot be counted.")
            % {"type": shown(meta.get("vote_type", ""))}
        )
    return Election(
        kind=kind, names=names,
        profile=Counter(_vote(row, line, numbers, kind)
                        for line, row in sections["VOTES"]),
        draw=Listed(tuple(numbers[name] for name in sorted(names))),
        title=meta.get("description", ""),
        costs=tuple(_money(row["cost"], line) for line, row in projects),
        budget=_money(meta.get("budget", ""), 1),
    )  # fmt: skip


def _sections(text: str) -> dict[str, Rows]:
    """Each section as rows by column, with their line numbers."""
    needed = {"META": {"key", "value"}, "PROJECTS": {"project_id", "cost"},
              "VOTES": {"vote"}}  # fmt: skip
    found: dict[str, Rows] = {}
    columns: list[str] = []
    name = ""
    for line, row in _rows(text):
        if len(row) == 1 and row[0].strip().upper() in needed:
            name, columns = row[0].strip().upper(), []
            found[name] = []
        elif not name:
            raise UnreadableFile(_("A Pabulib file starts with the line META."), line)
        elif not columns:
            columns = [column.strip() for column in row]
            if missing := needed[name] - set(columns):
                raise UnreadableFile(
                    _("The section %(name)s lacks the column “%(column)s”.")
                    % {"name": name, "column": min(missing)},
                    line,
                )
        else:
            found[name].append((line, _by_column(row, columns, line)))
    for name in needed:
        if not found.get(name):
            raise UnreadableFile(
                _("The section %(name)s is missing or empty.") % {"name": name}
            )
    return found


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(), delimiter=";", strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as wrong:
        raise UnreadableFile(
            _("A quotation mark is out of place."), reader.line_num
        ) from wrong


def _by_column(row: list[str], columns: list[str], line: int) -> dict[str, str]:
    if len(row) < len(columns):
        raise UnreadableFile(
            _("%(wanted)s values were expected here, there are %(found)s.")
            % {"wanted": len(columns), "found": len(row)},
            line,
        )
    return {column: cell.strip() for column, cell in zip(columns, row, strict=False)}


def _vote(
    row: dict[str, str], line: int, numbers: dict[str, int], kind: Kind
) -> tuple[Any, ...]:
    chosen = [part.strip() for part in row["vote"].split(",") if part.strip()]
    for name in chosen:
        if name not in numbers:
            raise UnreadableFile(
                _("No project has the id “%(name)s”.") % {"name": shown(name)}, line
            )
    if len(set(chosen)) != len(chosen):
        raise UnreadableFile(_("A project is chosen twice on this ballot."), line)
    options = [numbers[name] for name in chosen]
    if kind is Kind.RANKINGS:
        return tuple(options)
    given = [1] * len(options)
    if kind is Kind.POINTS:
        parts = [part for part in row.get("points", "").split(",") if part.strip()]
        given = [whole(part, line) for part in parts]
    if len(given) != len(options):
        raise UnreadableFile(
            _("This ballot needs one number of points for each project."), line
        )
    return tuple(sorted((n, p) for n, p in zip(options, given, strict=True) if p))


def _money(text: str, line: int) -> int:
    """Whole units only; “5000.00” and “5000,00” are whole."""
    units, _sep, rest = text.replace(",", ".").partition(".")
    if rest.strip("0"):
        raise UnreadableFile(
            _("“%(text)s” is not a whole amount.") % {"text": shown(text)}, line
        )
    return whole(units, line)
