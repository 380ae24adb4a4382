"""A word on the admin's first page when something is stuck on its way."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from cms.desk import scope
from integrations.github import budget
from integrations.models import Delivery
from portal.desk.exchanges import deliveries
from portal.desk.jobs import given_up
from portal.desk.retrying import STUCK


class StuckPanel(Component):
    """Shown only to those who oversee, and only when there is something to see."""

    name = "stuck"
    order = 60
    template_name = "integrations/desk/exchanges.html"

    def __init__(self, person: Any) -> None:
        self.person = person

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        stuck = deliveries(self.person).filter(fate__in=STUCK)
        labels = dict(Delivery.Fate.choices)
        counted = {str(labels[fate]): stuck.filter(fate=fate).count() for fate in STUCK}
        counted[_("Steps given up")] = given_up(self.person).count()
        sees = scope.oversees(self.person)
        paused = budget.paused(timezone.now()) if sees else None
        return {
            "paused": paused,
            "stuck": {label: n for label, n in counted.items() if n},
        }
