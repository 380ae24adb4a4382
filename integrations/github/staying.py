"""Confirmed briefs that do not leave, and will not by themselves."""

from collections import defaultdict

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from governance.proposals.lifecycle import BRIEFED
from governance.proposals.models import Brief, Proposal
from integrations.models import Delivery, MirrorLink

CONFIRMED = "brief.confirmed"
VERBS = (CONFIRMED, "roadmap.placed", "need.linked")
NEVER = Delivery.Fate.NEVER


def staying(need: int | None = None) -> dict[int, str]:
    """By number of need (of one alone when it is given), why, in the words for
    operators: see ``door``. A brief written anew stays for nothing: it waits to be
    confirmed. One query as long as all left."""
    given_up = _deliveries().filter(fate=NEVER)
    if need is not None:
        given_up = given_up.filter(entry__facts__need=need)
    numbers = set(given_up.values_list("entry__facts__need", flat=True))
    return _why(numbers & _confirmed(numbers)) if numbers else {}


def suspects() -> QuerySet[Proposal]:
    """Needs of whose confirmed brief something was given up: to be asked within
    another query. ``staying`` tells which of them stay for certain."""
    ways = {CONFIRMED: "brief__pk", "roadmap.placed": "roadmap_item__pk"}
    ways["need.linked"] = "pk"
    about = Q()
    for verb, path in ways.items():
        subject = Cast(OuterRef(path), CharField())
        about |= Q(entry__verb=verb, entry__subject_id=subject)
    since = Q(entry__at__gte=OuterRef("brief__confirmed_at"))
    given_up = _deliveries().filter(about, since, fate=NEVER)
    briefed = Proposal.objects.filter(status__in=BRIEFED, brief__isnull=False)
    return briefed.filter(Exists(given_up))


def _deliveries() -> QuerySet[Delivery]:
    return Delivery.objects.filter(channel="github", entry__verb__in=VERBS)


def _confirmed(numbers: set[int]) -> set[int]:
    briefs = Brief.objects.filter(
        proposal__number__in=numbers,
        proposal__status__in=BRIEFED,
        confirmed_at__isnull=False,
    )
    return set(briefs.values_list("proposal__number", flat=True))


def _why(numbers: set[int]) -> dict[int, str]:
    """What left since its last confirmation settles it: for a brief that has no issue
    yet, that confirmation alone does."""
    since: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = _deliveries().filter(entry__facts__need__in=numbers).order_by("entry_id")
    told = rows.values_list("entry__facts__need", "entry__verb", "fate", "problem")
    for number, verb, fate, problem in told:
        if verb == CONFIRMED:
            since[number].clear()
        since[number].append((fate, problem))
    made = MirrorLink.objects.filter(proposal__number__in=numbers, number__isnull=False)
    linked = set(made.values_list("proposal__number", flat=True))
    last = {n: rows[-1] if n in linked else rows[0] for n, rows in since.items()}
    return {n: problem for n, (fate, problem) in last.items() if fate == NEVER}
