"""The coordinator answers the developers from the need: what will leave is shown
first, then one click shows it here and sends it there."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.journal.models import Entry
from governance.proposals import actions, permissions
from governance.proposals.actions import outside
from governance.proposals.models import Comment, Proposal
from governance.proposals.queries import cooperative_of_comment
from governance.refusals import Refusal, allow
from integrations.fates import WillNeverWork
from integrations.github import answers, mirror
from portal.site.languages import reader_language
from portal.site.needs import doubles
from portal.site.needs.forms.answering import AnswerForm
from portal.site.needs.gate import (
    CONFLICT,
    UNPROCESSABLE,
    PersonRequest,
    done,
    for_people,
)
from portal.site.needs.listing import card
from portal.site.needs.views.reading import shown

LAST = 5  # words of developers shown above the form


@for_people
def need_answer(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    allow(
        permissions.can_answer(request.user, proposal),
        _("Only a coordinator of the co-op may answer in its name."),
    )
    if mirror.link_of(proposal) is None:
        messages.error(request, _("The need has no issue on GitHub yet."))
        return shown(request, proposal, status=CONFLICT)
    if request.method != "POST":
        return _page(request, proposal, AnswerForm())
    if request.POST.get("answer"):
        return _send_kept(request, proposal)
    return _new(request, proposal, AnswerForm(request.POST))


def _new(request: PersonRequest, proposal: Proposal, form: AnswerForm) -> HttpResponse:
    """Written, then shown as it will leave, then sent as it was shown."""
    if not form.is_valid():
        return _page(request, proposal, form, status=UNPROCESSABLE)
    leaving = _worded(request, proposal, form.cleaned_data["text"])
    try:
        answers.check(leaving)
    except WillNeverWork:
        form.add_error("text", _names())
        return _page(request, proposal, form, status=UNPROCESSABLE)
    if not form.was_shown:
        return _page(request, proposal, form, answers.worded(leaving))
    return _send_new(request, proposal, form)


def _names() -> str:
    return _("The answer names a person or holds personal information.")


def _worded(request: PersonRequest, proposal: Proposal, text: str) -> Comment:
    """The answer as it would be kept; nothing is written."""
    return Comment(
        proposal=proposal,
        cooperative=cooperative_of_comment(
            request.user, proposal, timezone.localdate()
        ),
        kind=Comment.Kind.ANSWER,
        language=reader_language(),
        text=text,
        at=timezone.now(),
    )


def _send_new(
    request: PersonRequest, proposal: Proposal, form: AnswerForm
) -> HttpResponse:
    at, text = timezone.now(), form.cleaned_data["text"]
    try:
        _say_and_send(request, proposal, text, at)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, proposal, form, status=CONFLICT)
    return done(request, proposal, _said())


@transaction.atomic
def _say_and_send(
    request: PersonRequest, proposal: Proposal, text: str, at: datetime
) -> None:
    """In the discussion and on its way in one go, however often it was pressed."""
    doubles.hold(request.user)
    if doubles.same_comment(request.user, proposal, text=text, at=at):
        return
    comment = actions.add_comment(
        proposal,
        by=request.user,
        at=at,
        text=text,
        language=reader_language(),
        kind=Comment.Kind.ANSWER,
    )
    outside.release_answer(comment, by=request.user, at=at)


def _send_kept(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    """An answer that stands in the discussion and was not sent yet."""
    asked = str(request.POST["answer"])
    key = int(asked) if asked.isdecimal() and len(asked) < 12 else 0
    comment = get_object_or_404(_unsent(proposal), pk=key)
    try:
        answers.check(comment)
        outside.release_answer(comment, by=request.user, at=timezone.now())
    except WillNeverWork:
        form = AnswerForm()
        return _page(request, proposal, form, said=_names(), status=UNPROCESSABLE)
    except Refusal as refusal:
        form = AnswerForm()
        return _page(request, proposal, form, said=str(refusal), status=CONFLICT)
    return done(request, proposal, _said())


def _said() -> str:
    return _("Your answer is in the discussion, and leaves for GitHub shortly.")


def _unsent(proposal: Proposal) -> QuerySet[Comment]:
    """Answers of the co-op that no click let leave."""
    kept = proposal.comments.filter(kind=Comment.Kind.ANSWER)
    keyed = kept.annotate(key=Cast("pk", CharField()))
    released = Entry.objects.filter(verb="answer.released", subject_id=OuterRef("key"))
    rows = keyed.exclude(Exists(released))
    return rows.select_related("proposal__cooperative", "cooperative")


def _page(
    request: PersonRequest,
    proposal: Proposal,
    form: AnswerForm,
    leaving: str = "",
    *,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    asked = proposal.comments.filter(heard__isnull=False).order_by("-at", "-pk")
    context = {
        "form": form,
        "need": card(proposal),
        "proposal": proposal,
        "asked": list(asked[:LAST])[::-1],
        "kept": [(one, answers.worded(one)) for one in _unsent(proposal)],
        "leaving": leaving,
        "said": said,
    }
    return render(request, "site/needs/answer.html", context, status=status)
