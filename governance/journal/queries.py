"""Reading the journal back, and checking that nobody has rewritten it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from governance.journal import chain
from governance.journal.models import Entry, Head

CHUNK = 2000  # lines held in memory at a time

SEALED = ("number", "verb", "subject_kind", "subject_id", "by", "at", "facts", "prev")

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
    rows = Entry.objects.order_by("number").values(*SEALED, "digest")
    number, stream = 0, rows.iterator(chunk_size=CHUNK)
    while True:
        try:
            line = next(stream)
        except StopIteration:
            return
        except UNREADABLE:
            yield Broken(number + 1, _("it cannot be read"))
            return
        number = line["number"]
        yield line


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
    return bool(sealed == line["digest"])


def _fault_at_the_end(last: Tail, before: Tail) -> Broken | None:
    if last.number < before.number:
        return Broken(last.number + 1, _("it is missing"))
    after = tail()
    if last.number > after.number:
        return Broken(after.number + 1, _("the head of the journal does not know it"))
    return None
