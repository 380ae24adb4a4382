"""What waits for a person who holds a seat: two queries, however many seats."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.membership.models import Person, Seat
from governance.membership.seats import ROLE_GRANTS
from governance.proposals.lifecycle import BRIEFED, Status
from governance.proposals.models import Proposal
from governance.voting.models import Round, Standstill
from portal.site.languages import in_language
from portal.site.votes.shown import choice, current_wordings

MOST = 40  # needs looked at; the oldest waits come first
WAITING = (Status.SUBMITTED, Status.VOTED, Status.MANDATED)


@dataclass(frozen=True)
class Task:
    """One thing to do, in words, with the page where it is done."""

    words: str
    title: str
    language: str
    url: str


@dataclass(frozen=True)
class Charge:
    """Where a person may act: rights by co-op, and the federations they act for."""

    rights: dict[int, set[str]]
    federations: set[int]

    @classmethod
    def of(cls, seats: Iterable[Seat]) -> "Charge":
        rights: dict[int, set[str]] = {}
        federations = set()
        for seat in seats:
            if seat.federation_id:
                federations.add(seat.federation_id)
            elif seat.cooperative_id:
                held = rights.setdefault(seat.cooperative_id, set())
                held.update(ROLE_GRANTS[Seat.Role(seat.role)])
        return cls(rights, federations)

    def holding(self, *rights: str) -> set[int]:
        """The co-ops (their keys) where one of the rights is held."""
        return {pk for pk, held in self.rights.items() if held.intersection(rights)}

    def carries(self, right: str, need: Proposal) -> bool:
        """As ``membership.permissions``: the federation steers and confirms too."""
        if right in self.rights.get(need.cooperative_id, set()):
            return True
        shared = right in {"steer_roadmap", "confirm_briefs"}
        return shared and need.cooperative.federation_id in self.federations


def tasks(person: Person, seats: Iterable[Seat]) -> list[Task]:
    """Votes to open, then needs to accept, decide, describe, confirm and place."""
    charge = Charge.of(seats)
    if not charge.rights and not charge.federations:
        return []
    found = [task for need in _needs(charge) for task in _of_need(need, charge, person)]
    return [_to_open(round) for round in _prepared(charge)] + found


def _needs(charge: Charge) -> QuerySet[Proposal]:
    places = Q(cooperative__in=charge.rights) | Q(
        cooperative__federation__in=charge.federations
    )
    anew = Q(status__in=BRIEFED, brief__isnull=False, brief__confirmed_at=None)
    waiting = Proposal.objects.filter(places, Q(status__in=WAITING) | anew)
    return (
        waiting.select_related("cooperative", "brief", "roadmap_item")
        .prefetch_related(current_wordings())
        .order_by("changed_at")[:MOST]
    )


def _prepared(charge: Charge) -> QuerySet[Round]:
    hosts = [pk for pk, rights in charge.rights.items() if "run_rounds" in rights]
    theirs = Q(host__in=hosts) | Q(federation__in=charge.federations)
    stuck = Q(standstill__kind=Standstill.Kind.COUNTING, sealed_at=None)
    due = Round.objects.filter(theirs, Q(opened_at=None) | stuck, voided_at=None)
    return due.select_related("standstill")


def _of_need(need: Proposal, charge: Charge, person: Person) -> list[Task]:
    """What this person may do for a need at its stage."""
    if need.status == Status.MANDATED:
        return _of_mandate(need, charge, person)
    if need.status not in WAITING:
        return _to_confirm(need, charge, person)
    right, words, page = {
        Status.SUBMITTED: (
            "coordinate_cooperative",
            _("Accept this need for a vote, or answer it"),
            "need_accept",
        ),
        Status.VOTED: (
            "record_decisions",
            _("Record the board’s decision"),
            "decision_new",
        ),
    }[Status(need.status)]
    return [task_for(need, words, page)] if charge.carries(right, need) else []


def _of_mandate(need: Proposal, charge: Charge, person: Person) -> list[Task]:
    brief = getattr(need, "brief", None)
    found = []
    if brief is None and charge.carries("coordinate_cooperative", need):
        found.append(task_for(need, _("Write the brief for developers"), "need_brief"))
    found += _to_confirm(need, charge, person)
    if not hasattr(need, "roadmap_item") and charge.carries("steer_roadmap", need):
        found.append(task_for(need, _("Place it on the roadmap"), "roadmap_place"))
    return found


def _to_confirm(need: Proposal, charge: Charge, person: Person) -> list[Task]:
    """Also of a need that is being built, when its brief was written anew."""
    brief = getattr(need, "brief", None)
    if brief is None or brief.confirmed_at or brief.written_by_id == person.pk:
        return []
    if not charge.carries("confirm_briefs", need):
        return []
    return [task_for(need, _("Check and confirm the brief"), "need_brief_confirm")]


def task_for(need: Proposal, words: str, page: str) -> Task:
    shown = choice(need)
    return Task(words, shown.title, shown.language, reverse(page, args=[need.number]))


def _to_open(round: Any) -> Task:
    if hasattr(round, "standstill"):
        return Task(
            _("This vote stands still: see why"),
            in_language(round, "title"),
            "",
            reverse("round_detail", args=[round.pk]),
        )
    return Task(
        _("Check the rules and open this vote"),
        in_language(round, "title"),
        "",
        reverse("round_open", args=[round.pk]),
    )
