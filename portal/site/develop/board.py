"""What is on the developers' board, and how it may be narrowed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.proposals.lifecycle import Status
from governance.proposals.models import Brief, Proposal, ProposalQuerySet
from governance.proposals.queries import with_counts, with_wordings
from governance.proposals.skills import GUESSED, Skill, guessed
from governance.values import vocabulary
from integrations.models import MirrorLink
from portal.site.develop.standing import Standing, standing_of
from portal.site.languages import reader_language
from portal.site.votes.shown import Choice, choice

A_SECTION = 30
FIRST_TASK_DAYS = 3  # developer-days; more is no first task
CALM = {"reduces_risk", "none", "low"}  # effects on privacy a newcomer may touch
DESCRIBED = Q(brief__confirmed_at__isnull=False)

EFFORTS = {"small": (0, 3), "middle": (4, 15), "large": (16, 10_000)}
EFFORT_NAMES = [
    ("small", gettext_lazy("3 days or less")),
    ("middle", gettext_lazy("4 to 15 days")),
    ("large", gettext_lazy("more than 15 days")),
]
WAITS = [
    ("30", gettext_lazy("more than a month")),
    ("90", gettext_lazy("more than three months")),
]


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


class Filters(forms.Form):
    """A plain GET form: an address says all and can be kept."""

    skill = forms.ChoiceField(label=gettext_lazy("Skill"), required=False)
    effort = forms.ChoiceField(label=gettext_lazy("Effort"), required=False)
    value = forms.ChoiceField(label=gettext_lazy("Value served"), required=False)
    waiting = forms.ChoiceField(label=gettext_lazy("Waiting for"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="filter_%s")
        values = [(key, term.label) for key, term in vocabulary.values().items()]
        self._offer("skill", _("All skills"), Skill.choices)
        self._offer("effort", _("Any effort"), EFFORT_NAMES)
        self._offer("value", _("All values"), values)
        self._offer("waiting", _("Any time"), WAITS)

    def _offer(self, name: str, everything: str, choices: Any) -> None:
        self.fields[name].choices = [("", everything), *choices]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What was asked as it was understood; what is not offered is left aside."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

    @property
    def narrowed(self) -> bool:
        return any(self.asked().values())

    def where(self, now: datetime) -> Q:
        asked, where = self.asked(), Q()
        if asked["skill"]:
            where &= asks_for(asked["skill"])
        if asked["effort"]:
            where &= Q(effort_days__range=EFFORTS[asked["effort"]])
        if asked["value"]:
            served = Proposal.objects.filter(
                value_tags__value=asked["value"], value_tags__weight__gt=0
            )
            where &= Q(pk__in=served.values("pk"))
        if asked["waiting"]:
            long_ago = now - timedelta(days=int(asked["waiting"]))
            where &= Q(brief__confirmed_at__lte=long_ago)
        return where


def asks_for(skill: str) -> Q:
    """Chosen in the brief; where nothing was chosen, guessed from the subject. Keys
    are words of one list, so that a quoted one is found in the stored text."""
    chosen = Brief.objects.annotate(asked=Cast("skills", TextField()))
    mine = chosen.filter(asked__contains=f'"{skill}"')
    unsaid = Q(brief__skills=[], category__in=GUESSED.get(Skill(skill), set()))
    return Q(brief__in=mine.values("pk")) | unsaid


def works(where: Q, now: datetime, *statuses: Status) -> list[Work]:
    """With their briefs, issues, values and supports, longest wait first."""
    return [_work(proposal, now) for proposal in needs(where, *statuses)]


def needs(where: Q, *statuses: Status) -> ProposalQuerySet:
    found = Proposal.objects.filter(where, status__in=statuses).select_related("brief")
    listed = with_counts(with_wordings(found, reader_language()))
    return listed.prefetch_related(
        "mirror_links__repository", "mirror_links__pulls", "mirror_links__parts"
    ).order_by("brief__confirmed_at", "number")[:A_SECTION]


def _work(proposal: Proposal, now: datetime) -> Work:
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
