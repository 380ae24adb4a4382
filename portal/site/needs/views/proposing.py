"""Proposing a need: write, look again, keep as a draft, submit, edit, withdraw."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.membership.models import Person
from governance.membership.queries import cooperatives_of
from governance.proposals import actions, permissions
from governance.proposals.models import TEXT_MAX, TITLE_MAX, Proposal
from governance.refusals import Refusal, allow
from portal.site.needs import doubles
from portal.site.needs.addresses import need_url
from portal.site.needs.coordination import let_through
from portal.site.needs.forms.proposing import EditForm, ProposeForm, TranslateForm
from portal.site.needs.gate import (
    CONFLICT,
    UNPROCESSABLE,
    PersonRequest,
    button,
    done,
    for_people,
)
from portal.site.needs.listing import card
from portal.site.needs.review import look_alikes
from portal.site.needs.views.reading import shown


@login_required
def need_new(request: PersonRequest) -> HttpResponse:
    coops = cooperatives_of(request.user, timezone.localdate())
    if not coops:
        return render(request, "site/needs/not_a_member.html", status=403)
    form = ProposeForm(request.POST or None, coops=coops, by=request.user)
    if not form.is_bound:
        return _form_page(request, form)
    if not form.is_valid():
        return _form_page(request, form, status=UNPROCESSABLE)
    if form.needs_a_look():
        return _form_page(request, form)
    return _draft(request, form)


@login_required
@require_POST
def need_alike(request: PersonRequest) -> HttpResponse:
    """Needs like the words being written, as a piece of page; nothing is kept. Posted
    words stand in no server's log, which an address would."""
    title = request.POST.get("title", "")[:TITLE_MAX]
    text = request.POST.get("text", "")[:TEXT_MAX]
    context = {"alike": look_alikes(title, text)}
    return render(request, "site/needs/alike.html", context)


def _form_page(
    request: PersonRequest, form: ProposeForm, status: int = 200
) -> HttpResponse:
    context = {"form": form, "step": 2 if form.is_bound and form.seen else 1}
    return render(request, "site/needs/new.html", context, status=status)


def _draft(request: PersonRequest, form: ProposeForm) -> HttpResponse:
    """Keep the draft, once, however often the button was pressed."""
    person, coop, at = request.user, form.for_coop(), timezone.now()
    facts = form.facts()
    try:
        with transaction.atomic():
            doubles.hold(person)
            let_through(form, by=person, at=at)
            same = doubles.same_draft(
                person, coop, title=facts["title"], text=facts["text"], at=at
            )
            kept = same or actions.draft_proposal(coop, by=person, at=at, **facts)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _form_page(request, form, status=UNPROCESSABLE)
    sentence = _("Your draft is kept. Read it once more, then submit it.")
    return done(request, kept, sentence)


@for_people
def need_edit(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    allow(
        permissions.can_edit(request.user, proposal),
        _("Only its author may change this need, and only before it is accepted."),
    )
    wording = proposal.wording(proposal.language)
    initial = {"title": wording.title, "text": wording.text} if wording else {}
    form = EditForm(
        request.POST or None, own=proposal, by=request.user, initial=initial
    )
    if not form.is_bound:
        return _edit_page(request, proposal, form)
    if not form.is_valid():
        return _edit_page(request, proposal, form, status=UNPROCESSABLE)
    if form.needs_a_look():
        return _edit_page(request, proposal, form)
    try:
        revise(proposal, form, by=request.user, language=proposal.language)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _edit_page(request, proposal, form, status=UNPROCESSABLE)
    return done(request, proposal, _("Your new words are kept."))


def revise(
    proposal: Proposal, form: EditForm | TranslateForm, *, by: Person, language: str
) -> None:
    """Keep the words that were sent; or none, and no excuse for them either."""
    at = timezone.now()
    with transaction.atomic():
        let_through(form, by=by, at=at)
        actions.revise_proposal(
            proposal,
            by=by,
            at=at,
            language=language,
            title=form.cleaned_data["title"],
            text=form.cleaned_data["text"],
        )


def _edit_page(
    request: PersonRequest, proposal: Proposal, form: EditForm, status: int = 200
) -> HttpResponse:
    context = {"form": form, "need": card(proposal), "proposal": proposal}
    return render(request, "site/needs/edit.html", context, status=status)


@button
def need_submit(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    """Pressed twice, or from an old page: the need is public already, and that is
    what was wanted."""
    if proposal.submitted_at and permissions.is_author(request.user, proposal):
        return redirect(need_url(proposal))
    try:
        actions.submit_proposal(proposal, by=request.user, at=timezone.now())
    except Refusal as refusal:
        return _refused(request, proposal, refusal)
    return done(
        request, proposal, _("Your need is public. Members can now support it.")
    )


@button
def need_withdraw(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    try:
        actions.withdraw_proposal(proposal, by=request.user, at=timezone.now())
    except Refusal as refusal:
        return _refused(request, proposal, refusal)
    return done(request, proposal, _("Your need is withdrawn."))


def _refused(
    request: PersonRequest, proposal: Proposal, refusal: Refusal
) -> HttpResponse:
    messages.error(request, str(refusal))
    return shown(request, proposal, status=CONFLICT)
