"""Reading the journal back, and checking that nobody has rewritten it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from governance.journal import chain
from governance.journal.models import Entry, Head

CHUNK = 2000  # lines held in memory at a time

SEALED = ("number", "verb", "subject_kind", "subject_id", "by", "at", "facts", "prev")

# Read back as values, these would hide a space or a T that was changed in the table.
KEPT_AS_TEXT = ("at", "facts")

# What Python raises when a damaged column cannot be read back.
UNREADABLE = (ValueError, TypeError, AttributeError)


@dataclass(frozen=True)
class Broken:
    """The first line that does not hold, and a translated sentence saying why."""

    number: int
    reason: str


@dataclass(frozen=True)
class Tail:
    """Where the journal ends: its number of lines and the last digest."""

    number: int = 0
    digest: str = chain.GENESIS


def tail() -> Tail:
    """The end of the journal as its writers know it."""
    head = Head.objects.filter(pk=1).first()
    return Tail(head.number, head.digest) if head else Tail()


def first_broken_line() -> Broken | None:
    """Read every line once, in constant memory; ``None`` when the chain is whole.

    Lines written while this runs are checked as well. Whoever can rewrite the
    whole table *and* its head leaves a chain that is whole: compare the digest of
    the head with one that was noted or published earlier.
    """
    before = tail()
    last = Tail()
    for line in _lines():
        if isinstance(line, Broken):
            return line
        reason = _fault(line, last)
        if reason:
            return Broken(last.number + 1, reason)
        last = Tail(line["number"], line["digest"])
        if last.number == before.number and last != before:
            return Broken(last.number, _("it is not the line its writers left last"))
    return _fault_at_the_end(last, before)


def _lines() -> Iterator[dict[str, Any] | Broken]:
    """Each line in order; a line that cannot be read back ends the reading."""
    number = 0
    try:
        for line in _rows().iterator(chunk_size=CHUNK):
            number = line["number"]
            yield line
    except UNREADABLE:  # somewhere among those fetched together
        yield from _one_by_one(number)


def _one_by_one(number: int) -> Iterator[dict[str, Any] | Broken]:
    """The lines after this one, each fetched alone until one cannot be read."""
    while True:
        try:
            line = _rows().filter(number__gt=number).first()
        except UNREADABLE:
            yield Broken(number + 1, _("it cannot be read"))
            return
        if line is None:
            return
        number = line["number"]
        yield line


def _rows() -> QuerySet[Entry, dict[str, Any]]:
    return Entry.objects.order_by("number").values(*SEALED, "digest", **_as_kept())


def _as_kept() -> dict[str, Cast]:
    """The very text of a column, where the database keeps a text as it was given:
    PostgreSQL keeps times and facts as values, which have one form only."""
    if connection.vendor != "sqlite":
        return {}
    return {f"{name}_kept": Cast(name, TextField()) for name in KEPT_AS_TEXT}


def _fault(line: dict[str, Any], last: Tail) -> str:
    """Why ``line`` cannot stand after ``last``; empty when it can."""
    if line["number"] != last.number + 1:
        return _("it is missing")
    if not _is_sealed(line):
        return _("its content does not match its digest")
    if line["prev"] != last.digest:
        return _("it does not continue the line before it")
    return ""


def _is_sealed(line: dict[str, Any]) -> bool:
    try:
        sealed = chain.digest(**{name: line[name] for name in SEALED})
    except UNREADABLE:
        return False
    return bool(sealed == line["digest"]) and _is_as_written(line)


def _is_as_written(line: dict[str, Any]) -> bool:
    """Whether each text of the line is, to the letter, what its writer wrote."""
    return all(
        line[f"{name}_kept"] == _written(name, line[name])
        for name in KEPT_AS_TEXT
        if f"{name}_kept" in line
    )


def _written(name: str, value: Any) -> Any:
    field: Any = Entry._meta.get_field(name)
    return field.get_db_prep_save(value, connection)


def _fault_at_the_end(last: Tail, before: Tail) -> Broken | None:
    if last.number < before.number:
        return Broken(last.number + 1, _("it is missing"))
    after = tail()
    if last.number > after.number:
        return Broken(after.number + 1, _("the head of the journal does not know it"))
    return None
