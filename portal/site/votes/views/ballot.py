"""Voting in three steps: choose, check, receipt. Only the third one casts."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from governance.refusals import NotAllowed, Refusal
from governance.voting import queries
from governance.voting.actions import cast_ballot
from governance.voting.models import Round
from governance.voting.promises import promise
from portal.site.needs.gate import PersonRequest
from portal.site.votes import carried, revealed, slip
from portal.site.votes.forms.ballot import Paper, ballot_form
from portal.site.votes.gate import (
    BAD_REQUEST,
    CONFLICT,
    FORBIDDEN,
    barrier,
    stopped,
    stranger_sentence,
    to_sign_in,
)
from portal.site.votes.shown import choices, find_round, named
from portal.site.votes.written import written

UNPROCESSABLE, GONE = 422, 410
View = Callable[[PersonRequest, Round], HttpResponse]
Find = Callable[[int, Any], Round]


def a_step(find: Find) -> Callable[[View], Callable[..., HttpResponse]]:
    """A page of the ballot: never kept by browsers or proxies, never in a report."""

    def of(view: View) -> Callable[..., HttpResponse]:
        @never_cache
        @sensitive_post_parameters()
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def step(request: PersonRequest, pk: int) -> HttpResponse:
            round = find(pk, request.user)
            response = view(request, round)
            carried.drop(request, response, round)
            return response

        return step

    return of


@a_step(find_round)
def choose(request: PersonRequest, round: Round) -> HttpResponse:
    """The paper: empty, as it was cast before, as a slip sent back fills it in, or as
    it was sent after the session had ended."""
    if stop := barrier(request, round, timezone.now()):
        return stop
    cast = queries.own_ballot(round, request.user)
    held: Mapping[str, Any] | None = cast.choices if cast else None
    again = carried.opened(request, round, request.user)
    if request.method == "POST":
        sent = slip.read(request.POST.get("slip", ""), round=round, person=request.user)
        if sent is None:
            return altered(request, round)
        held, again = sent.choices, None
    form = ballot_form(round, choices(round), cast=held if again is None else again)
    return paper(request, round, form, cast=cast, again=again is not None)


@a_step(find_round)
def check(request: PersonRequest, round: Round) -> HttpResponse:
    """What will be cast, word for word; nothing is cast yet."""
    if stop := barrier(request, round, timezone.now()):
        return stop
    if request.method != "POST":
        return redirect("round_ballot", pk=round.pk)
    form = ballot_form(round, choices(round), request.POST)
    if not form.is_valid():
        cast = queries.own_ballot(round, request.user)
        return paper(request, round, form, cast=cast, status=UNPROCESSABLE)
    held = slip.fresh(form.choices())
    context = {
        "round": round,
        "ballot": written(round, held.choices),
        "notices": form.notices(),
        "reveals": revealed.before_casting(round),
        "slip": slip.sign(held, round=round, person=request.user),
        "line": queries.roll_line(round, request.user),
    }
    return render(request, "site/votes/ballot_check.html", context)


@a_step(named)
def receipt(request: PersonRequest, round: Round) -> HttpResponse:
    """Cast, once per key, and show the receipt on this page only.

    The action reads the round, and says whether it is too late: a form sent twice gets
    its receipt again, even when the round closed between the two.
    """
    held = None
    if request.method == "POST" and request.user.is_authenticated:
        held = slip.read(request.POST.get("slip", ""), round=round, person=request.user)
    if held is None:
        return nothing_to_cast(request, find_round(round.pk, request.user))
    try:
        given = cast_ballot(
            round,
            by=request.user,
            at=timezone.now(),
            choices=held.choices,
            form_key=held.form_key,
            nonce=request.POST.get("nonce", ""),
            helped="helped" in request.POST,
        )
    except Refusal as refusal:
        status = getattr(refusal, "status", CONFLICT)
        return stopped(request, find_round(round.pk, request.user), refusal, status)
    except NotAllowed:
        round = find_round(round.pk, request.user)
        sentence = stranger_sentence(request.user, round)
        return stopped(request, round, sentence, FORBIDDEN)
    context = {
        "round": given.round,
        "receipt": given,
        "promise": promise(given.round, given.commitment),
        "drawn_here": bool(given.nonce) and given.nonce == request.POST.get("nonce"),
        "kept_under": slip.kept_under(round, request.user),
    }
    return render(request, "site/votes/ballot_receipt.html", context)


def nothing_to_cast(request: PersonRequest, round: Round) -> HttpResponse:
    """The page of the receipt without a slip of the reader's own."""
    if not request.user.is_authenticated:
        return to_sign_in(request, round)
    if request.method != "POST":
        return receipt_gone(request, round)
    return altered(request, round)


def paper(
    request: PersonRequest,
    round: Round,
    form: Paper,
    *,
    cast: queries.OwnBallot | None,
    again: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "round": round,
        "form": form,
        "cast": cast,
        "reveals": revealed.on_the_paper(round),
        "kept_under": slip.kept_under(round, request.user),
        # What the server filled in is the last word; else the tab may put back its own.
        "fresh": request.method != "POST" and not again,
        "again": again,
    }
    return render(request, "site/votes/ballot_choose.html", context, status=status)


def altered(request: PersonRequest, round: Round) -> HttpResponse:
    sentence = _(
        "This page did not come from your ballot, or was changed on the way. Nothing "
        "was cast. Start again from the ballot."
    )
    return stopped(request, round, sentence, BAD_REQUEST)


def receipt_gone(request: PersonRequest, round: Round) -> HttpResponse:
    """The receipt is shown once, right after the cast: no page may show it later."""
    line = queries.roll_line(round, request.user)
    if line is None or line.voted_on is None:
        return redirect("round_ballot", pk=round.pk)
    sentence = _(
        "Your vote is recorded. The receipt was shown once, right after you voted, so "
        "that nobody else can find it. While the vote is open, you may vote again to "
        "get a new one."
    )
    return stopped(request, round, sentence, GONE)
