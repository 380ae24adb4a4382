"""What came out of a round, and who answered what where that is recorded."""

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from governance.refusals import NotAllowed
from governance.voting import ledger
from governance.voting.lifecycle import Stage, stage
from governance.voting.models import Round
from portal.site.votes.forms.receipt import ReceiptForm
from portal.site.votes.gate import CONFLICT, stopped
from portal.site.votes.results import recorded, whole
from portal.site.votes.roll import told
from portal.site.votes.shown import find_round

A_PAGE = 100  # answers


@require_safe
def round_results(request: HttpRequest, pk: int) -> HttpResponse:
    """A sentence, the figures, each need; no name and nothing before the seal."""
    round = find_round(pk, request.user)
    now = stage(round, timezone.now())
    if now == Stage.VOID:
        return render(request, "site/votes/results_void.html", {"round": round})
    if now != Stage.SEALED:
        return _too_early(request, round)
    reads = recorded.may_read(request.user, round)
    context = whole.shown(round, round.result, reads_answers=reads) | {
        "recorded": recorded.is_recorded(round),
        "receipt_form": ReceiptForm(),
        "witnesses": ledger.witnesses_of(round),
        "corrections": told.of_round(round),
    }
    return render(request, "site/votes/results.html", context)


@never_cache
@require_safe
def round_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who answered what in a recorded vote, for members of the co-ops that vote."""
    round = find_round(pk, request.user)
    if stage(round, timezone.now()) != Stage.SEALED:
        return _too_early(request, round)
    if not recorded.is_recorded(round):
        sentence = _("This vote is secret: nobody can say who answered what.")
        return stopped(request, round, sentence, CONFLICT)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not recorded.may_read(request.user, round):
        raise NotAllowed(
            _("Only members of the co-operatives that vote may read the answers.")
        )
    page = Paginator(recorded.lines(round), A_PAGE).get_page(request.GET.get("page"))
    context = {"round": round, "page": page, "groups": recorded.groups(round, page)}
    return render(request, "site/votes/results_recorded.html", context)


def _too_early(request: HttpRequest, round: Round) -> HttpResponse:
    return stopped(request, round, _("The result comes after the close."), CONFLICT)
