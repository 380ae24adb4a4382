"""Taking part: support a need, speak, say whether what came answers it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.proposals import actions
from governance.proposals.models import Proposal
from governance.refusals import Refusal
from governance.releases.actions import answer_confirmation
from portal.site.languages import reader_language
from portal.site.needs import doubles
from portal.site.needs.forms.discussing import CommentForm, ConfirmForm
from portal.site.needs.gate import CONFLICT, UNPROCESSABLE, PersonRequest, button, done
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
    form = CommentForm(request.POST, answers=True)
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
        actions.add_comment(
            proposal,
            by=request.user,
            at=at,
            text=text,
            language=reader_language(),
            kind=form.cleaned_data["kind"],
        )


@button
def need_confirm(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return shown(request, proposal, NeedForms(confirm=form), UNPROCESSABLE)
    try:
        answer_confirmation(
            proposal,
            by=request.user,
            at=timezone.now(),
            answer=form.cleaned_data["answer"],
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return shown(request, proposal, NeedForms(confirm=form), CONFLICT)
    return done(request, proposal, _("Your answer is counted. Thank you."))
