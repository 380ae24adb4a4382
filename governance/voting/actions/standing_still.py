"""A round does not open, or is not counted, when it should: the reason is written down."""

from datetime import UTC, datetime

from django.db import transaction

from governance.journal.actions import record
from governance.voting import extending, lifecycle, locks
from governance.voting.lifecycle import Stage
from governance.voting.models import Round, Standstill

Kind = Standstill.Kind


@transaction.atomic
def wait_after_outage(round: Round, *, at: datetime, since: datetime) -> bool:
    """The portal was away from ``since`` to ``at``. A round that closed meanwhile is
    not counted for an hour, so that its closing can still be put off; whether it waits.
    In a meeting everyone is in the room: nothing waits there."""
    held = locks.hold_alone(round)
    stage = lifecycle.stage(held, at)
    if stage is not Stage.CLOSING or held.closes_at < since or "meeting" in held.sheet:
        return False
    until = at + extending.WAITS
    _write(held, Kind.AWAY, at, until=until)
    facts = {"until": until.astimezone(UTC).isoformat().replace("+00:00", "Z")}
    record("round.waits", held, by=None, at=at, facts=facts)
    return True


@transaction.atomic
def stand_still(
    round: Round, *, at: datetime, kind: str, reason_fr: str, reason_en: str
) -> bool:
    """Keep why the round cannot open (or be counted); whether the reason is a new one,
    which the journal then says once."""
    held = locks.hold_alone(round)
    due = {Kind.OPENING: Stage.PREPARED, Kind.COUNTING: Stage.CLOSING}[Kind(kind)]
    if lifecycle.stage(held, at) is not due:
        return False
    told = {"kind": kind, "reason_fr": reason_fr, "reason_en": reason_en}
    if Standstill.objects.filter(round=held, **told).exists():
        return False
    _write(held, kind, at, reason_fr=reason_fr, reason_en=reason_en)
    record("round.stands_still", held, by=None, at=at, facts={"kind": str(kind)})
    return True


def _write(
    held: Round,
    kind: str,
    at: datetime,
    *,
    until: datetime | None = None,
    reason_fr: str = "",
    reason_en: str = "",
) -> None:
    facts = {"kind": kind, "at": at, "until": until}
    told = {"reason_fr": reason_fr, "reason_en": reason_en}
    Standstill.objects.update_or_create(round=held, defaults=facts | told)
