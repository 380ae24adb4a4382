"""The needs of a person, what became of them, and what they are asked about."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from governance.membership.models import Person
from governance.proposals.lifecycle import DELIVERED, Status
from governance.proposals.models import Proposal
from governance.releases.models import Confirmation, Delivered
from portal.site.languages import in_language
from portal.site.votes.shown import Choice, choice, current_wordings

MOST = 60  # needs proposed or supported, the last to change first

CHANGED = {
    Status.MANDATED: _("The board adopted it: it will be built."),
    Status.IN_DEVELOPMENT: _("Developers are building it."),
    Status.IN_TEST: _("It is built and waits for a release."),
    Status.RELEASED: _("It is delivered."),
    Status.CONFIRMED: _("It is delivered, and members confirm that it meets the need."),
    Status.REFUSED: _("The board refused it, with its reasons."),
}


@dataclass(frozen=True)
class Mine:
    """A need of mine: ``author`` if I proposed it, else one I support."""

    need: Choice
    status: str
    author: bool
    changed_at: datetime
    asked: bool
    told: str = ""

    @property
    def change(self) -> str:
        """What became of it, in a sentence; empty while nothing was decided."""
        return str(CHANGED.get(Status(self.status), ""))


def needs_of(person: Person) -> list[Mine]:
    """What a person proposed or supports, last change first."""
    found = (
        Proposal.objects.filter(
            Q(author=person) | Q(pk__in=person.supports.values("proposal"))
        )
        .select_related("cooperative")
        .annotate(
            delivered_at=Max("delivered__at"),
            asked_at=Max("delivered__asked_at"),
            change_fr=_last_told("change_fr"),
            change_en=_last_told("change_en"),
        )
        .prefetch_related(current_wordings())
        .order_by("-changed_at", "-number")
    )
    supported = Q(status=Status.WITHDRAWN) & ~Q(author=person)
    answers = Confirmation.objects.filter(person=person, proposal=OuterRef("pk"))
    found = found.annotate(answered_at=Subquery(answers.values("at")[:1]))
    return [_mine(need, person) for need in found.exclude(supported)[:MOST]]


def _mine(need: Proposal, person: Person) -> Mine:
    delivered = need.status in DELIVERED
    return Mine(
        need=choice(need),
        status=need.status,
        author=need.author_id == person.pk,
        changed_at=need.changed_at,
        asked=_asked(need),
        # French where there is no other.
        told=in_language(need, "change") if delivered else "",
    )


def _last_told(name: str) -> Subquery:
    """What changes, as its members were written to."""
    told = Delivered.objects.filter(proposal=OuterRef("pk"), told_at__isnull=False)
    return Subquery(told.order_by("-at", "-pk").values(name)[:1])


def _asked(need: Proposal) -> bool:
    """Asked two weeks after the last delivery, and not answered since that."""
    delivered: datetime | None = getattr(need, "delivered_at", None)
    asked: datetime | None = getattr(need, "asked_at", None)
    at: datetime | None = getattr(need, "answered_at", None)
    if need.status not in DELIVERED or not delivered or not asked or asked < delivered:
        return False
    return at is None or at < delivered
