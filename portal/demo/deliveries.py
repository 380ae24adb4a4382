"""After a release: its page published with what changes, then the two questions."""

from datetime import datetime
from typing import Any

from cms import telling
from cms.drafts import prepare_due_pages
from cms.models import ReleasePage
from governance.membership.models import Seat
from governance.releases.actions import ask_members
from governance.releases.models import TRY_FOR, Delivered, Release
from portal.demo.needs import Needs
from portal.demo.people import Cast
from portal.demo.places import data
from portal.demo.timeline import Timeline

WORDED_AFTER = 1.0  # day: the coordinator takes the time to write


class Deliveries:
    """Lays what coordinators and the worker do once a version is out."""

    def __init__(self, timeline: Timeline, cast: Cast, needs: Needs) -> None:
        self.timeline, self.cast, self.needs = timeline, cast, needs

    def lay(self) -> None:
        for row in data("plan")["releases"]:
            if row.get("changes"):
                self._on(row["day"] + WORDED_AFTER, self._publish, row)
                self._on(row["day"] + TRY_FOR.days + 0.01, self._ask, row)

    def _on(self, day: float, act: Any, row: dict[str, Any]) -> None:
        self.timeline.at(day, lambda at: act(row, at))

    def _publish(self, row: dict[str, Any], at: datetime) -> None:
        prepare_due_pages(at)
        release = Release.objects.get(tag=row["tag"])
        slug = next(iter(row["changes"]))
        by = self.cast.holder(self.needs.slug_of_coop[slug], Seat.Role.COORDINATOR)
        pages = ReleasePage.objects.filter(release=release)
        for page in pages:
            self._word(page, row["changes"])
        telling.publish(pages.get(language="fr"), by=by, at=at)

    def _word(self, page: ReleasePage, changes: dict[str, dict[str, str]]) -> None:
        by_number = {self.needs[slug].number: words for slug, words in changes.items()}
        latest = page.get_latest_revision_as_object()
        for block in latest.changes:
            if words := by_number.get(block.value["number"]):
                block.value["words"] = words[page.language]
        latest.save_revision(log_action=False)

    def _ask(self, row: dict[str, Any], at: datetime) -> None:
        """What the worker does two weeks after."""
        due = Delivered.objects.due_to_ask(at).filter(release__tag=row["tag"])
        for delivered in due.order_by("pk"):
            ask_members(delivered, at=at)
