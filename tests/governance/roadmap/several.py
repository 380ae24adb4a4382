"""Many mandated needs from one vote, for tests that only want many."""

from datetime import datetime

from governance.membership.models import Cooperative
from governance.proposals.models import Proposal
from tests.builders import accepted_need, coordinator, decide, later
from tests.cast import AT
from tests.round_builders import opened_round, sealed, vote


def mandated_needs(
    cooperative: Cooperative, number: int, *, at: datetime = AT
) -> list[Proposal]:
    """Members asked for all of them in the same vote; the board adopted each."""
    needs = [accepted_need(cooperative, at=at) for _n in range(number)]
    opening = later(at, "vote")
    held = opened_round(cooperative, *needs, by=coordinator(cooperative), at=opening)
    vote(held, needs[0].author, needs[:1], at=opening)
    sealed(held)
    for need in needs:
        need.refresh_from_db()
        decide(need, at=later(at, "decided"))
    return needs
