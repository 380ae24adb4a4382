"""What is on the developers' board: mandated needs with a brief of two people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal, ProposalQuerySet
from governance.proposals.queries import with_counts
from governance.proposals.skills import Skill, guessed
from integrations.models import MirrorLink
from portal.site.develop.standing import FETCHED, Standing, standing_of
from portal.site.votes.shown import Choice, choice, current_wordings

A_PAGE = 20
MOST = 500  # of one answer to a program
FIRST_TASK_DAYS = 3  # developer-days; more is no first task
CALM = ("reduces_risk", "none", "low")  # effects on privacy a newcomer may touch
DESCRIBED = Q(brief__confirmed_at__isnull=False)
FIRST_TASK = Q(effort_days__range=(1, FIRST_TASK_DAYS), privacy_impact__in=CALM)
LINKS = ["mirror_links__repository", *(f"mirror_links__{name}" for name in FETCHED)]
BUILDING = (Status.MANDATED, Status.IN_DEVELOPMENT)


@dataclass(frozen=True)
class Work:
    """A mandated need as a developer looks at it. ``waiting`` is in days."""

    proposal: Proposal
    need: Choice
    link: MirrorLink | None
    waiting: int | None

    @property
    def taken(self) -> bool:
        return self.proposal.status == Status.IN_DEVELOPMENT or bool(
            self.link and (self.link.assignees or self.link.pull_number)
        )

    @property
    def standing(self) -> Standing | None:
        return standing_of(self.link) if self.link else None

    @property
    def skills_chosen(self) -> bool:
        """Whether the brief names skills; they are a guess otherwise."""
        brief = getattr(self.proposal, "brief", None)
        return bool(brief and brief.skills)

    @property
    def skill_keys(self) -> list[str]:
        if self.skills_chosen:
            return [key for key in self.proposal.brief.skills if key in Skill.values]
        return guessed(self.proposal.category)

    @property
    def skills(self) -> str:
        return ", ".join(str(Skill(key).label) for key in self.skill_keys)

    @property
    def is_first_task(self) -> bool:
        """Small, and far from what could hurt: good to begin with."""
        days = self.proposal.effort_days
        calm = self.proposal.privacy_impact in CALM
        return bool(days) and days <= FIRST_TASK_DAYS and calm  # type: ignore[operator]


def looking(where: Q) -> ProposalQuerySet:
    """Described, mandated, and nobody has taken their issue."""
    return needs(where & DESCRIBED & ~_taken(), Status.MANDATED)


def in_progress(where: Q) -> ProposalQuerySet:
    """Somebody is assigned, or a pull request is there."""
    begun = Q(status=Status.IN_DEVELOPMENT) | _taken()
    return needs(where & DESCRIBED & begun, *BUILDING)


def _taken() -> Q:
    hands = Q(assignees__gt=0) | Q(pull_number__isnull=False)
    return Q(Exists(MirrorLink.objects.filter(hands, proposal=OuterRef("pk"))))


def needs(where: Q, *statuses: Status) -> ProposalQuerySet:
    """With their briefs and supports, longest wait first."""
    found = Proposal.objects.filter(where, status__in=statuses)
    listed = with_counts(found.select_related("brief", "cooperative"))
    return listed.order_by("brief__confirmed_at", "number")


def page_of(found: ProposalQuerySet, number: str | None) -> Page[Proposal]:
    return Paginator(found, A_PAGE).get_page(number)


def works(*lists: Iterable[Proposal], now: datetime) -> list[list[Work]]:
    """Each list of needs as it is shown; their words, values and issues are read in one
    go, however many lists there are."""
    asked = [list(found) for found in lists]
    shown = [need for found in asked for need in found]
    prefetch_related_objects(shown, current_wordings(), "value_tags", *LINKS)
    return [[work_of(need, now) for need in found] for found in asked]


def work_of(proposal: Proposal, now: datetime) -> Work:
    brief = getattr(proposal, "brief", None)
    since = brief.confirmed_at if brief else None
    if proposal.status != Status.MANDATED:
        since = None
    return Work(
        proposal=proposal,
        need=choice(proposal),
        link=next(iter(proposal.mirror_links.all()), None),
        waiting=(now - since).days if since else None,
    )
