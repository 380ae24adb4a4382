"""Developers' words that were held back: a coordinator reads them on GitHub and decides."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from governance.membership.queries import cooperatives_where
from governance.proposals.models import Revision
from governance.refusals import Refusal, allow, require
from integrations.fates import Fate
from integrations.github import comments, vouching
from integrations.github.client import connect
from integrations.models import Heard
from portal.site.votes.shown import Choice, choice

MOST = 50


class ReasonForm(forms.Form):
    """One for each word; ``word`` says which."""

    word = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Why it can be shown"),
        help_text=gettext_lazy("For example: the number is made up, for a test."),
        max_length=vouching.REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Say why it can be shown.")},
    )


@dataclass(frozen=True)
class Word:
    """A word that waits, its need, and the form under it."""

    heard: Heard
    need: Choice
    form: ReasonForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def held_words(request: HttpRequest) -> HttpResponse:
    places = cooperatives_where(request.user, "coordinate_cooperative")
    allow(
        places.exists(), _("Only a coordinator of the co-op may decide what is shown.")
    )
    waiting = _waiting(vouching.held_back(places))
    if request.method != "POST":
        return _page(request, waiting)
    form = ReasonForm(request.POST, auto_id=f"id_{request.POST.get('word', '')}_%s")
    heard = _chosen(waiting, request.POST.get("word", ""))
    if not form.is_valid():
        return _page(request, waiting, form, 422)
    try:
        _show(request, heard, form.cleaned_data["reason"])
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, waiting, form, 409)
    messages.success(request, _("The message is shown in the discussion now."))
    return redirect("held_words")


def _waiting(words: QuerySet[Heard]) -> QuerySet[Heard]:
    wordings = Prefetch(
        "link__proposal__revisions",
        Revision.objects.filter(is_current=True),
        to_attr="current_revisions",
    )
    return words.prefetch_related(wordings)


def _chosen(waiting: QuerySet[Heard], asked: str) -> Heard:
    found = waiting.filter(pk=int(asked)).first() if asked.isdecimal() else None
    if found is None:
        raise Http404(_("This message is not held back any more."))
    return found


def _show(request: HttpRequest, heard: Heard, reason: str) -> None:
    """Read once more before the act: what was held may have been taken back."""
    try:
        words = comments.addressed(connect(), heard)
    except Fate as fate:
        raise Refusal(_("GitHub does not answer. Try again later.")) from fate
    require(words is not None, _("This message was taken back on GitHub."))
    said: Any = words
    by: Any = request.user
    vouching.show_anyway(heard, by=by, at=timezone.now(), reason=reason, **said)


def _page(
    request: HttpRequest,
    waiting: QuerySet[Heard],
    sent: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    words = [_word(heard, sent) for heard in waiting[:MOST]]
    context = {"words": words, "sent": sent}
    return render(request, "site/develop/held.html", context, status=status)


def _word(heard: Heard, sent: ReasonForm | None) -> Word:
    mine = sent is not None and sent.data.get("word") == str(heard.pk)
    form = sent if mine and sent else ReasonForm(
        initial={"word": heard.pk}, auto_id=f"id_{heard.pk}_%s"
    )  # fmt: skip
    return Word(heard, choice(heard.link.proposal), form)
