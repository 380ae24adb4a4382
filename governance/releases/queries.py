"""Reads over releases, evidence, deliveries and members' answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from governance.proposals import lifecycle as stages
from governance.proposals.models import Proposal, ProposalQuerySet, Revision
from governance.releases.lifecycle import LIKELY, Counts, weigh
from governance.releases.models import (
    Confirmation,
    Delivered,
    Evidence,
    Release,
    Reopening,
)
from governance.releases.steering import AskedVersusBuilt, Pair, asked_versus_built

__all__ = [
    "AskedVersusBuilt",
    "Pair",
    "Standing",
    "Work",
    "answer_of",
    "asked_versus_built",
    "confirmation_counts",
    "last_reopening",
    "previews_of",
    "published",
    "shaken",
    "standings",
    "to_settle",
    "unsent",
    "work_since",
]

Answer, Matters, Kind = Confirmation.Answer, Confirmation.Matters, Evidence.Kind


@dataclass(frozen=True)
class Standing:
    """A release, a need, and what the evidence held about both comes to (see
    ``lifecycle.weigh``). ``word`` is the person's, when one has spoken."""

    release: Release
    pieces: list[Evidence]
    comes_to: str

    @property
    def word(self) -> Evidence | None:
        return next((p for p in self.pieces if p.kind == Kind.WORD), None)

    @property
    def waits(self) -> bool:
        """Only hints, about a version for everyone: a person must look."""
        return self.comes_to == LIKELY and not self.release.is_preview


@dataclass(frozen=True)
class Work:
    """Versions that delivered needs, and the people credited with a hand in them."""

    releases: int
    people: int


def work_since(since: datetime) -> Work:
    """What versions for everyone brought since then; a person with several hands, or
    in several versions, is counted once."""
    full = Release.objects.full().filter(published_at__gte=since)
    return Work(
        **full.filter(delivered__isnull=False).aggregate(
            releases=Count("pk", distinct=True),
            people=Count("credits__handle", distinct=True),
        )
    )


def published() -> QuerySet[Release]:
    """Versions for everyone, newest first, with the needs each delivers."""
    current = Revision.objects.filter(is_current=True)
    delivered = Delivered.objects.select_related(
        "proposal", "proposal__cooperative"
    ).prefetch_related(
        Prefetch("proposal__revisions", queryset=current, to_attr="current_revisions")
    )
    full = Release.objects.full()
    return full.prefetch_related(Prefetch("delivered", queryset=delivered))


def standings(proposal: Proposal) -> list[Standing]:
    """Everything held about one need, release by release, the newest first; evidence
    about a preview that was taken down is left out. Each piece also knows, in
    ``was_reopened``, whether the need was ever taken up again."""
    held = Evidence.objects.current().filter(proposal=proposal)
    shown = held.exclude(release__is_preview=True, release__withdrawn_at__isnull=False)
    again = Reopening.objects.filter(proposal=proposal)
    found = shown.select_related("release").annotate(was_reopened=Exists(again))
    return grouped(found.order_by("-release__published_at", "-release", "at", "pk"))


def grouped(pieces: Iterable[Evidence]) -> list[Standing]:
    """Pieces about one need, each with its release, by release."""
    by_release: dict[int, list[Evidence]] = {}
    for piece in pieces:
        by_release.setdefault(piece.release_id, []).append(piece)
    return [
        Standing(held[0].release, held, weigh(held)) for held in by_release.values()
    ]


def to_settle() -> ProposalQuerySet:
    """Needs being built of which a full release seems to deliver one: hints without
    proof, and nobody has said yes or no."""
    settled = Evidence.objects.current().filter(
        Q(kind=Kind.WORD) | Q(certainty=Evidence.Certainty.PROVED),
        release=OuterRef("release"),
        proposal=OuterRef("proposal"),
    )
    hints = Evidence.objects.current().filter(
        ~Exists(settled),
        proposal=OuterRef("pk"),
        certainty=Evidence.Certainty.LIKELY,
        release__is_preview=False,
        release__withdrawn_at=None,
    )
    building = Proposal.objects.filter(status__in=sorted(stages.BUILDING))
    return building.filter(Exists(hints))


def shaken() -> ProposalQuerySet:
    """Delivered needs for which nothing speaks any more (a tag was moved)."""
    held = Evidence.objects.current().filter(
        release=OuterRef("release"), proposal=OuterRef("proposal")
    )
    bare = Delivered.objects.standing().filter(~Exists(held))
    return Proposal.objects.filter(pk__in=bare.values("proposal"))


def unsent() -> ProposalQuerySet:
    """Needs taken up again of which the developers were not told yet."""
    last = Reopening.objects.filter(proposal=OuterRef("pk")).order_by("-at", "-pk")
    building = Proposal.objects.filter(
        status__in=sorted(stages.BUILDING), reopenings__isnull=False
    )
    told = building.annotate(told=Subquery(last.values("sent_at")[:1]))
    return told.filter(told=None).distinct()


def previews_of(proposal: Proposal) -> QuerySet[Release]:
    """Previews in which a need can be tried before it is delivered, newest first."""
    contains = Evidence.objects.current().filter(
        proposal=proposal, kind=Kind.CONTAINED, release=OuterRef("pk")
    )
    return Release.objects.previews().filter(Exists(contains))


def last_reopening(proposal: Proposal) -> Reopening | None:
    return proposal.reopenings.order_by("-at", "-pk").first()


def counts_now(proposal: Proposal, since: datetime | None) -> Counts:
    """Members' answers given since a moment (ever, when there is none)."""
    answers = proposal.confirmations.all()
    if since is not None:
        answers = answers.filter(at__gte=since)
    matters = Q(matters__in=[Matters.MUCH, Matters.SOME])
    counted = answers.aggregate(
        n_yes=Count("pk", filter=Q(answer=Answer.YES)),
        n_partly=Count("pk", filter=Q(answer=Answer.PARTLY)),
        n_no=Count("pk", filter=Q(answer=Answer.NO)),
        n_matters=Count("pk", filter=matters),
        n_both=Count("pk", filter=matters & Q(answer=Answer.YES)),
    )
    return Counts(**{name.removeprefix("n_"): n for name, n in counted.items()})


def confirmation_counts(proposal: Proposal) -> Counts:
    """Members' answers since the need was last delivered."""
    last = proposal.delivered.order_by("-at").values_list("at", flat=True).first()
    return counts_now(proposal, last)


def answer_of(person: Any, proposal: Proposal) -> Confirmation | None:
    """What a person answered, whatever the version they spoke of."""
    if getattr(person, "pk", None) is None:
        return None
    return proposal.confirmations.filter(person=person).first()
