"""The roll of an open round is corrected: one person proposes, another confirms.

Everyone reads on the public log what changed and why, never about whom. The round is
held alone: a ballot cast at the same moment is there before, or finds its line struck.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Cooperative, Person
from governance.refusals import MoveNotAllowed, Refusal, allow
from governance.voting import (
    clock,
    correcting,
    ledger,
    lifecycle,
    locks,
    roll,
)
from governance.voting.models import RollCorrection, RollLine, Round

Kind = RollCorrection.Kind


@transaction.atomic
def propose_adding(
    round: Round,
    *,
    by: Person,
    at: datetime,
    person: Person,
    reason_fr: str,
    reason_en: str,
) -> RollCorrection:
    """Ask that someone forgotten be put on the roll, with the right to vote that the
    register gives them on the record date. Nothing changes before it is confirmed."""
    held = _held(round, at)
    voter = correcting.refuse_unless_addable(held, person)
    place = Cooperative.objects.get(pk=voter[2])
    _allow(by, place, person)
    told = correcting.public_reasons(reason_fr, reason_en, person, place)
    return _propose(held, Kind.ADDED, person, place, told, by=by, at=at)


@transaction.atomic
def propose_striking(
    round: Round,
    *,
    by: Person,
    at: datetime,
    number: int,
    reason_fr: str,
    reason_en: str,
) -> RollCorrection:
    """Ask that roll line ``number``, which should not be there, be struck."""
    held = _held(round, at)
    line = _line(held, number)
    correcting.refuse_unless_strikable(line)
    _allow(by, line.cooperative, line.person)
    told = correcting.public_reasons(
        reason_fr, reason_en, line.person, line.cooperative
    )
    return _propose(
        held, Kind.STRUCK, line.person, line.cooperative, told, number, by=by, at=at
    )


@transaction.atomic
def take_back_correction(
    correction: RollCorrection, *, by: Person, at: datetime
) -> RollCorrection:
    """Give up a proposal that nobody confirmed; harmless to repeat."""
    held = locks.hold_alone(correction.round)
    waits = RollCorrection.objects.get(pk=correction.pk)
    _allow(by, waits.cooperative, None)
    if waits.taken_back_at is not None:
        return waits
    if waits.confirmed_at is not None:
        raise MoveNotAllowed(_("This correction was confirmed: it stays on the log."))
    waits.taken_back_at = at
    waits.save(update_fields=["taken_back_at"])
    record("roll.correction_taken_back", held, by=by, at=at, facts=_facts(waits))
    return waits


@transaction.atomic
def confirm_correction(
    correction: RollCorrection, *, by: Person, at: datetime
) -> RollCorrection:
    """Make the correction, as a second person; confirmed twice is made once."""
    held = _held(correction.round, at)
    waits = RollCorrection.objects.get(pk=correction.pk)
    _allow(by, waits.cooperative, waits.person)
    if waits.confirmed_at is not None:
        return waits
    if waits.taken_back_at is not None:
        raise MoveNotAllowed(_("This correction was taken back."))
    allow(
        by.pk != waits.proposed_by_id,
        _("A second person confirms a correction: not the one who proposed it."),
    )
    today = timezone.localdate(at, timezone=timezone.get_default_timezone())
    line = _added(held, waits) if waits.kind == Kind.ADDED else _struck(waits, today)
    waits.line = line.number
    waits.entry = correcting.entry(held, waits, line, today)
    waits.confirmed_by, waits.confirmed_at = by, at
    waits.save()
    held.roll_now = correcting.roll_now(held)
    held.save(update_fields=["roll_now"])
    ledger.add(held, [waits.entry])
    record("roll.corrected", held, by=by, at=at, facts=_facts(waits))
    return waits


def _held(round: Round, at: datetime) -> Round:
    held = locks.hold_alone(round)
    if not lifecycle.may("correct", held, clock.settled(at)):
        raise MoveNotAllowed(
            _(
                "A roll is corrected from the opening to the closing of its vote, never "
                "after: that would only move the quorum."
            )
        )
    if not correcting.can_be_corrected(held):
        raise MoveNotAllowed(_("This vote has no public log to correct its roll on."))
    return held


def _allow(by: Person, place: Cooperative, about: Person | None) -> None:
    allow(
        correcting.may_correct(by, place),
        _(
            "Only the coordinator and the secretary of the member’s co-operative, and "
            "officers of its federation, correct the roll."
        ),
    )
    allow(
        about is None or by.pk != about.pk,
        _("Nobody corrects the roll about themself: ask someone else."),
    )


def _line(held: Round, number: int) -> RollLine:
    """The line, held; only a round held alone strikes one."""
    rows = RollLine.objects.select_for_update().filter(round=held, number=number)
    line = rows.first()
    if line is None:
        raise correcting.NotCorrected(_("Nobody stands at this place of the roll."))
    return line


def _propose(
    held: Round,
    kind: str,
    person: Person | None,
    place: Cooperative,
    told: tuple[str, str],
    line: int | None = None,
    *,
    by: Person,
    at: datetime,
) -> RollCorrection:
    if held.corrections.waiting().filter(person=person).exists():
        raise Refusal(_("A correction about this person waits already."))
    made = RollCorrection.objects.create(
        round=held,
        kind=kind,
        person=person,
        cooperative=place,
        line=line,
        reason_fr=told[0],
        reason_en=told[1],
        proposed_by=by,
        proposed_at=at,
    )
    record("roll.correction_proposed", held, by=by, at=at, facts=_facts(made))
    return made


def _added(held: Round, waits: RollCorrection) -> RollLine:
    if waits.person is None:
        raise correcting.NotCorrected(_("This person’s account is closed."))
    voter = correcting.refuse_unless_addable(held, waits.person)
    if voter[2] != waits.cooperative_id:
        raise correcting.NotCorrected(
            _("The register changed meanwhile. Take this back and propose it again.")
        )
    return roll.add(held, voter)


def _struck(waits: RollCorrection, today: date) -> RollLine:
    line = _line(waits.round, waits.line or 0)
    correcting.refuse_unless_strikable(line)
    line.struck_on = today
    line.save(update_fields=["struck_on"])
    return line


def _facts(correction: RollCorrection) -> dict[str, Any]:
    return {
        "correction": correction.pk,
        "kind": str(correction.kind),
        "cooperative": correction.cooperative.slug,
        "roll_line": correction.line,
    }
