"""What the front page reads: the open vote, the thread's counts, the latest news."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cms.facts.needs import reader_language
from governance.proposals import queries as needs
from governance.proposals.models import Proposal
from governance.voting import queries as votes
from governance.voting.models import Round


@dataclass(frozen=True)
class OpenVote:
    """The open round that closes first. ``others`` counts the further open ones."""

    round: Round
    turnout: Any
    options: int
    closes_in_days: int
    others: int


@dataclass(frozen=True)
class Front:
    vote: OpenVote | None
    counts: dict[str, int]
    need: Proposal | None


def facts(at: datetime) -> Front:
    return Front(
        vote=_open_vote(at),
        counts=needs.counts_by_stop(),
        need=needs.listed(language=reader_language(), sort="new").first(),
    )


def _open_vote(at: datetime) -> OpenVote | None:
    rounds = list(
        Round.objects.open(at)
        .select_related("host", "federation")
        .order_by("closes_at", "pk")
    )
    if not rounds:
        return None
    first = rounds[0]
    return OpenVote(
        round=first,
        turnout=votes.turnout(first),
        options=first.options.count(),
        closes_in_days=(first.closes_at - at).days,
        others=len(rounds) - 1,
    )
