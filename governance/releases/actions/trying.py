"""Members try a preview and say how it went."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Person
from governance.proposals import lifecycle as stages
from governance.proposals.actions import lock
from governance.proposals.models import Proposal
from governance.proposals.queries import cooperative_of_comment
from governance.refusals import MoveNotAllowed, allow, require
from governance.releases import permissions
from governance.releases.models import Release, Trial
from governance.releases.queries import previews_of


@transaction.atomic
def answer_trial(
    proposal: Proposal, preview: Release, *, by: Person, at: datetime, answer: str
) -> Trial:
    """How it went, one answer a member and preview, changeable. The same again
    changes nothing. It decides nothing: it
    says who tried, and how it went."""
    lock(proposal)
    on = timezone.localdate(at)
    allow(
        permissions.may_answer(by, on),
        _("Only members of a co-op may say how the preview went."),
    )
    if proposal.status not in stages.BUILDING:
        raise MoveNotAllowed(_("This need is not being built: there is no preview."))
    require(
        previews_of(proposal).filter(pk=preview.pk).exists(),
        _("This preview does not contain the need any more."),
    )
    require(answer in Trial.Answer.values, _("Choose one of the three answers."))
    known = proposal.trials.filter(release=preview, person=by).first()
    if known and known.answer == answer:
        return known
    place = cooperative_of_comment(by, proposal, on)
    given, _is_new = Trial.objects.update_or_create(
        proposal=proposal,
        release=preview,
        person=by,
        defaults={"answer": answer, "cooperative": place, "at": at},
    )
    # How it went stays out of the journal: it knows who acts.
    record("preview.tried", proposal, by=by, at=at, facts={"tag": preview.tag})
    return given
