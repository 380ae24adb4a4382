"""The chair of a meeting closes a vote before its hour, or breaks a tie."""

from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Person
from governance.refusals import MoveNotAllowed, Refusal, allow
from governance.voting import (
    chairing,
    clock,
    ledger,
    lifecycle,
    locks,
    permissions,
    reasons,
)
from governance.voting.lifecycle import Stage
from governance.voting.models import CastingVote, Declared, Round


@transaction.atomic
def declare_closed(round: Round, *, by: Person, at: datetime) -> Declared:
    """Close a vote of a meeting before its hour, as its rule sheet says it may be: at
    once when everyone on the roll has answered, else after a minute's warning.

    Declared twice is declared once. The casts in flight are waited for; the count
    comes as after any closing.
    """
    held = locks.hold_alone(round)
    allow(
        permissions.may_chair(by, held),
        _("Only those who run the meeting may close its vote."),
    )
    if (before := Declared.objects.filter(round=held).first()) is not None:
        return before
    if not chairing.may_close_early(held):
        raise MoveNotAllowed(
            _("The rule sheet of this vote does not let it close before its hour.")
        )
    at = clock.settled(at)
    if lifecycle.stage(held, at) != Stage.OPEN:
        raise MoveNotAllowed(_("This vote is not open."))
    declared = _bring_forward(held, at)
    if ledger.has_log(held):
        ledger.add(held, [_entry(declared)])
    facts = {"until": _utc(declared.until), "everyone": declared.everyone}
    record("round.declared_closed", held, by=by, at=at, facts=facts)
    return declared


def _bring_forward(held: Round, at: datetime) -> Declared:
    silent = held.roll.filter(Q(voted_on=None) & Q(paper_on=None))
    everyone = not silent.exists()
    until = at if everyone else at + chairing.WARNING
    if until >= held.closes_at:
        raise Refusal(
            _("The vote closes by itself before the minute of warning is over.")
        )
    declared = Declared.objects.create(
        round=held, at=at, closed_at=held.closes_at, until=until, everyone=everyone
    )
    held.closes_at = until
    held.save(update_fields=["closes_at"])
    return declared


def _entry(declared: Declared) -> dict[str, Any]:
    return {
        "entry": "declared",
        "closed_at": _utc(declared.closed_at),
        "until": _utc(declared.until),
        "everyone": declared.everyone,
    }


@transaction.atomic
def cast_casting_vote(
    round: Round,
    *,
    by: Person,
    at: datetime,
    answer: str,
    reason_fr: str,
    reason_en: str,
) -> CastingVote:
    """Break the tie of a counted vote; the result keeps it. Only where the rule sheet
    said so before the first ballot, and once."""
    held = locks.hold_alone(round)
    allow(
        permissions.may_chair(by, held),
        _("Only those who run the meeting may write down the vote of the chair."),
    )
    if CastingVote.objects.filter(round=held).exists():
        raise MoveNotAllowed(_("The chair has already broken this tie."))
    if held.sealed_at is None or not chairing.is_tied(held.result):
        raise MoveNotAllowed(_("There is no tie to break."))
    if not chairing.gives_casting_vote(held):
        raise MoveNotAllowed(
            _("The by-law gives the chair no casting vote here: a tie rejects.")
        )
    if answer not in CastingVote.Answer.values:
        raise Refusal(_("Say whether the chair votes for or against."))
    told = reasons.both(reason_fr, reason_en)
    vote = CastingVote.objects.create(
        round=held, answer=answer, at=at, reason_fr=told[0], reason_en=told[1]
    )
    facts = {"answer": str(answer)}
    record("round.tie_broken_by_chair", held, by=by, at=at, facts=facts)
    return vote


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
