"""Needs at each stage of their life, reached through the actions.

Every function takes the co-op of the need first. Who acts is found there: the author
is its first member unless ``author`` is given, the coordinator and the secretary are
those who hold the seats (ask for their fixtures of the cast in the test). ``at`` is
when the need was drafted; each stage comes some days later, see ``DAYS``.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from governance.decisions.actions import record_decision
from governance.decisions.models import Decision
from governance.membership.models import Cooperative, Person, Seat
from governance.proposals import actions as proposals
from governance.proposals.models import Brief, Proposal
from governance.releases.actions import (
    answer_confirmation,
    mark_delivered,
    record_release,
)
from governance.releases.models import Release
from governance.roadmap.actions import note_progress, open_cycle, place_on_roadmap
from governance.roadmap.models import Cycle, Item
from governance.voting.models import Round
from tests.cast import AT
from tests.round_builders import opened_round, sealed, vote

WORDS: dict[str, Any] = {
    "language": "fr",
    "title": "Voir qui a lu mon dossier",
    "text": "Je veux savoir qui a ouvert mon dossier, et quand.",
    "category": "trust_security",
    "values": ["openness", "privacy"],
    "barriers": ["trust"],
}
IMPACTS: dict[str, Any] = {
    "effort_days": 12,
    "privacy_impact": "reduces_risk",
    "flexibility_impact": "neutral",
}
BRIEF: dict[str, Any] = {
    "title": "Show who opened a record, and when",
    "user_story": "As a member, I see who opened my record, so that I can trust it.",
    "acceptance_test": "Given a record opened twice, the list shows two lines.",
    "privacy_notes": "Only the member sees the list.",
    "out_of_scope": "Alerts.",
    "summary_fr": "La personne voit qui a ouvert son dossier, et quand.",
}

# Days after the draft at which each stage is reached.
DAYS = {
    "submitted": 0,
    "accepted": 1,
    "vote": 2,
    "decided": 10,
    "briefed": 11,
    "placed": 12,
    "started": 13,
    "built": 20,
    "released": 22,
    "answered": 25,
}


def later(at: datetime, stage: str) -> datetime:
    """When a need drafted at ``at`` reaches a stage."""
    return at + timedelta(days=DAYS[stage])


def seated(cooperative: Cooperative, role: str) -> Person:
    """Who holds a seat there now."""
    held = cooperative.seats.select_related("person")
    seat = held.filter(role=role, until=None).first()
    if seat is None:
        raise LookupError(f"{cooperative} has no {role}: ask for one in the test")
    return seat.person


def coordinator(cooperative: Cooperative) -> Person:
    return seated(cooperative, Seat.Role.COORDINATOR)


def secretary(cooperative: Cooperative) -> Person:
    return seated(cooperative, Seat.Role.SECRETARY)


def first_member(cooperative: Cooperative) -> Person:
    members = cooperative.memberships.select_related("person").order_by("pk")
    return members.filter(until=None)[0].person


def draft_need(
    cooperative: Cooperative,
    *,
    author: Person | None = None,
    at: datetime = AT,
    **words: Any,
) -> Proposal:
    by = author or first_member(cooperative)
    return proposals.draft_proposal(cooperative, by=by, at=at, **WORDS | words)


def submitted_need(
    cooperative: Cooperative, *, at: datetime = AT, **more: Any
) -> Proposal:
    need = draft_need(cooperative, at=at, **more)
    return proposals.submit_proposal(need, by=need.author, at=later(at, "submitted"))


def accepted_need(
    cooperative: Cooperative, *, at: datetime = AT, **more: Any
) -> Proposal:
    impacts = {key: more.pop(key, given) for key, given in IMPACTS.items()}
    need = submitted_need(cooperative, at=at, **more)
    return proposals.accept_for_vote(
        need, by=coordinator(cooperative), at=later(at, "accepted"), **impacts
    )


def voted_need(cooperative: Cooperative, *, at: datetime = AT, **more: Any) -> Proposal:
    """One sealed round on this need alone, in which its author voted yes."""
    need = accepted_need(cooperative, at=at, **more)
    opening = later(at, "vote")
    held = opened_round(cooperative, need, by=coordinator(cooperative), at=opening)
    vote(held, need.author, "yes", at=opening)
    sealed(held)
    need.refresh_from_db()
    return need


def round_of(need: Proposal) -> Round | None:
    """The last sealed round in which a need stood."""
    return Round.objects.filter(options__proposal=need, sealed_at__isnull=False).first()


def decide(need: Proposal, *, at: datetime, **facts: Any) -> Decision:
    """What the board decided on a need; adopted unless told."""
    given = {
        "outcome": "adopted",
        "reference": f"CA-{need.number}",
        "reasons_fr": "Les membres l’ont demandé et la capacité le permet.",
        "reasons_en": "",
        "met_on": timezone.localdate(at),
        "round": round_of(need),
    }
    return record_decision(need, by=secretary(need.cooperative), at=at, **given | facts)


def mandated_need(
    cooperative: Cooperative, *, at: datetime = AT, **more: Any
) -> Proposal:
    need = voted_need(cooperative, at=at, **more)
    decide(need, at=later(at, "decided"))
    return need


def refused_need(
    cooperative: Cooperative, *, at: datetime = AT, **more: Any
) -> Proposal:
    need = voted_need(cooperative, at=at, **more)
    decide(need, at=later(at, "decided"), outcome="refused")
    return need


def written_brief(need: Proposal, *, at: datetime, **parts: Any) -> Brief:
    by = coordinator(need.cooperative)
    return proposals.write_brief(need, by=by, at=at, **BRIEF | parts)


def briefed_need(
    cooperative: Cooperative, *, at: datetime = AT, **more: Any
) -> Proposal:
    """Mandated, with a brief that the secretary confirmed."""
    need = mandated_need(cooperative, at=at, **more)
    when = later(at, "briefed")
    brief = written_brief(need, at=when)
    proposals.confirm_brief(brief, by=secretary(cooperative), at=when)
    return need


def cycle_at(cooperative: Cooperative, *, at: datetime = AT, days: int = 120) -> Cycle:
    """The cycle of that year, opened when it is missing."""
    year = timezone.localdate(at).year
    found = Cycle.objects.filter(starts_on=date(year, 1, 1)).first()
    return found or open_cycle(
        by=coordinator(cooperative),
        at=at,
        cooperative=cooperative,
        name_fr=f"Année {year}",
        name_en=f"Year {year}",
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        capacity_days=days,
    )


def placed(need: Proposal, *, at: datetime, **more: Any) -> Item:
    """On the roadmap of the year, now, for as many days as estimated."""
    cooperative = need.cooperative
    facts = {"cycle": None, "horizon": "now", "days": need.effort_days} | more
    facts["cycle"] = facts["cycle"] or cycle_at(cooperative, at=at)
    return place_on_roadmap(need, by=coordinator(cooperative), at=at, **facts)


def need_in_development(
    cooperative: Cooperative, *, at: datetime = AT, **more: Any
) -> Proposal:
    need = briefed_need(cooperative, at=at, **more)
    placed(need, at=later(at, "placed"))
    note_progress(need, step="started", at=later(at, "started"), facts={"issue": 7})
    return need


def built_need(cooperative: Cooperative, *, at: datetime = AT, **more: Any) -> Proposal:
    need = need_in_development(cooperative, at=at, **more)
    note_progress(need, step="built", at=later(at, "built"), facts={"issue": 7})
    return need


def a_release(*, tag: str = "v1.2.0", at: datetime = AT, **more: Any) -> Release:
    given = {
        "source": "carnet-commun/carnet",
        "name": f"Carnet {tag}",
        "url": f"https://github.com/carnet-commun/carnet/releases/tag/{tag}",
        "notes": "",
        "published_at": at,
    }
    return record_release(tag=tag, at=at, **given | more)


def released_need(
    cooperative: Cooperative, *, at: datetime = AT, tag: str = "v1.2.0", **more: Any
) -> Proposal:
    need = built_need(cooperative, at=at, **more)
    when = later(at, "released")
    mark_delivered(a_release(tag=tag, at=when), need, at=when, evidence={"issue": 7})
    return need


def confirmed_need(
    cooperative: Cooperative, *members: Person, at: datetime = AT, **more: Any
) -> Proposal:
    """Released, then confirmed by these members (five at least)."""
    need = released_need(cooperative, at=at, **more)
    for member in members:
        answer_confirmation(need, by=member, at=later(at, "answered"), answer="yes")
    return need
