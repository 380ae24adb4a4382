"""The closing of a round is put off for an outage, in public."""

from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Person
from governance.refusals import MoveNotAllowed, Refusal, allow
from governance.voting import extending, ledger, lifecycle, locks, permissions, reasons
from governance.voting.models import Extension, Round


@transaction.atomic
def extend_round(
    round: Round,
    *,
    by: Person,
    at: datetime,
    until: datetime,
    reason_fr: str,
    reason_en: str,
) -> Extension:
    """Put off the closing to ``until`` because members could not reach the portal.

    Until the round is counted, also just after it closed: an outage may hide the
    closing itself. Never earlier than it was, and 72 hours in all at most.
    """
    held = locks.hold_alone(round)
    allow(permissions.can_run(by, held), _("You may not extend this round."))
    if not lifecycle.may("extend", held, at):
        raise MoveNotAllowed(
            _("Only a round that is open, or just closed and not counted, is extended.")
        )
    _check(held, until, at)
    told = reasons.both(reason_fr, reason_en)
    extension = _put_off(held, until, told, at)
    if ledger.has_log(held):
        ledger.add(held, [_entry(extension)])
    facts = {"until": _utc(until)}
    record("round.extended", held, by=by, at=at, facts=facts)
    return extension


def _check(held: Round, until: datetime, at: datetime) -> None:
    if until <= max(held.closes_at, at):
        raise Refusal(_("The new closing must be later than the present one, and now."))
    if until > extending.latest(held):
        raise Refusal(
            _("An outage may put off the closing by %(hours)s hours in all at most.")
            % {"hours": extending.TERMS["longest_hours"]}
        )


def _put_off(
    held: Round, until: datetime, told: tuple[str, str], at: datetime
) -> Extension:
    extension = Extension.objects.create(
        round=held,
        at=at,
        closed_at=held.closes_at,
        until=until,
        reason_fr=told[0],
        reason_en=told[1],
    )
    held.closes_at = until
    held.save(update_fields=["closes_at"])
    return extension


def _entry(extension: Extension) -> dict[str, Any]:
    return {
        "entry": "extended",
        "closed_at": _utc(extension.closed_at),
        "until": _utc(extension.until),
        "reason": {"fr": extension.reason_fr, "en": extension.reason_en},
    }


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
