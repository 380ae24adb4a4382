"""Decisions as pages tell them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import QuerySet

from cms.facts.needs import reader_language, title_of, wordings
from governance.decisions.models import Decision
from governance.membership.models import Cooperative
from governance.proposals.models import Proposal, Revision
from governance.voting.models import Round

PER_PAGE = 20


@dataclass(frozen=True)
class DecisionFacts:
    """One decision. ``reasons_language`` differs from the reader's when the board
    gave its reasons in French only."""

    decision: Decision
    need: Proposal
    wording: Revision | None
    reasons: str
    reasons_language: str

    @property
    def in_other_language(self) -> bool:
        return self.reasons_language != reader_language()

    @property
    def round(self) -> Round | None:
        """The round it followed, once its result is known."""
        round = self.decision.round
        return round if round and hasattr(round, "result") else None


@dataclass(frozen=True)
class Listing:
    """A page of the list and what it was narrowed to ("" for everything)."""

    slice: Slice[Any]
    outcome: str
    cooperative: str
    outcomes: list[tuple[str, Any]]
    cooperatives: list[Cooperative]

    @property
    def narrowed(self) -> bool:
        return bool(self.outcome or self.cooperative)


def facts(pk: int) -> DecisionFacts:
    rows = Decision.objects.select_related(
        "cooperative", "proposal__cooperative", "round__result"
    ).prefetch_related(wordings("proposal"), "proposal__value_tags")
    return told(rows.get(pk=pk))


def told(decision: Decision) -> DecisionFacts:
    """The facts of a decision whose relations were fetched."""
    reasons, language = _reasons(decision)
    return DecisionFacts(
        decision=decision,
        need=decision.proposal,
        wording=title_of(decision.proposal),
        reasons=reasons,
        reasons_language=language,
    )


def listing(pages: QuerySet[Any], *, asked: Mapping[str, str]) -> Listing:
    """The pages asked for, latest decision first; unknown filters count as none."""
    outcome = _known(asked.get("outcome"), Decision.Outcome.values)
    coops = list(Cooperative.objects.filter(decisions__isnull=False).distinct())
    coop = _known(asked.get("coop"), [c.slug for c in coops])
    if outcome:
        pages = pages.filter(decision__outcome=outcome)
    if coop:
        pages = pages.filter(decision__cooperative__slug=coop)
    shown = in_order(pages).prefetch_related(wordings("decision__proposal"))
    return Listing(
        slice=Paginator(shown, PER_PAGE).get_page(asked.get("page")),
        outcome=outcome,
        cooperative=coop,
        outcomes=list(Decision.Outcome.choices),
        cooperatives=coops,
    )


def in_order(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Pages with their decision and need, the latest decision first."""
    return pages.select_related(
        "decision__cooperative", "decision__proposal__cooperative"
    ).order_by("-decision__met_on", "-decision__recorded_at", "-pk")


def _reasons(decision: Decision) -> tuple[str, str]:
    if reader_language() == "en" and decision.reasons_en:
        return decision.reasons_en, "en"
    return decision.reasons_fr, "fr"


def _known(asked: str | None, values: list[str]) -> str:
    return asked if asked in values else ""
