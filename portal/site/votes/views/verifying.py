"""The page where a member finds their ballot and anyone has the whole vote checked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from governance.voting import ledger, queries
from governance.voting.lifecycle import Stage, stage
from governance.voting.models import Round
from portal.site.votes import words
from portal.site.votes.forms.receipt import ReceiptForm
from portal.site.votes.gate import CONFLICT, stopped
from portal.site.votes.proof import own_line, recheck
from portal.site.votes.shown import find_round
from portal.site.votes.written import written

UNPROCESSABLE, NOT_FOUND = 422, 404


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def round_verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Type the receipt, see the ballot as it was counted. The receipt is sent in the
    body of the form, never in an address: addresses are kept in logs."""
    round = find_round(pk, request.user)
    if request.method != "POST":
        return _page(request, round, ReceiptForm())
    if stage(round, timezone.now()) != Stage.SEALED:
        sentence = _("Ballots can be looked up once the vote is closed and counted.")
        return stopped(request, round, sentence, CONFLICT)
    if "recheck" in request.POST and ledger.has_log(round):
        return _page(request, round, ReceiptForm(), verdict=recheck(round))
    return _find(request, round)


def _find(request: HttpRequest, round: Round) -> HttpResponse:
    form = ReceiptForm(request.POST)
    if not form.is_valid():
        return _page(request, round, form, UNPROCESSABLE)
    ballot = queries.find_ballot(round, form.cleaned_data["tracker"])
    if ballot is None:
        form.add_error("tracker", form.unknown())
        return _page(request, round, form, NOT_FOUND)
    more: dict[str, Any] = {
        "ballot": written(round, ballot.choices),
        "found": ballot.as_cast(),
        "log_line": ledger.place_of(round, ballot.as_cast().commitment),
    }
    return _page(request, round, form, **more)


def _page(
    request: HttpRequest,
    round: Round,
    form: ReceiptForm,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "round": round,
        "stage": stage(round, timezone.now()),
        "form": form,
        "rules": words.rules(round),
        "has_log": ledger.has_log(round),
        "checkpoint": ledger.last_note(round),
        "witnesses": ledger.witnesses_of(round),
        "own": own_line(round, request.user),
        **more,
    }
    return render(request, "site/votes/verify.html", context, status=status)
