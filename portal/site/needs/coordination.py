"""Whom to ask at a co-op, and what its coordinators let through."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils import timezone

from governance import guard
from governance.membership import permissions as membership
from governance.membership.models import Cooperative, Person, Seat
from governance.proposals import actions
from governance.proposals.excuses import Pass
from portal.site.languages import reader_language


class Guarded(Protocol):
    """A form whose words the guard has looked at."""

    excuses: bool
    cleaned_data: dict[str, Any]

    @property
    def excused(self) -> Pass | None: ...


@dataclass(frozen=True)
class Contact:
    """``address`` is the coordinator's; only members of the co-op are shown it."""

    cooperative: Cooperative
    address: str


def contact(cooperative: Cooperative, reader: Any) -> Contact:
    if not membership.is_member(reader, cooperative, timezone.localdate()):
        return Contact(cooperative, "")
    held = Seat.objects.current().filter(
        cooperative=cooperative,
        role=Seat.Role.COORDINATOR,
        person__is_active=True,
        person__email__isnull=False,
    )
    found = held.order_by("since", "pk").values_list("person__email", flat=True)
    return Contact(cooperative, found.first() or "")


def let_through(form: Guarded, *, by: Person, at: datetime) -> None:
    """Before their own words are kept: what a coordinator said of each match that was
    stopped in them. Nothing when they said nothing."""
    if not form.excuses or form.excused is None:
        return
    given = form.cleaned_data
    for text in (given.get("title", ""), given["text"]):
        for match in _stopped(text, form.excused):
            actions.excuse_match(
                form.excused.cooperative,
                by=by,
                at=at,
                text=match,
                reason=given["excuse_reason"],
                language=reader_language(),
            )


def _stopped(text: str, excused: Pass) -> list[str]:
    """As typed."""
    return [
        text[f.start : f.end]
        for f in guard.scan(text)
        if f.tier == guard.BLOCK and not excused(f.kind, guard.matched(text, f))
    ]
