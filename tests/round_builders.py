"""Rounds in each of their states, reached through the actions."""

import itertools
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connections
from django.utils import timezone

from governance.membership.models import Cooperative, Membership, Person
from governance.proposals.actions import (
    accept_for_vote,
    draft_proposal,
    submit_proposal,
)
from governance.proposals.models import Proposal, Revision
from governance.voting.actions import (
    Receipt,
    cast_ballot,
    open_round,
    prepare_round,
    seal_round,
)
from governance.voting.models import Result, Round

DAY = timedelta(days=1)
OPEN_FOR = 7 * DAY

_forms = itertools.count(1)


def accepted_need(
    cooperative: Cooperative,
    *,
    author: Person,
    coordinator: Person,
    at: datetime,
    title: str = "Voir qui a lu mon dossier",
) -> Proposal:
    """A need that a coordinator accepted for a vote."""
    need = draft_proposal(
        cooperative,
        by=author,
        at=at,
        language="fr",
        title=title,
        text="Je veux savoir qui a ouvert mon dossier, et quand.",
        category="records_results",
        values=["openness"],
    )
    submit_proposal(need, by=author, at=at)
    accept_for_vote(
        need,
        by=coordinator,
        at=at,
        effort_days=12,
        privacy_impact="none",
        flexibility_impact="neutral",
    )
    return need


def prepared_round(
    cooperative: Cooperative, *needs: Proposal, by: Person, at: datetime, **more: Any
) -> Round:
    """A consultation of the co-op's members: yes or no on one need, choices on more.

    Opens at ``at`` for seven days, quorum 1/20; ``more`` overrides any term.
    """
    facts: dict[str, Any] = {
        "host": cooperative,
        "cooperatives": [cooperative],
        "proposals": list(needs),
        "title_fr": "Que construire cet hiver?",
        "title_en": "What to build this winter?",
        "nature": "consultation",
        "rule": "majority" if len(needs) == 1 else "approval",
        "max_choices": max(1, len(needs) - 1),
        "quorum": "1/20",
        "opens_at": at,
        "closes_at": at + OPEN_FOR,
        "record_date": timezone.localdate(at),
        "reference": "CA-2026-14",
        "notice_on": timezone.localdate(at) - 60 * DAY,
    }
    for need in needs:
        in_both_languages(need)
    return prepare_round(by=by, at=at, **facts | more)


def in_both_languages(need: Proposal) -> None:
    """Write the other wording where there is none: a vote opens in both languages."""
    known = {wording.language: wording for wording in need.current_wordings()}
    for language in {"fr", "en"} - set(known):
        said = known[need.language]
        need.revisions.create(
            language=language,
            number=1,
            origin=Revision.Origin.TRANSLATION,
            title=said.title,
            slug=said.slug,
            text=said.text,
            html=said.html,
            at=said.at,
        )


def opened_round(
    cooperative: Cooperative, *needs: Proposal, by: Person, at: datetime, **more: Any
) -> Round:
    return open_round(
        prepared_round(cooperative, *needs, by=by, at=at, **more), by=by, at=at
    )


def vote(
    round: Round, person: Person, choice: Any, *, at: datetime, form_key: str = ""
) -> Receipt:
    """``choice`` is yes, no or abstain, a list of needs (or of their numbers), or the
    choices as the rule of the round reads them."""
    if isinstance(choice, dict):
        choices = choice
    elif isinstance(choice, str):
        choices = {"answer": choice}
    else:
        choices = {"chosen": [getattr(need, "number", need) for need in choice]}
    key = form_key or f"form-{next(_forms)}"
    return cast_ballot(round, by=person, at=at, choices=choices, form_key=key)


def sealed(round: Round) -> Result:
    """Counted, one minute after it closed."""
    return seal_round(round, at=round.closes_at + timedelta(minutes=1))


def crowd(cooperative: Cooperative, size: int, prefix: str = "membre") -> list[Person]:
    """Many members with a vote, written in two statements."""
    people = Person.objects.bulk_create(
        Person(email=f"{prefix}{n}@{cooperative.slug}.example", password="!")
        for n in range(size)
    )
    Membership.objects.bulk_create(
        Membership(person=p, cooperative=cooperative, since=date(2024, 5, 1))
        for p in people
    )
    return people


def at_once(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Every call in a thread and on a connection of its own, started together.

    Returns what each gave back, or the exception it raised.
    """
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            start.wait(60)
            return call()
        except Exception as raised:
            return raised
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
