"""Rounds as anyone may read them: the list, and one round before its result."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.voting import correcting, lifecycle, permissions, queries
from governance.voting.lifecycle import Stage, stage
from governance.voting.models import RollLine, Round, Standstill
from integrations.mail import reminders
from portal.site.votes import words
from portal.site.votes.cards import cards, meter
from portal.site.votes.gate import stranger_sentence
from portal.site.votes.roll import told
from portal.site.votes.shown import choices, find_round, places_of, rounds

A_PAGE = 12  # past rounds
OPEN = {Stage.OPEN, Stage.CLOSING}


@require_safe
def round_list(request: HttpRequest) -> HttpResponse:
    """Open now, coming and past rounds; turnout only, never partial results."""
    now = timezone.now()
    hosts, federations = places_of(request.user)
    live = cards(_live(hosts, federations), now, request.user)
    past = rounds().announced().exclude(sealed_at=None, voided_at=None)
    page = Paginator(past.order_by("-closes_at", "-pk"), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "open": [c for c in live if c.stage in OPEN],
        "coming": [c for c in live if c.stage == Stage.ANNOUNCED],
        "prepared": [c for c in live if c.stage == Stage.PREPARED],
        "past": cards(page.object_list, now),
        "page": page,
        "may_prepare": bool(hosts or federations),
    }
    return render(request, "site/votes/list.html", context)


def _live(hosts: list[Any], federations: list[Any]) -> Any:
    """Rounds neither sealed nor void; those in preparation for their holders only."""
    theirs = Q(host__in=hosts) | Q(federation__in=federations)
    return (
        rounds()
        .filter(Q(opened_at__isnull=False) | theirs, sealed_at=None, voided_at=None)
        .order_by("closes_at", "pk")
    )


@require_safe
def round_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked, of whom, by what rule, until when, and what a vote reveals."""
    round = find_round(pk, request.user)
    now = stage(round, timezone.now())
    counted = queries.turnout(round) if round.opened_at else None
    line = line_of(request.user, round)
    runs = request.user.is_authenticated and permissions.can_run(request.user, round)
    context = {
        "round": round,
        "stage": now,
        "options": choices(round),
        "invited": round.cooperatives.all(),
        "sheet": words.sheet_text(round),
        "roll": (round.rule_sheet or {}).get("roll_size", 0),
        "turnout": meter(round, counted.voted, counted.roll) if counted else None,
        "line": line,
        "outside": _outside(request.user, round)
        if now == Stage.OPEN and not line
        else "",
        "may_open": now == Stage.PREPARED and runs,
        "acts": _acts(round) if runs else set(),
        "corrections": told.of_round(round),
        "may_correct": _may_correct(request.user, round),
        "standstill": _standstill(round, now),
        "extensions": list(round.extensions.all()),
        "reminders": reminders.sent(round) if runs and round.opened_at else [],
        "nature_sentence": words.nature(round),
        "rules": words.rules(round),
    }
    return render(request, "site/votes/detail.html", context)


def _outside(user: Any, round: Round) -> str:
    """Why this reader has no vote here; empty for visitors, who may have one."""
    return stranger_sentence(user, round) if user.is_authenticated else ""


def _standstill(round: Round, now: Stage) -> Standstill | None:
    """Why the round does not move, while it does not."""
    last = getattr(round, "standstill", None)
    if last is None:
        return None
    shown = Stage.PREPARED if last.kind == Standstill.Kind.OPENING else Stage.CLOSING
    over = last.until is not None and last.until <= timezone.now()
    return last if now == shown and not over else None


def _acts(round: Round) -> set[str]:
    """What whoever holds the round may still do to it."""
    now = timezone.now()
    acts = {"void", "extend", "print", "count paper"}
    return {act for act in acts if lifecycle.may(act, round, now)}


def _may_correct(user: Any, round: Round) -> bool:
    """Whether the reader keeps part of a roll that can still be corrected."""
    if not lifecycle.may("correct", round, timezone.now()):
        return False
    return user.is_authenticated and bool(correcting.theirs(user, round))


def line_of(user: Any, round: Round) -> RollLine | None:
    """The reader's own line on the roll, if they have one."""
    return queries.roll_line(round, user) if user.is_authenticated else None
