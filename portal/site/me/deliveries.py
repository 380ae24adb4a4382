"""What waits for a person in charge once something was released; and what a member may
try. A few queries, however many seats and versions."""

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.facts.untold import publishable
from cms.models import ReleasePage
from governance.proposals.lifecycle import BUILDING
from governance.proposals.models import Proposal
from governance.releases.models import Evidence
from governance.releases.queries import shaken, to_settle, unsent
from integrations.github.staying import suspects
from portal.site.me import briefs, developers
from portal.site.me.tasks import MOST, Charge, Task, task_for
from portal.site.votes.shown import Choice, current_wordings


def tasks(charge: Charge) -> list[Task]:
    """Briefs that stay, developers to answer, deliveries to settle, needs to send back, pages to
    publish."""
    kinds = [
        ("unsettled", _("Say whether a version delivers this need"), "need_delivery"),
        (
            "shaken",
            _("The proof of this delivery is gone: look again"),
            "need_delivery",
        ),
        (
            "unsent",
            _("Tell the developers: the need is taken up again"),
            "need_reopen",
        ),
    ]
    needs = list(_needs(charge))
    found = [
        task_for(need, words, page)
        for kind, words, page in kinds
        for need in needs
        if getattr(need, kind)
    ]
    kept = [task for need in needs for task in briefs.of_need(need, charge)]
    asked = [task for need in needs for task in developers.of_need(need, charge)]
    return [*kept, *asked, *found, *_pages(charge)]


def _needs(charge: Charge) -> QuerySet[Proposal]:
    """With what waits of each, in one query."""
    kinds = {
        "unsettled": to_settle(),
        "shaken": shaken(),
        "unsent": unsent(),
        "held": developers.held_back(),
        "asked": developers.unanswered(),
        "kept": suspects(),
    }
    asked = {
        name: Exists(rows.order_by().filter(pk=OuterRef("pk")))
        for name, rows in kinds.items()
    }
    needs = Proposal.objects.filter(_places(charge)).annotate(**asked)
    any_of = reduce(or_, (Q(**{name: True}) for name in kinds))
    waiting = needs.filter(any_of)
    related = waiting.select_related("cooperative")
    return related.prefetch_related(current_wordings()).order_by("changed_at")[:MOST]


def _places(charge: Charge) -> Q:
    own = [pk for pk, held in charge.rights.items() if "coordinate_cooperative" in held]
    return Q(cooperative__in=own) | Q(cooperative__federation__in=charge.federations)


def _pages(charge: Charge) -> list[Task]:
    """Release pages that no one has published yet: in French, then in English. The
    duty stays until both languages are out."""
    own = [pk for pk, held in charge.rights.items() if "coordinate_cooperative" in held]
    asked = Q(release__delivered__proposal__cooperative__in=own) | Q(
        release__delivered__proposal__cooperative__federation__in=charge.federations
    )
    drafts = publishable(ReleasePage.objects.filter(asked)).distinct()
    ordered = drafts.order_by("release__published_at", "-language")[:MOST]
    return [_page_task(page) for page in ordered]


def _page_task(page: ReleasePage) -> Task:
    words = {
        "fr": _("Say in French what changes for members, then publish"),
        "en": _("Say in English what changes for members, then publish"),
    }[page.language]
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return Task(words, page.title, page.language, url)


def to_try(needs: list[Choice]) -> list[tuple[Choice, str]]:
    """Of a member's needs, those that a preview contains, and its version."""
    pieces = Evidence.objects.current().filter(
        kind=Evidence.Kind.CONTAINED,
        proposal__number__in=[need.number for need in needs],
        proposal__status__in=sorted(BUILDING),
        release__is_preview=True,
        release__withdrawn_at=None,
    )
    newest = pieces.select_related("release").order_by("release__published_at")
    newer = newest.select_related("proposal")
    found = {piece.proposal.number: piece.release.version for piece in newer}
    return [(need, found[need.number]) for need in needs if need.number in found]
