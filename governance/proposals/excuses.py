"""What a co-op's coordinators have excused, asked while a text is being looked at."""

from datetime import datetime

from django.db.models import F, QuerySet

from governance.guard.marks import marks
from governance.membership.models import Cooperative
from governance.proposals.models import Comment, Excuse, ExcuseUse, Proposal


class Pass:
    """Given to the guard as ``excused``: says of one match whether it may pass, and
    remembers what did. It asks the database only about what would be refused."""

    def __init__(self, cooperative: Cooperative) -> None:
        self.cooperative = cooperative
        self.used: dict[int, Excuse] = {}

    def __call__(self, kind: str, match: str) -> bool:
        found = standing(self.cooperative, kind, match).first()
        if found:
            self.used[found.pk] = found
        return found is not None

    @property
    def facts(self) -> dict[str, list[int]]:
        """For the journal: which excuses were used, where one was."""
        return {"excuses": sorted(self.used)} if self.used else {}

    def note(
        self, proposal: Proposal, *, at: datetime, comment: Comment | None = None
    ) -> None:
        """Write down where what passed stands now, for coordinators to see."""
        for excuse in self.used.values():
            ExcuseUse.objects.get_or_create(
                excuse=excuse, proposal=proposal, comment=comment, defaults={"at": at}
            )


def standing(cooperative: Cooperative, kind: str, match: str) -> QuerySet[Excuse]:
    """The excuse in force for a match, if there is one."""
    known = marks(cooperative.pk, kind, match)
    return Excuse.objects.filter(
        cooperative=cooperative, kind=kind, mark__in=known, revoked_at=None
    )


def at_places(places: QuerySet[Cooperative]) -> QuerySet[Excuse]:
    """All that was excused in these co-ops, what stands first."""
    excuses = Excuse.objects.filter(cooperative__in=places)
    related = excuses.select_related("cooperative", "by", "revoked_by")
    return related.order_by(F("revoked_at").desc(nulls_first=True), "-at", "-pk")


def uses_in(proposal: Proposal) -> QuerySet[ExcuseUse]:
    """What passed in a need and in what is said of it."""
    return proposal.excuse_uses.select_related("excuse", "excuse__by")
