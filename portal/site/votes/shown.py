"""What a page shows of a round: its needs in the reader's words and its stage."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Prefetch
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.membership import queries as membership
from governance.membership.models import Cooperative, Federation
from governance.proposals.models import Proposal, Revision
from governance.voting import permissions, queries
from governance.voting.models import Round, RoundQuerySet
from portal.site.languages import reader_language


@dataclass(frozen=True)
class Choice:
    """A need on the ballot paper. ``language`` is that of the title shown."""

    number: int
    title: str
    language: str
    effort_days: int | None
    url: str
    status: str = ""

    @property
    def value(self) -> str:
        """The number as a form field holds it."""
        return str(self.number)


def current_wordings(path: str = "revisions") -> Prefetch[str]:
    """The present wordings of the needs found along ``path``, in one query."""
    return Prefetch(
        path, Revision.objects.filter(is_current=True), to_attr="current_revisions"
    )


def choice(proposal: Proposal) -> Choice:
    wording = proposal.wording(reader_language())
    slug = wording.slug if wording else str(proposal.number)
    return Choice(
        number=proposal.number,
        title=wording.title if wording else str(proposal),
        language=wording.language if wording else reader_language(),
        effort_days=proposal.effort_days,
        url=reverse("need_detail", kwargs={"number": proposal.number, "slug": slug}),
        status=proposal.status,
    )


def rounds() -> RoundQuerySet:
    """Rounds with everything a card shows, in a constant number of queries."""
    return queries.listed(reader_language())


def find_round(pk: int, user: Any) -> Round:
    """The round at an address, or a 404 with a sentence.

    A round in preparation is seen only by those who may prepare it. Many requests end
    here or close by: its place and its result are read when they are asked for, the
    needs on its paper by ``on_paper``, once somebody is to see them.
    """
    try:
        found = queries.bare(pk)
    except OverflowError:  # larger than SQLite's integers
        found = None
    if found is None or not permissions.can_see(user, found):
        raise Http404(_("There is no voting round at this address."))
    return found


def named(pk: int, user: Any) -> Round:
    """The round at an address, not read: whoever holds it reads it."""
    return Round(pk=pk)


def places_of(user: Any) -> tuple[list[Cooperative], list[Federation]]:
    """Where this reader may hold rounds: co-operatives, federations."""
    if not user.is_authenticated:
        return [], []
    return (
        list(membership.cooperatives_where(user, "run_rounds")),
        list(membership.federations_overseen(user)),
    )


def on_paper(round: Round) -> list[Proposal]:
    """The needs on the ballot paper, in their order, each with its wordings."""
    queries.read_papers(round, reader_language())
    return [option.proposal for option in round.options.all()]


def choices(round: Round) -> list[Choice]:
    """The needs on the paper, in the order and with the titles of the rule sheet."""
    sealed = (round.rule_sheet or {}).get("options", [])
    titles = {option["number"]: option["title"] for option in sealed}
    papers = [choice(proposal) for proposal in on_paper(round)]
    return [
        replace(
            paper,
            title=titles.get(paper.number, {}).get(reader_language()) or paper.title,
        )
        for paper in papers
    ]
