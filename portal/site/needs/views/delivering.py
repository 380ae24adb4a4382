"""What a version delivers, as a person in charge settles it; and a need taken up again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.proposals import lifecycle
from governance.proposals.models import Proposal
from governance.refusals import Refusal, allow
from governance.releases import actions, permissions
from governance.releases.models import Delivered, Release
from governance.releases.queries import (
    confirmation_counts,
    last_reopening,
    standings,
)
from governance.releases.words import answers
from integrations.fates import WillNeverWork
from integrations.github import reopened
from portal.site.needs.addresses import need_url
from portal.site.needs.forms.delivering import (
    CONFIRM,
    DENY,
    ReopenForm,
    SendBackForm,
    WordForm,
)
from portal.site.needs.gate import (
    CONFLICT,
    UNPROCESSABLE,
    PersonRequest,
    done,
    for_people,
)
from portal.site.needs.listing import card

OTHERS = 12  # further versions offered, newest first


@for_people
def need_delivery(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    """The evidence, version by version, and the three things one may say of it."""
    _allow(request, proposal)
    if request.method != "POST":
        return _delivery_page(request, proposal, WordForm(proposal=proposal))
    form = WordForm(request.POST, proposal=proposal)
    if not form.is_valid():
        return _delivery_page(request, proposal, form, UNPROCESSABLE)
    try:
        sentence = _said(request, proposal, form)
    except Refusal as refusal:
        form.add_error("reason", str(refusal))
        return _delivery_page(request, proposal, form, CONFLICT)
    return done(request, proposal, sentence)


def _said(request: PersonRequest, proposal: Proposal, form: WordForm) -> str:
    given, at, by = form.cleaned_data, timezone.now(), request.user
    release, reason = given["release"], given["reason"]
    if given["act"] == CONFIRM:
        actions.confirm_delivery(release, proposal, by=by, at=at, reason=reason)
        return _("The need is marked delivered by this version.")
    if given["act"] == DENY:
        actions.deny_delivery(release, proposal, by=by, at=at, reason=reason)
        return _("Noted: this version does not deliver the need.")
    delivered = get_object_or_404(Delivered, release=release, proposal=proposal)
    actions.take_back_delivery(delivered, by=by, at=at, reason=reason)
    return _("The delivery is taken back: the need waits for a version again.")


def _delivery_page(
    request: PersonRequest, proposal: Proposal, form: WordForm, status: int = 200
) -> HttpResponse:
    held = [s for s in standings(proposal) if not s.release.is_preview]
    delivered = proposal.status in lifecycle.DELIVERED
    last = proposal.delivered.order_by("-at", "-pk").first() if delivered else None
    met = [standing.release.pk for standing in held]
    others = Release.objects.full().exclude(pk__in=met)[:OTHERS]
    context = {
        "form": form,
        "need": card(proposal),
        "proposal": proposal,
        "standings": held,
        "delivered_by": last.release_id if last else None,
        "building": proposal.status in lifecycle.BUILDING,
        "others": others,
    }
    return render(request, "site/needs/delivery.html", context, status=status)


@for_people
def need_reopen(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    """Take a delivered need up again; then, by another click, tell the developers."""
    _allow(request, proposal)
    if proposal.status in lifecycle.DELIVERED:
        return _take_up(request, proposal)
    reopening = last_reopening(proposal)
    if reopening is None:
        messages.error(request, _("This need has not been delivered yet."))
        return redirect(need_url(proposal))
    form = SendBackForm(request.POST or None)
    if request.method != "POST":
        return _send_page(request, proposal, form)
    form.is_valid()
    try:
        reopened.check(proposal, reopened.worded(proposal))
        actions.send_back(
            reopening,
            by=request.user,
            at=timezone.now(),
            reopens_issue=form.cleaned_data["reopens_issue"],
        )
    except WillNeverWork:
        messages.error(
            request,
            _(
                "The reason names a person or holds personal information: it stays here."
            ),
        )
        return _send_page(request, proposal, form, CONFLICT)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _send_page(request, proposal, form, CONFLICT)
    return done(request, proposal, _("The developers are told shortly."))


def _take_up(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _reopen_page(request, proposal, form)
    if not form.is_valid():
        return _reopen_page(request, proposal, form, UNPROCESSABLE)
    try:
        actions.reopen_need(
            proposal,
            by=request.user,
            at=timezone.now(),
            reason=form.cleaned_data["reason"],
        )
    except Refusal as refusal:
        form.add_error("reason", str(refusal))
        return _reopen_page(request, proposal, form, UNPROCESSABLE)
    messages.success(request, _("The need is taken up again."))
    return redirect("need_reopen", proposal.number)


def _reopen_page(
    request: PersonRequest, proposal: Proposal, form: ReopenForm, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "need": card(proposal),
        "proposal": proposal,
        "answers": answers(confirmation_counts(proposal)),
    }
    return render(request, "site/needs/reopen.html", context, status=status)


def _send_page(
    request: PersonRequest, proposal: Proposal, form: SendBackForm, status: int = 200
) -> HttpResponse:
    """Exactly what will leave, as in every other place where something does."""
    context = {
        "form": form,
        "need": card(proposal),
        "proposal": proposal,
        "reopening": last_reopening(proposal),
        "leaving": reopened.worded(proposal),
        "leaving_language": reopened.language_of(proposal),
    }
    return render(request, "site/needs/send_back.html", context, status=status)


def _allow(request: PersonRequest, proposal: Proposal) -> None:
    allow(
        permissions.can_settle(request.user, proposal),
        _("Only a coordinator of the need’s co-op, or the federation, may say this."),
    )
