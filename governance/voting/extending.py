"""How far an outage may put off the closing of a round; it stands on the rule sheet.

Any other change of the closing makes the sheet another one, and the count is refused.
"""

from datetime import datetime, timedelta

from governance.voting.models import Declared, Extension, Round

LONGEST = timedelta(hours=72)  # in all, past the closing of the rule sheet
WAITS = timedelta(hours=1)  # before the count, where an outage covered the closing

TERMS = {
    "only_for": "an outage of the portal",
    "longest_hours": LONGEST // timedelta(hours=1),
    "count_waits_minutes": WAITS // timedelta(minutes=1),
    "count_waits": "after an outage of the portal that covers the closing",
    "published": "on the public log, with the reason",
}


def sealed_closing(round: Round) -> datetime:
    """The closing as the rule sheet has it, before any outage put it off and before the
    chair of a meeting brought it forward; the present one where those steps do not lead
    from there to here."""
    steps: list[Extension | Declared] = [*round.extensions.order_by("pk")]
    steps += Declared.objects.filter(round=round)
    moments = [(step.closed_at, step.until) for step in steps]
    closing = round.closes_at
    while moments:
        last = next((moment for moment in moments if moment[1] == closing), None)
        if last is None:
            return round.closes_at
        moments.remove(last)
        closing = last[0]
    return closing


def latest(round: Round) -> datetime:
    """The last moment that the closing may be put off to."""
    return sealed_closing(round) + LONGEST
