"""The coordinator's acts: the other language, acceptance for a vote, the brief."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.proposals import actions, permissions
from governance.proposals.lifecycle import BRIEFED, Status
from governance.proposals.models import Brief, Proposal
from governance.refusals import Refusal, allow
from integrations.github import repositories
from integrations.github.staying import staying
from portal.site.languages import OWN_NAMES, in_words
from portal.site.needs.addresses import need_url
from portal.site.needs.forms.coordinating import AcceptForm, BriefForm
from portal.site.needs.forms.proposing import TranslateForm
from portal.site.needs.gate import (
    CONFLICT,
    UNPROCESSABLE,
    PersonRequest,
    done,
    for_people,
)
from portal.site.needs.leaving import kept_back, what_leaves
from portal.site.needs.listing import card
from portal.site.needs.views.proposing import revise
from portal.site.needs.views.reading import shown


@for_people
def need_translate(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    """The wording in the language the need was not written in."""
    other = next(code for code in OWN_NAMES if code != proposal.language)
    allow(
        permissions.can_translate(request.user, proposal, other),
        _("Only its author or a coordinator of its co-op may translate this need."),
    )
    now = next((w for w in proposal.current_wordings() if w.language == other), None)
    initial = {"title": now.title, "text": now.text} if now else {}
    form = TranslateForm(
        request.POST or None, own=proposal, by=request.user, initial=initial
    )
    if not form.is_bound:
        return _translate_page(request, proposal, form, other)
    if not form.is_valid():
        return _translate_page(request, proposal, form, other, UNPROCESSABLE)
    if form.needs_a_look():
        return _translate_page(request, proposal, form, other)
    try:
        revise(proposal, form, by=request.user, language=other)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _translate_page(request, proposal, form, other, UNPROCESSABLE)
    return done(request, proposal, _("The translation is kept."))


def _translate_page(
    request: PersonRequest,
    proposal: Proposal,
    form: TranslateForm,
    other: str,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "need": card(proposal),
        "proposal": proposal,
        "original": proposal.wording(proposal.language),
        "other": other,
        "other_name": in_words(other),
    }
    return render(request, "site/needs/translate.html", context, status=status)


@for_people
def need_accept(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    allow(
        permissions.can_accept(request.user, proposal),
        _("Only a coordinator of the co-op may accept this need for a vote."),
    )
    if proposal.status != Status.SUBMITTED:
        return _not_now(
            request, proposal, _("Only a submitted need can be accepted for a vote.")
        )
    form = AcceptForm(request.POST or None)
    if not form.is_bound:
        return _accept_page(request, proposal, form)
    if not form.is_valid():
        return _accept_page(request, proposal, form, UNPROCESSABLE)
    try:
        actions.accept_for_vote(
            proposal, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except Refusal as refusal:
        return _not_now(request, proposal, str(refusal))
    return done(request, proposal, _("The need is accepted: it can be put to a vote."))


def _accept_page(
    request: PersonRequest, proposal: Proposal, form: AcceptForm, status: int = 200
) -> HttpResponse:
    context = {"form": form, "need": card(proposal), "proposal": proposal}
    return render(request, "site/needs/accept.html", context, status=status)


@for_people
def need_brief(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    allow(
        permissions.coordinates(request.user, proposal),
        _("Only a coordinator of the co-op may write the brief."),
    )
    if proposal.status not in BRIEFED:
        return _not_now(
            request,
            proposal,
            _("A brief is written once the board has given its mandate."),
        )
    brief = Brief.objects.filter(proposal=proposal).first()
    home = repositories.of_need(proposal)
    language = home.language if home else "en"
    form = BriefForm(
        request.POST or None, proposal=proposal, brief=brief, language=language
    )
    if not form.is_bound:
        return _brief_page(request, proposal, form)
    if not form.is_valid():
        return _brief_page(request, proposal, form, UNPROCESSABLE)
    try:
        actions.write_brief(
            proposal, by=request.user, at=timezone.now(), language=language,
            **form.cleaned_data,
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _brief_page(request, proposal, form, CONFLICT)
    messages.success(
        request, _("The brief is kept. A second person reads it before it leaves.")
    )
    return redirect("need_brief_confirm", proposal.number)


def _brief_page(
    request: PersonRequest, proposal: Proposal, form: BriefForm, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "need": card(proposal),
        "proposal": proposal,
        "original": proposal.wording(form.language),
    }
    return render(request, "site/needs/brief.html", context, status=status)


@for_people
def need_brief_confirm(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    """What will leave, word for word, and the second person's yes."""
    brief = Brief.objects.filter(proposal=proposal).select_related("proposal").first()
    if brief is None:
        return redirect(need_url(proposal))
    may = permissions.can_confirm_brief(request.user, brief)
    allow(
        may or permissions.coordinates(request.user, proposal),
        _("Only a person with a seat at the co-op or the federation may confirm it."),
    )
    if request.method == "POST" and kept_back(brief):
        # Members may have joined since it was written.
        return _confirm_page(request, proposal, brief, may, UNPROCESSABLE)
    if request.method == "POST":
        try:
            actions.confirm_brief(brief, by=request.user, at=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return _confirm_page(request, proposal, brief, may, CONFLICT)
        return done(
            request, proposal, _("The brief is confirmed: it leaves for GitHub.")
        )
    return _confirm_page(request, proposal, brief, may)


def _confirm_page(
    request: PersonRequest,
    proposal: Proposal,
    brief: Brief,
    may: bool,
    status: int = 200,
) -> HttpResponse:
    stays = kept_back(brief)
    if brief.confirmed_at and not stays and proposal.number in staying(proposal.number):
        stays = [_("The portal could not send it. Whoever keeps the portal sees why.")]
    context = {
        "brief": brief,
        "stays": stays,
        "may_confirm": may and not brief.confirmed_at and not stays,
        "need": card(proposal),
        "proposal": proposal,
        "leaving": what_leaves(brief),
        "may_change": permissions.can_write_brief(request.user, proposal),
    }
    return render(request, "site/needs/brief_confirm.html", context, status=status)


def _not_now(request: PersonRequest, proposal: Proposal, sentence: str) -> HttpResponse:
    """The need as it stands, with the reason why the act cannot be done now."""
    messages.error(request, sentence)
    return shown(request, proposal, status=CONFLICT)
