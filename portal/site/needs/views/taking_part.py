"""Taking part: support a need, speak, say whether what came answers it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.proposals import actions, lifecycle
from governance.proposals.models import Proposal
from governance.refusals import Refusal, allow
from governance.releases.actions import answer_confirmation, answer_trial
from governance.releases.models import Release
from governance.releases.permissions import may_answer
from governance.releases.queries import answer_of, confirmation_counts
from governance.releases.words import answers
from portal.site.languages import reader_language
from portal.site.needs import doubles
from portal.site.needs.addresses import need_url
from portal.site.needs.coordination import let_through
from portal.site.needs.forms.delivering import ConfirmForm
from portal.site.needs.forms.discussing import CommentForm
from portal.site.needs.gate import (
    CONFLICT,
    UNPROCESSABLE,
    PersonRequest,
    button,
    done,
    for_people,
)
from portal.site.needs.listing import card
from portal.site.needs.shown import NeedForms
from portal.site.needs.views.reading import shown


@button
def need_support(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    """“I need this too”, or, with ``take_back``, the support taken back."""
    at = timezone.now()
    try:
        if "take_back" in request.POST:
            actions.withdraw_support(proposal, by=request.user, at=at)
            sentence = _("Your support is taken back.")
        else:
            actions.support_proposal(proposal, by=request.user, at=at)
            sentence = _("You support this need. Thank you.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return shown(request, proposal, status=CONFLICT)
    return done(request, proposal, sentence)


@button
def need_comment(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    form = CommentForm(request.POST, answers=True, by=request.user, under=proposal)
    if not form.is_valid():
        return shown(request, proposal, NeedForms(comment=form), UNPROCESSABLE)
    try:
        _speak(request, proposal, form)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return shown(request, proposal, NeedForms(comment=form), UNPROCESSABLE)
    return done(request, proposal, _("Your words are in the discussion."))


def _speak(request: PersonRequest, proposal: Proposal, form: CommentForm) -> None:
    """Once, however often the button was pressed."""
    at, text = timezone.now(), form.cleaned_data["text"]
    with transaction.atomic():
        doubles.hold(request.user)
        if doubles.same_comment(request.user, proposal, text=text, at=at):
            return
        let_through(form, by=request.user, at=at)
        actions.add_comment(
            proposal,
            by=request.user,
            at=at,
            text=text,
            language=reader_language(),
            kind=form.cleaned_data["kind"],
        )


@button
def need_try(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    """How the preview went, by one of three buttons."""
    asked = request.POST.get("preview", "")
    key = int(asked) if asked.isdecimal() and len(asked) < 12 else 0
    preview = get_object_or_404(Release.objects.previews(), pk=key)
    answer = request.POST.get("answer", "")
    try:
        answer_trial(
            proposal, preview, by=request.user, at=timezone.now(), answer=answer
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return shown(request, proposal, status=CONFLICT)
    said = _("Thank you for trying it. You can say more in the discussion below.")
    return done(request, proposal, said)


@for_people
def need_confirm(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    """Two big questions after delivery; the answers may be changed any time."""
    posted = request.method == "POST"
    if not posted and proposal.status not in lifecycle.DELIVERED:
        return redirect(need_url(proposal))
    allow(
        may_answer(request.user, timezone.localdate()),
        _("Only members of a co-op may say whether the need is met."),
    )
    before = answer_of(request.user, proposal)
    given = {"answer": before.answer, "matters": before.matters} if before else {}
    form = ConfirmForm(request.POST if posted else None, initial=given)
    if not posted:
        return _questions(request, proposal, form)
    if not form.is_valid():
        return _questions(request, proposal, form, UNPROCESSABLE)
    try:
        answer_confirmation(
            proposal, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return shown(request, proposal, status=CONFLICT)
    return done(request, proposal, _("Your answers are counted. Thank you."))


def _questions(
    request: PersonRequest, proposal: Proposal, form: ConfirmForm, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "need": card(proposal),
        "proposal": proposal,
        "delivered": proposal.delivered.select_related("release").latest("at"),
        "answered": bool(form.initial),
        "answers": answers(confirmation_counts(proposal)),
    }
    return render(request, "site/needs/confirm.html", context, status=status)
