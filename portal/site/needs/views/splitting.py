"""A brief in parts, written on a page of its own: most briefs are one piece of work."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.proposals import actions, permissions
from governance.proposals.lifecycle import BRIEFED
from governance.proposals.models import Brief, Proposal
from governance.refusals import Refusal, allow
from integrations.github import door
from portal.site.needs.forms.parts import PartsForm
from portal.site.needs.gate import (
    CONFLICT,
    UNPROCESSABLE,
    PersonRequest,
    for_people,
)
from portal.site.needs.leaving import points_to
from portal.site.needs.listing import card
from portal.site.needs.views.reading import shown


@for_people
def need_parts(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    """Two parts or more, each with its title, its test and its effort; or none."""
    allow(
        permissions.coordinates(request.user, proposal),
        _("Only a coordinator of the co-op may write the brief."),
    )
    brief = Brief.objects.filter(proposal=proposal).first()
    if brief is None or proposal.status not in BRIEFED:
        messages.error(request, _("Write the brief first, then divide it."))
        return shown(request, proposal, status=CONFLICT)
    form = PartsForm(request.POST if request.method == "POST" else None, brief=brief)
    if request.method != "POST":
        return _page(request, proposal, brief, form)
    if not form.is_valid() and "more" not in request.POST:
        return _page(request, proposal, brief, form, UNPROCESSABLE)
    if "more" in request.POST:
        return _page(request, proposal, brief, form)
    return _kept(request, proposal, brief, form)


def _kept(
    request: PersonRequest, proposal: Proposal, brief: Brief, form: PartsForm
) -> HttpResponse:
    parts = form.parts()
    if said := _names(proposal, parts):
        form.sentence = " ".join(said)
        return _page(request, proposal, brief, form, UNPROCESSABLE)
    try:
        actions.split_brief(brief, by=request.user, at=timezone.now(), parts=parts)
    except Refusal as refusal:
        form.sentence = str(refusal)
        return _page(request, proposal, brief, form, UNPROCESSABLE)
    told = (
        _("The parts are kept. A second person reads them before they leave.")
        if parts
        else _("The brief is one piece of work again. A second person reads it.")
    )
    messages.success(request, told)
    return redirect("need_brief_confirm", proposal.number)


def _names(proposal: Proposal, parts: list[actions.PartWords]) -> list[str]:
    words = [(part.title, part.title_fr, part.acceptance_test) for part in parts]
    text = "\n".join("\n".join(of_part) for of_part in words)
    return [points_to(said) for said in door.named(proposal, text)]


def _page(
    request: PersonRequest,
    proposal: Proposal,
    brief: Brief,
    form: PartsForm,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "need": card(proposal),
        "proposal": proposal,
        "brief": brief,
        "asked_more": "more" in request.POST,
    }
    return render(request, "site/needs/parts.html", context, status=status)
