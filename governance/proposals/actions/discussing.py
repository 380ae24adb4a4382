"""Support and words: what members say of a need."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.guard import Excused
from governance.journal.actions import record
from governance.membership.models import Person
from governance.proposals import lifecycle, permissions, wording
from governance.proposals.actions.progress import lock
from governance.proposals.excuses import Pass
from governance.proposals.models import COMMENT_MAX, Comment, Proposal, Support
from governance.proposals.queries import cooperative_of_comment
from governance.prose import to_html
from governance.refusals import MoveNotAllowed, allow, require


@transaction.atomic
def support_proposal(proposal: Proposal, *, by: Person, at: datetime) -> bool:
    """“I need this too.” True when it is new; a second click changes nothing."""
    lock(proposal)
    allow(
        permissions.can_take_part(by, timezone.localdate(at)),
        _("Only members of a co-op may support a need."),
    )
    if proposal.status not in lifecycle.SUPPORTABLE:
        raise MoveNotAllowed(_("This need no longer takes supports."))
    # get_or_create: the constraint has the last word when two hands act at once.
    _support, is_new = Support.objects.get_or_create(
        proposal=proposal, person=by, defaults={"at": at}
    )
    if is_new:
        record("need.supported", proposal, by=by, at=at)
    return is_new


@transaction.atomic
def withdraw_support(proposal: Proposal, *, by: Person, at: datetime) -> bool:
    """Take one's support back; at any stage, since it also ends the mails about it."""
    lock(proposal)
    removed, _kinds = proposal.supports.filter(person=by).delete()
    if removed:
        record("need.support_withdrawn", proposal, by=by, at=at)
    return bool(removed)


@transaction.atomic
def add_comment(
    proposal: Proposal,
    *,
    by: Person,
    at: datetime,
    text: str,
    language: str,
    kind: str = Comment.Kind.COMMENT,
) -> Comment:
    """A word in the discussion. Only a coordinator answers for the co-op."""
    lock(proposal)
    on = timezone.localdate(at)
    allow(
        permissions.can_comment(by, proposal, on),
        _("Only members of a co-op may take part in the discussion."),
    )
    _check_kind(proposal, by=by, kind=kind)
    excused = Pass(proposal.cooperative)
    text = checked_comment(text, excused)
    comment = Comment.objects.create(
        proposal=proposal,
        author=by,
        cooperative=cooperative_of_comment(by, proposal, on),
        kind=kind,
        language=wording.checked_language(language),
        text=text,
        html=to_html(text),
        at=at,
    )
    excused.note(proposal, at=at, comment=comment)
    facts = {"comment": comment.pk, "kind": str(kind), **excused.facts}
    record("need.commented", proposal, by=by, at=at, facts=facts)
    return comment


def checked_comment(text: str, excused: Excused | None = None) -> str:
    return wording.checked_text(
        text,
        most=COMMENT_MAX,
        empty=_("Write your comment first."),
        long=_("The comment has %(length)s characters; %(most)s is the most."),
        excused=excused,
    )


def _check_kind(proposal: Proposal, *, by: Person, kind: str) -> None:
    require(kind in Comment.Kind.values, _("Choose the kind of comment."))
    if kind == Comment.Kind.ANSWER:
        allow(
            permissions.can_answer(by, proposal),
            _("Only a coordinator of the co-op may answer in its name."),
        )
