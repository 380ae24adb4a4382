"""The secretary records what the board decided, with the result of the vote beside."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.decisions import permissions
from governance.decisions.actions import record_decision
from governance.decisions.actions.deciding import wait_for_the_vote
from governance.decisions.lifecycle import outcomes_for
from governance.decisions.queries import rounds_to_cite
from governance.proposals.models import Proposal
from governance.refusals import MoveNotAllowed, NotAllowed
from governance.voting.models import Round
from governance.voting.queries import Told, outcome
from portal.site.assembly import prefill
from portal.site.boards.forms.deciding import DecisionForm
from portal.site.boards.gate import attempt, on_a_need
from portal.site.errors import refused
from portal.site.needs.addresses import need_url
from portal.site.needs.gate import PersonRequest
from portal.site.votes.shown import choice


@on_a_need
def decision_new(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    """Reasons are asked for in French always; nothing is sent without them."""
    if not permissions.may_record(request.user, proposal):
        raise NotAllowed(
            _("Only the secretary of the co-op may record a decision of its board.")
        )
    if not outcomes_for(proposal.status):
        return refused(request, _too_late(proposal))
    wait_for_the_vote(proposal)
    posted = request.POST if request.method == "POST" else None
    voted = prefill.decision(request.user, proposal, request.GET.get("question", ""))
    form, status = DecisionForm(posted, proposal=proposal, initial=voted), 200
    if posted is not None:
        decided, status = attempt(form, lambda: _record(request, proposal, form))
        if decided:
            messages.success(
                request,
                _(
                    "The decision is recorded. The people who supported the need are told."
                ),
            )
            return redirect(need_url(proposal))
    context = {"form": form, "need": choice(proposal), "results": results(proposal)}
    return render(request, "site/boards/decision.html", context, status=status)


def _record(request: PersonRequest, proposal: Proposal, form: DecisionForm) -> Any:
    return record_decision(
        proposal, by=request.user, at=timezone.now(), **form.cleaned_data
    )


def _too_late(proposal: Proposal) -> MoveNotAllowed:
    return MoveNotAllowed(
        _("A need that is “%(now)s” does not wait for a decision.")
        % {"now": proposal.get_status_display()}
    )


def results(proposal: Proposal) -> list[tuple[Round, Told]]:
    """The votes on this need, each told in its sentences."""
    found = rounds_to_cite(proposal).select_related("result")
    return [(round, outcome(round.result)) for round in found]
