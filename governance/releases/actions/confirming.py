"""Members say whether it happened for them; a need that did not is taken up again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Person
from governance.proposals import lifecycle as stages
from governance.proposals import wording
from governance.proposals.actions import advance, lock
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.refusals import MoveNotAllowed, allow, require
from governance.releases import permissions
from governance.releases.lifecycle import Counts
from governance.releases.models import Confirmation, Reopening
from governance.releases.queries import confirmation_counts
from governance.roadmap.actions import note_progress


@transaction.atomic
def answer_confirmation(
    proposal: Proposal, *, by: Person, at: datetime, answer: str, matters: str = ""
) -> Confirmation:
    """Did it happen for you, and does it matter to you? One answer a member,
    changeable; the same again changes nothing.

    Enough “yes” make the need a confirmed one, enough “no” take it up again (see
    ``lifecycle.Counts``).
    """
    lock(proposal)
    allow(
        permissions.may_answer(by, timezone.localdate(at)),
        _("Only members of a co-op may say whether the need is met."),
    )
    if proposal.status not in stages.DELIVERED:
        raise MoveNotAllowed(_("This need has not been delivered yet."))
    require(answer in Confirmation.Answer.values, _("Choose one of the three answers."))
    require(
        matters in {"", *Confirmation.Matters.values},
        _("Choose one of the three answers."),
    )
    before = proposal.confirmations.filter(person=by).first()
    same = before and (before.answer, before.matters) == (answer, matters)
    if before and same and _is_recent(before, proposal):
        return before
    given, _is_new = Confirmation.objects.update_or_create(
        proposal=proposal,
        person=by,
        defaults={"answer": answer, "matters": matters, "at": at},
    )
    # What they answered stays out of the journal: it knows who acts.
    record("confirmation.answered", proposal, by=by, at=at)
    _draw_conclusion(proposal, at=at)
    return given


@transaction.atomic
def reopen_need(
    proposal: Proposal, *, by: Person, at: datetime, reason: str
) -> Reopening:
    """A coordinator takes a delivered need up again and says why."""
    lock(proposal)
    allow(
        permissions.can_settle(by, proposal),
        _("Only a coordinator of the need’s co-op, or the federation, may say this."),
    )
    if proposal.status not in stages.DELIVERED:
        raise MoveNotAllowed(_("This need has not been delivered yet."))
    reason = wording.checked_text(
        reason,
        most=Reopening.REASON_MAX,
        empty=_("Give your reason in a few words."),
        long=_("The reason has %(length)s characters; %(most)s is the most."),
    )
    return _reopen(proposal, confirmation_counts(proposal), by=by, at=at, reason=reason)


@transaction.atomic
def send_back(
    reopening: Reopening, *, by: Person, at: datetime, reopens_issue: bool
) -> bool:
    """Let the developers know that the need is taken up again, once. True when it is
    news; the post room carries it."""
    proposal = lock(reopening.proposal)
    allow(
        permissions.can_settle(by, proposal),
        _("Only a coordinator of the need’s co-op, or the federation, may say this."),
    )
    rows = Reopening.objects.select_for_update().filter(pk=reopening.pk, sent_at=None)
    if proposal.status in stages.DELIVERED:
        raise MoveNotAllowed(_("The need has been delivered again since."))
    if not rows.exists():
        return False
    rows.update(sent_at=at, reopens_issue=reopens_issue)
    facts = {"reopening": reopening.pk, "reopens_issue": reopens_issue}
    record("need.sent_back", proposal, by=by, at=at, facts=facts)
    return True


def _is_recent(answer: Confirmation, proposal: Proposal) -> bool:
    """Given since the last delivery; an older one speaks of an earlier version."""
    return not proposal.delivered.filter(at__gt=answer.at).exists()


def _draw_conclusion(proposal: Proposal, *, at: datetime) -> None:
    counts = confirmation_counts(proposal)
    if counts.reopens:
        _reopen(proposal, counts, by=None, at=at)
    elif proposal.status == Status.RELEASED and counts.confirms:
        facts = {"yes": counts.yes, "answers": counts.answers}
        advance(
            proposal,
            to=Status.CONFIRMED,
            verb="need.confirmed",
            by=None,
            at=at,
            facts=facts,
        )


def _reopen(
    proposal: Proposal,
    counts: Counts,
    *,
    by: Person | None,
    at: datetime,
    reason: str = "",
) -> Reopening:
    reopening = Reopening.objects.create(
        proposal=proposal,
        at=at,
        by=by,
        reason=reason,
        answers=counts.answers,
        no=counts.no,
    )
    facts = {"answers": counts.answers} if by is None else {}
    note_progress(proposal, step="reopened", at=at, facts=facts, by=by)
    return reopening
