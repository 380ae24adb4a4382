"""What public pages of the CMS show that only the roof can compose: addresses of the
member site, drawings, and sentences over the facts that the pages read."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy

from cms.facts.front import OpenVote
from governance.proposals.models import Proposal
from governance.voting.models import Round
from governance.voting.queries import outcome
from portal.site.charts import Meter, Stack
from portal.site.context import address
from portal.site.languages import reader_language
from portal.site.thread import LABELS, Stop
from portal.site.votes import cards
from portal.site.votes.results import one

# What the needs counted at each stop are doing there.
AT_STOP = {
    "need": gettext_lazy("open to your support"),
    "vote": gettext_lazy("put to members"),
    "decision": gettext_lazy("voted, before the board"),
    "code": gettext_lazy("adopted, being built"),
    "release": gettext_lazy("ready for the next release"),
    "confirmation": gettext_lazy("delivered, tried by members"),
}


def front_stops(counts: dict[str, int]) -> list[Stop]:
    """The thread of all needs: how many stand at each stop, with a way to them."""
    needs = address("need_list")
    return [
        Stop(
            key=key,
            label=str(LABELS[key]),
            state="done" if counts.get(key) else "todo",
            detail=str(AT_STOP[key]),
            url=f"{needs}?status={key}" if needs and counts.get(key) else "",
            count=counts.get(key, 0),
        )
        for key in AT_STOP
    ]


def turnout_meter(vote: OpenVote) -> Meter | None:
    return cards.meter(vote.round, vote.turnout.voted, vote.turnout.roll)


def need_place(need: Proposal) -> str:
    """The address of a need in the reader's language."""
    words = need.wording(reader_language())
    slug = words.slug if words else str(need.number)
    return _reversed("need_detail", number=need.number, slug=slug)


def round_place(round: Round) -> str:
    return _reversed("round_detail", pk=round.pk)


def results_place(round: Round) -> str:
    return _reversed("round_results", pk=round.pk)


def result_sentence(round: Round) -> str:
    """How many voted and what came out."""
    told = outcome(round.result)
    return f"{told.turnout} {told.headline}"


def result_stack(round: Round, need: Proposal) -> Stack | None:
    """What members made of one need as one bar; None where there is none to draw."""
    return one.stack(round.result, need.number)


def _reversed(name: str, **kwargs: Any) -> str:
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""
