"""What every room knows of one need, read once for its page: six facts at most."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models import DecisionPage, ReleasePage
from governance.decisions.models import Decision
from governance.proposals import lifecycle
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.releases.lifecycle import Counts
from governance.releases.models import Delivered
from governance.releases.queries import counts_now
from governance.releases.words import short
from governance.voting.models import Option, Result, Round
from governance.voting.outcomes import in_short
from integrations.github.vouching import HELD_BACK
from integrations.models import MirrorLink
from portal.formats.moments import month_day
from portal.site.develop.standing import FETCHED, Standing, short_words, standing_of
from portal.site.languages import reader_language

State = MirrorLink.State


@dataclass(frozen=True)
class Fact:
    """What is told of a stop: words, the day, and where to read more."""

    words: str = ""
    on: date | datetime | None = None
    url: str = ""


@dataclass(frozen=True)
class Trace:
    """The facts of one need. What did not happen yet is ``None``."""

    proposal: Proposal
    round: Round | None = None
    result: Result | None = None
    decision: Decision | None = None
    link: MirrorLink | None = None
    delivered: Delivered | None = None
    counts: Counts | None = None

    def told(self) -> dict[str, Fact | None]:
        return {
            "need": Fact(on=self.proposal.submitted_at),
            "vote": self._of_vote(),
            "decision": self._of_decision(),
            "code": self._of_code(),
            "release": self._of_release(),
            "confirmation": self._of_confirmation(),
        }

    def _of_vote(self) -> Fact | None:
        if self.round is None:
            return None
        if self.result is not None:
            url = reverse("round_results", args=[self.round.pk])
            return Fact(
                vote_words(self.proposal, self.result), self.round.sealed_at, url
            )
        url = reverse("round_detail", args=[self.round.pk])
        if self.round.is_open(timezone.now()):
            closes = month_day(self.round.closes_at)
            return Fact(_("open until %(day)s") % {"day": closes}, url=url)
        return Fact(_("see the vote"), url=url)

    def _of_decision(self) -> Fact | None:
        if self.decision is None:
            return None
        words = _("Resolution %(reference)s: %(outcome)s") % {
            "reference": self.decision.reference,
            "outcome": self.decision.get_outcome_display(),
        }
        return Fact(words, self.decision.met_on, page_url(self.decision))

    def _of_code(self) -> Fact | None:
        link = self.link
        if link is None or not link.number:
            return None
        words = _("Issue no. %(number)s, %(state)s") % {
            "number": link.number,
            "state": short_words(link.pulls.all()) or issue_state(link),
        }
        day = link.closed_at or link.pull_merged_at
        return Fact(words, day, link.html_url)

    @property
    def standing(self) -> Standing | None:
        """How far the developers are."""
        return standing_of(self.link) if self.link else None

    def _of_release(self) -> Fact | None:
        if self.delivered is None:
            return None
        release = self.delivered.release
        words = _("Version %(tag)s") % {"tag": release.tag.removeprefix("v")}
        return Fact(words, release.published_at, page_url(self.delivered))

    def _of_confirmation(self) -> Fact | None:
        if self.counts is None or not self.counts.answers:
            return None
        return Fact(short(self.counts), url="#confirmation")


def trace_of(proposal: Proposal) -> Trace:
    """Read the facts that can exist at this stage of the need: seven queries at most."""
    status = proposal.status
    if status in {Status.DRAFT, Status.SUBMITTED}:
        return Trace(proposal)
    held = _round_of(proposal)
    voted = status not in {Status.UNDER_REVIEW, Status.WITHDRAWN}
    building = status in lifecycle.BUILDING | lifecycle.DELIVERED
    came = status in lifecycle.DELIVERED
    delivered = _delivery_of(proposal) if came else None
    since = delivered.at if delivered else None
    return Trace(
        proposal=proposal,
        round=held,
        result=getattr(held, "result", None) if held else None,
        decision=_decision_on(proposal) if voted or held else None,
        link=_link_of(proposal) if building else None,
        delivered=delivered,
        counts=counts_now(proposal, since) if came else None,
    )


def _round_of(proposal: Proposal) -> Round | None:
    """The last round, opened and not void, in which the need stands."""
    options = Option.objects.filter(
        proposal=proposal, round__opened_at__isnull=False, round__voided_at=None
    )
    last = options.select_related("round__result").order_by("-round__opens_at").first()
    return last.round if last else None


def _decision_on(proposal: Proposal) -> Decision | None:
    pages = DecisionPage.objects.filter(decision=OuterRef("pk"))
    decided = Decision.objects.filter(proposal=proposal)
    return _with_path(decided, pages).order_by("-recorded_at", "-pk").first()


def _delivery_of(proposal: Proposal) -> Delivered | None:
    pages = ReleasePage.objects.filter(release=OuterRef("release"))
    came = Delivered.objects.filter(proposal=proposal).select_related("release")
    return _with_path(came, pages).order_by("-at").first()


def _link_of(proposal: Proposal) -> MirrorLink | None:
    waits = Count("heard", filter=Q(heard__fate__in=HELD_BACK))
    links = MirrorLink.objects.filter(proposal=proposal).exclude(number=None)
    links = links.annotate(held_back=waits)
    return links.prefetch_related(*FETCHED).order_by("-pk").first()


def _with_path(found: QuerySet[Any], pages: QuerySet[Any]) -> QuerySet[Any]:
    """With ``page_path``, the place in its tree of the live page that tells it."""
    mine = pages.filter(live=True, locale__language_code=reader_language())
    return found.annotate(page_path=Subquery(mine.values("url_path")[:1]))


def page_url(fact: Any) -> str:
    """The address of the page behind ``page_path``: below the front page of the
    reader's language, whose own name is not part of addresses."""
    path = getattr(fact, "page_path", None)
    if not path:
        return ""
    return f"/{reader_language()}/{path.strip('/').partition('/')[2]}/"


def issue_state(link: MirrorLink) -> str:
    """Where the issue is, in a few words. It is open or closed: what is merged is the
    code written for it."""
    if link.state == State.CLOSED:
        return _("closed")
    if link.state == State.OPEN and link.pull_merged_at:
        return _("open, its code merged")
    if link.state == State.OPEN:
        return _("being worked on") if link.assignees or link.pull_number else _("open")
    return str(link.get_state_display())


def vote_words(proposal: Proposal, result: Result) -> str:
    """What came out for this need, in a few words."""
    return in_short(result, proposal.number)
