"""What the front page reads: the open vote, the thread's counts, the latest news."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, prefetch_related_objects

from cms.facts import decisions, releases
from cms.facts.needs import wordings
from governance.proposals import queries as needs
from governance.proposals import reached
from governance.proposals.models import Proposal
from governance.releases.queries import Work, work_since
from governance.voting import queries as votes
from governance.voting.models import Option, Round


@dataclass(frozen=True)
class OpenVote:
    """The open round that most people may vote in, then the one that closes first.
    ``others`` counts the further open ones."""

    round: Round
    turnout: Any
    options: int
    closes_in_days: int
    others: int


@dataclass(frozen=True)
class Front:
    """``decision`` and ``release`` are pages, with the facts they tell; ``counts`` are
    the needs that came to each stop in the past year, ``work`` what was made then."""

    vote: OpenVote | None
    counts: dict[str, int]
    work: Work
    need: Proposal | None
    decision: Any | None
    release: Any | None


def facts(
    at: datetime, *, decision_pages: QuerySet[Any], release_pages: QuerySet[Any]
) -> Front:
    """Everything the front page tells; the words of all its needs in one go."""
    since = reached.a_year_before(at)
    need = _newest_need()
    decision = decisions.in_order(decision_pages).first()
    release = releases.in_order(release_pages).first()
    shown = [need] if need else []
    shown += [decision.decision.proposal] if decision else []
    shown += releases.delivered_needs(release.release) if release else []
    prefetch_related_objects(shown, wordings(), "value_tags")
    return Front(
        vote=_open_vote(at),
        counts=reached.counts(since),
        work=work_since(since),
        need=need,
        decision=decision,
        release=release,
    )


def _newest_need() -> Proposal | None:
    newest = Proposal.objects.public().select_related("cooperative")
    return needs.with_counts(newest).order_by("-submitted_at", "-number").first()


def _open_vote(at: datetime) -> OpenVote | None:
    options = votes.count_of(Option.objects.filter(round=OuterRef("pk")))
    rounds = list(
        Round.objects.open(at)
        .select_related("host", "federation")
        .annotate(option_count=options)
        .order_by(F("federation").asc(nulls_last=True), "closes_at", "pk")
    )
    if not rounds:
        return None
    first = rounds[0]
    return OpenVote(
        round=first,
        turnout=votes.turnout(first),
        options=first.option_count,
        closes_in_days=(first.closes_at - at).days,
        others=len(rounds) - 1,
    )
