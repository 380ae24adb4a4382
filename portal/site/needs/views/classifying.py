"""Changing what kind of need it is: by a coordinator, or by its author in a draft."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.proposals import actions, permissions
from governance.proposals.models import Proposal
from governance.proposals.queries import is_on_a_ballot
from governance.refusals import MoveNotAllowed, Refusal, allow
from portal.site.needs.forms.kinds import KindForm
from portal.site.needs.gate import (
    CONFLICT,
    UNPROCESSABLE,
    PersonRequest,
    done,
    for_people,
)
from portal.site.needs.listing import card


@for_people
def need_classify(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    allow(
        permissions.can_classify(request.user, proposal),
        _("Only a coordinator of its co-op, or its author in a draft, may do this."),
    )
    if is_on_a_ballot(proposal):
        raise MoveNotAllowed(
            _("A vote on this need has opened: what it is about no longer changes.")
        )
    form = KindForm(request.POST or None, own=proposal)
    if not form.is_bound:
        return _page(request, proposal, form)
    if not form.is_valid():
        return _page(request, proposal, form, UNPROCESSABLE)
    try:
        actions.classify_proposal(
            proposal, by=request.user, at=timezone.now(), **form.facts()
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, proposal, form, CONFLICT)
    return done(request, proposal, _("The subject and the values are kept."))


def _page(
    request: PersonRequest, proposal: Proposal, form: KindForm, status: int = 200
) -> HttpResponse:
    context = {"form": form, "need": card(proposal), "proposal": proposal}
    return render(request, "site/needs/classify.html", context, status=status)
