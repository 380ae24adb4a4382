"""The chair closes a vote by telephone before its hour, or breaks a tie."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from governance.decisions import bylaw, meetings
from governance.decisions.gate import demand, held_with
from governance.decisions.models import Point
from governance.journal.actions import record
from governance.membership.models import Person
from governance.refusals import MoveNotAllowed
from governance.voting.actions import cast_casting_vote, declare_closed
from governance.voting.reasons import both

ANSWERS = {Point.Casting.IN_FAVOUR: "yes", Point.Casting.AGAINST: "no"}


@transaction.atomic
def end_vote(point: Point, *, by: Person, at: datetime) -> Point:
    """The chair declares the vote closed: at once when everyone has answered, else a
    minute later, so that nobody is cut short. The rules sealed at its opening say so."""
    row, found = held_with(point, by)
    if not found.is_open or found.round is None:
        raise MoveNotAllowed(_("No vote by telephone is open."))
    declare_closed(found.round, by=by, at=at)
    found.round.refresh_from_db()
    facts = {"point": found.pk}
    record("question.declared_closed", row, by=by, at=at, facts=facts)
    return found


@transaction.atomic
def break_tie(
    point: Point,
    *,
    by: Person,
    at: datetime,
    casting: str,
    reason_fr: str,
    reason_en: str,
) -> Point:
    """Write down the casting vote of the chair, with its reasons, after a tie.

    Only where the by-law gave one when the meeting was called, and once. The count
    stays as it was: the tie is reported, then broken.
    """
    row, found = held_with(point, by)
    if found.casting:
        raise MoveNotAllowed(_("The chair has already broken this tie."))
    if meetings.verdict(found) is not bylaw.Verdict.TIE:
        raise MoveNotAllowed(_("There is no tie to break."))
    if not row.casting_vote_ref:
        raise MoveNotAllowed(
            _("The by-law gives the chair no casting vote: a tie rejects.")
        )
    demand(
        casting in Point.Casting.values,
        _("Say whether the chair votes for or against."),
    )
    found.casting, found.casting_at = casting, at
    found.casting_fr, found.casting_en = both(reason_fr, reason_en)
    found.save()
    if found.round is not None:
        cast_casting_vote(
            found.round, by=by, at=at, answer=ANSWERS[Point.Casting(casting)],
            reason_fr=found.casting_fr, reason_en=found.casting_en,
        )  # fmt: skip
    facts = {"point": found.pk, "casting": str(casting)}
    record("question.tie_broken", row, by=by, at=at, facts=facts)
    return found
