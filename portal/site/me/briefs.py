"""A brief that was confirmed and does not leave: what is in the way, for those who can
change it."""

from django.utils.translation import gettext as _

from governance.proposals.models import Proposal
from integrations.github import door
from integrations.github.staying import staying
from portal.site.me.tasks import Charge, Task, task_for


def of_need(need: Proposal, charge: Charge) -> list[Task]:
    """What waits of a need whose ``kept`` is known, leading to the page that says
    what to take out; for coordinators alone, who write briefs."""
    kept = getattr(need, "kept", False)
    if not kept or not charge.carries("coordinate_cooperative", need):
        return []
    why = staying(need.number).get(need.number)
    if why is None:
        return []
    return [task_for(need, words_for(why), "need_brief_confirm")]


def words_for(problem: str) -> str:
    """``problem`` as operators read it, in a line for the co-op."""
    told = {
        door.NAMES: _("A brief does not leave: it names a person"),
        door.PRIVATE: _("A brief does not leave: it holds a personal fact"),
    }
    return told.get(problem) or _("A brief does not leave: see why")
