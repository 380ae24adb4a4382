"""The only place where a board's decision is written down. It is never changed."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.decisions import permissions
from governance.decisions.lifecycle import EFFECTS, outcomes_for
from governance.decisions.models import REASONS_MAX, REFERENCE_MAX, Decision
from governance.guard import refuse_blocked
from governance.journal.actions import record
from governance.membership.models import Person
from governance.proposals.actions import advance, lock
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.proposals.queries import is_on_a_standing_ballot
from governance.prose import tidy
from governance.refusals import MoveNotAllowed, Refusal, allow, require
from governance.voting.models import Round


@transaction.atomic
def record_decision(
    proposal: Proposal,
    *,
    by: Person,
    at: datetime,
    outcome: str,
    reference: str,
    reasons_fr: str,
    reasons_en: str,
    met_on: date,
    round: Round | None = None,
) -> Decision:
    """Write a resolution and move the need where it leads.

    ``reference`` is the number of the resolution at the co-op, used once. A need that
    was voted on cites the sealed round. French reasons are always given: the law asks
    for French, members for reasons.
    """
    lock(proposal)
    allow(
        permissions.may_record(by, proposal),
        _("Only the secretary of the co-op may record a decision of its board."),
    )
    _check_outcome(proposal, outcome)
    _check_round(proposal, round)
    decision = Decision(
        proposal=proposal,
        cooperative=proposal.cooperative,
        round=round,
        reference=_checked_reference(reference),
        outcome=outcome,
        reasons_fr=_checked_reasons(reasons_fr, required=True),
        reasons_en=_checked_reasons(reasons_en, required=False),
        met_on=_checked_meeting(met_on, at),
        recorded_by=by,
        recorded_at=at,
    )
    _save(decision)
    facts = {"need": proposal.number, "reference": decision.reference}
    to, verb = EFFECTS[outcome]
    advance(proposal, to=to, verb=verb, by=by, at=at, facts=_resolution(decision))
    record(
        "decision.recorded",
        decision,
        by=by,
        at=at,
        facts=facts | {"outcome": str(outcome)},
    )
    return decision


def _resolution(decision: Decision) -> dict[str, object]:
    return {"decision": decision.pk, "reference": decision.reference}


def _check_outcome(proposal: Proposal, outcome: str) -> None:
    require(outcome in EFFECTS, _("Choose what the board decided."))
    possible = outcomes_for(proposal.status)
    if not possible:
        raise MoveNotAllowed(
            _("A need that is “%(now)s” does not wait for a decision.")
            % {"now": proposal.get_status_display()}
        )
    if outcome not in possible:
        raise MoveNotAllowed(
            _("Members have not voted on this need yet: the board may only refuse it.")
        )
    wait_for_the_vote(proposal)


def wait_for_the_vote(proposal: Proposal) -> None:
    """While members vote on a need nothing is decided on it. ``MoveNotAllowed``."""
    if proposal.status == Status.UNDER_REVIEW and is_on_a_standing_ballot(proposal):
        raise MoveNotAllowed(
            _("A vote on this need is under way: wait for its result.")
        )


def _check_round(proposal: Proposal, cited: Round | None) -> None:
    if cited is None:
        require(
            proposal.status != Status.VOTED,
            _("Name the vote whose result the board had before it."),
        )
        return
    counts = cited.sealed_at is not None and cited.voided_at is None
    require(counts, _("This vote has no result yet."))
    require(
        cited.options.filter(proposal=proposal).exists(),
        _("This vote was not about this need."),
    )


def _checked_reference(reference: str) -> str:
    reference = " ".join(tidy(reference).split())
    require(reference != "", _("Give the number of the resolution."))
    require(
        len(reference) <= REFERENCE_MAX,
        _(
            "The number of the resolution has %(length)s characters; %(most)s is the most."
        )
        % {"length": len(reference), "most": REFERENCE_MAX},
    )
    return reference


def _checked_reasons(reasons: str, *, required: bool) -> str:
    reasons = tidy(reasons)
    require(
        reasons != "" or not required, _("Give the reasons of the board, in French.")
    )
    require(
        len(reasons) <= REASONS_MAX,
        _("The reasons have %(length)s characters; %(most)s is the most.")
        % {"length": len(reasons), "most": REASONS_MAX},
    )
    refuse_blocked(reasons)
    return reasons


def _checked_meeting(met_on: date, at: datetime) -> date:
    require(met_on <= timezone.localdate(at), _("The meeting cannot be in the future."))
    return met_on


def _save(decision: Decision) -> None:
    """The constraint says whether the number is free, whoever else is writing."""
    try:
        with transaction.atomic():
            decision.save(force_insert=True)
    except IntegrityError as taken:
        raise Refusal(
            _("Resolution %(reference)s of this co-op is already recorded.")
            % {"reference": decision.reference}
        ) from taken
