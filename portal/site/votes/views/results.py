"""What came out of a round."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance.decisions.models import Decision
from governance.voting import queries
from governance.voting.lifecycle import Stage, stage
from governance.voting.models import Round
from portal.site.votes import outcome, words
from portal.site.votes.forms.receipt import ReceiptForm
from portal.site.votes.gate import CONFLICT, stopped
from portal.site.votes.shown import find_round, picked


@require_safe
def round_results(request: HttpRequest, pk: int) -> HttpResponse:
    """A sentence, the figures, each need; no name and nothing before the seal."""
    round = find_round(pk, request.user)
    now = stage(round, timezone.now())
    if now == Stage.VOID:
        return render(request, "site/votes/results_void.html", {"round": round})
    if now != Stage.SEALED:
        return stopped(request, round, _("The result comes after the close."), CONFLICT)
    result = round.result
    decided = decisions(round)
    context = {
        "round": round,
        "result": result,
        "told": queries.outcome(result),
        "exact": outcome.exact(round, result),
        "answers": outcome.answers(result) if "yes" in result.figures else None,
        "lines": outcome.lines(round, result, decided),
        "blank": result.figures.get("blank", 0),
        "option": picked(round, {})[0] if "yes" in result.figures else None,
        "after": outcome.after_words(next(iter(decided.values()), None)),
        "groups": queries.turnout_by_cooperative(round),
        "nature_sentence": words.nature(round),
        "rules": words.rules(round),
        "sheet": words.sheet_text(round),
        "receipt_form": ReceiptForm(),
    }
    return render(request, "site/votes/results.html", context)


def decisions(round: Round) -> dict[int, Decision]:
    """The latest decision that followed this round, by the number of its need."""
    found = Decision.objects.filter(round=round).select_related("proposal")
    return {d.proposal.number: d for d in found.order_by("recorded_at", "pk")}
