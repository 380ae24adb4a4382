"""“What waits for you”: the first thing a board person sees in the admin."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from cms.facts import untold
from cms.facts.needs import wordings
from cms.models import ReleasePage
from governance.membership.queries import cooperatives_overseen, cooperatives_where
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.releases.queries import to_settle

SHOWN = 5  # of each kind; the rest is in the list


@dataclass(frozen=True)
class Line:
    label: str
    url: str


@dataclass(frozen=True)
class Waiting:
    """One kind of thing to do: a sentence, the first few, and how many in all."""

    sentence: str
    lines: list[Line]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


class WaitingPanel(Component):
    name = "waiting"
    order = 50
    template_name = "cms/desk/waiting.html"

    def __init__(self, person: Any) -> None:
        self.person = person

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"waiting": list(waiting_for(self.person))}


def waiting_for(person: Any) -> Iterator[Waiting]:
    """Only what this person may do, in the order of the thread."""
    for sentence, place, needs in _duties(person):
        shown = needs.prefetch_related(wordings()).order_by("changed_at")
        if total := shown.count():
            lines = [_line(need, place) for need in shown[:SHOWN]]
            yield Waiting(str(sentence), lines, total)
    drafts = _to_tell(person).order_by("release__published_at", "-language")
    if total := drafts.count():
        sentence = _("Releases to tell members: say what changes, then publish")
        lines = [_page_line(page) for page in drafts[:SHOWN]]
        yield Waiting(sentence, lines, total)


def _duties(person: Any) -> Iterable[tuple[str, str, QuerySet[Proposal]]]:
    def at(right: str, status: str) -> QuerySet[Proposal]:
        there = cooperatives_where(person, right)
        return Proposal.objects.filter(cooperative__in=there, status=status)

    yield (
        _("Needs to look at: accept them for a vote, or say why not"),
        "need_accept",
        at("coordinate_cooperative", Status.SUBMITTED),
    )
    yield (
        _("Voted needs: record what the board decided"),
        "decision_new",
        at("record_decisions", Status.VOTED),
    )
    mandated = at("coordinate_cooperative", Status.MANDATED)
    yield (
        _("Adopted needs without a brief for the developers"),
        "need_brief",
        mandated.filter(brief=None),
    )
    yield (
        _("Briefs that wait for a second pair of eyes: yours"),
        "need_brief",
        _to_confirm(person),
    )
    coordinated = cooperatives_where(person, "coordinate_cooperative")
    yield (
        _("Needs that a version seems to deliver: say yes or no"),
        "need_delivery",
        to_settle().filter(cooperative__in=coordinated),
    )
    yield (
        _("Adopted needs that are not on the roadmap"),
        "roadmap_place",
        at("steer_roadmap", Status.MANDATED).filter(roadmap_item=None),
    )


def _to_confirm(person: Any) -> QuerySet[Proposal]:
    """Whoever wrote a brief does not confirm it."""
    there = cooperatives_where(person, "confirm_briefs").values("pk")
    overseen = cooperatives_overseen(person).values("pk")
    needs = Proposal.objects.filter(brief__confirmed_at=None).exclude(brief=None)
    mine = needs.filter(cooperative__in=there) | needs.filter(cooperative__in=overseen)
    return mine.exclude(brief__written_by=person)


def _to_tell(person: Any) -> QuerySet[ReleasePage]:
    told = untold.publishable(ReleasePage.objects.all())
    line = "release__delivered__proposal__cooperative__in"
    own = Q(**{line: cooperatives_where(person, "coordinate_cooperative")})
    overseen = Q(**{line: cooperatives_overseen(person)})
    return told.filter(own | overseen).distinct()


def _page_line(page: ReleasePage) -> Line:
    label = _("%(title)s, in English") if page.language == "en" else "%(title)s"
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return Line(label % {"title": page.title}, url)


def _line(need: Proposal, place: str) -> Line:
    words = need.wording((get_language() or "fr")[:2])
    label = f"{need.number} · {words.title}" if words else str(need.number)
    try:
        return Line(label, reverse(place, kwargs={"number": need.number}))
    except NoReverseMatch:
        return Line(label, reverse("needs:inspect", args=[need.pk]))
