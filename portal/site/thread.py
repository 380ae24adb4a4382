"""Le fil: where a need stands, from its first words to members' confirmation."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from portal.site.trace import Trace, trace_of

LABELS = {
    "need": _("Need"),
    "vote": _("Vote"),
    "decision": _("Decision"),
    "code": _("Code"),
    "release": _("Release"),
    "confirmation": _("Confirmation"),
}
KEYS = list(LABELS)

# The stops of all needs together, where each is a number of needs.
FRONT_LABELS = {
    "need": pgettext_lazy("needs at a stop", "Needs"),
    "vote": pgettext_lazy("needs at a stop", "Put to the vote"),
    "decision": pgettext_lazy("needs at a stop", "Decisions"),
    "code": pgettext_lazy("needs at a stop", "In development"),
    "release": pgettext_lazy("needs at a stop", "Delivered"),
    "confirmation": pgettext_lazy("needs at a stop", "Confirmed"),
}

# Which stop is being waited for at each stage; everything before it is done.
AT_STOP = {
    Status.DRAFT: "need",
    Status.SUBMITTED: "need",
    Status.UNDER_REVIEW: "vote",
    Status.VOTED: "decision",
    Status.MANDATED: "code",
    Status.IN_DEVELOPMENT: "code",
    Status.IN_TEST: "release",
    Status.RELEASED: "confirmation",
    Status.CONFIRMED: "",
    Status.REFUSED: "decision",
    Status.WITHDRAWN: "need",
}
STATE_WORDS = {
    "done": _("done"),
    "now": _("now"),
    "todo": _("to come"),
    "stopped": _("stopped here"),
}


@dataclass(frozen=True)
class Stop:
    """One of the six stops. ``state`` is done, now, todo or stopped; ``count`` is
    for the summary of all needs, where a stop shows how many passed it."""

    key: str
    label: str
    state: str
    detail: str = ""
    date: date | datetime | None = None
    url: str = ""
    count: int | None = None

    @property
    def state_words(self) -> str:
        return str(STATE_WORDS[self.state])


def small_stops(status: str) -> list[Stop]:
    """The six stops from the status alone: no query, for cards and lists."""
    return [Stop(key, str(LABELS[key]), state_of(key, status)) for key in KEYS]


def stops(proposal: Proposal, trace: Trace | None = None) -> list[Stop]:
    """The six stops of one need, with the facts of every room.

    ``trace`` spares the queries when the page has already read them.
    """
    trace = trace or trace_of(proposal)
    told = {key: fact for key, fact in trace.told().items() if fact}
    return [_stop(key, proposal.status, told.get(key)) for key in KEYS]


def _stop(key: str, status: str, fact: Any) -> Stop:
    state = state_of(key, status)
    if fact is None:
        # Refused before it came to a vote: that stop was passed over, not reached.
        skipped = key == "vote" and state == "done" and status == Status.REFUSED
        return Stop(key, str(LABELS[key]), "todo" if skipped else state)
    return Stop(
        key, str(LABELS[key]), state, detail=fact.words, date=fact.on, url=fact.url
    )


def state_of(key: str, status: str) -> str:
    """done, now, todo or stopped, for one stop of a need at ``status``."""
    at = AT_STOP[Status(status)]
    if at == "":
        return "done"
    if key == at:
        stopped = status in {Status.REFUSED, Status.WITHDRAWN}
        return "stopped" if stopped else "now"
    return "done" if KEYS.index(key) < KEYS.index(at) else "todo"
