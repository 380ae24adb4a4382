"""What public pages of the CMS show that only the roof can compose: addresses of the
member site, drawings, and sentences over the facts that the pages read."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.facts.front import Front, OpenVote
from governance.proposals.models import Proposal
from governance.voting.models import Round
from governance.voting.queries import outcome
from portal.formats import moments
from portal.site.charts import Meter, Stack
from portal.site.context import address
from portal.site.languages import reader_language
from portal.site.thread import FRONT_LABELS, Stop
from portal.site.votes import cards
from portal.site.votes.results import one


def front_stops(facts: Front) -> list[Stop]:
    """The thread of all needs: how many came to each stop, with a way to them."""
    needs, told = address("need_list"), _told(facts)
    return [
        Stop(
            key=key,
            label=str(label),
            state="done" if facts.counts[key] else "todo",
            detail=told[key],
            url=f"{needs}?reached={key}" if needs and facts.counts[key] else "",
            count=facts.counts[key],
        )
        for key, label in FRONT_LABELS.items()
    ]


def _told(facts: Front) -> dict[str, str]:
    """The short line under each count."""
    return {
        "need": _("proposed in the past year"),
        "vote": _open_now(facts.vote),
        "decision": _("by the board, with reasons"),
        "code": _made_by(facts.work.people),
        "release": _in_releases(facts.work.releases),
        "confirmation": _("“it meets the need”"),
    }


def _open_now(vote: OpenVote | None) -> str:
    """Its own number beside its own day: the count above is that of a year."""
    if vote is None:
        return _("no vote is open")
    told = ngettext(
        "open vote: %(n)s need, until %(day)s",
        "open vote: %(n)s needs, until %(day)s",
        vote.options,
    )
    day = moments.short_day(vote.round.closes_at)
    return told % {"n": vote.options, "day": day}


def _made_by(people: int) -> str:
    if not people:
        return _("begun by developers")
    told = ngettext(
        "%(count)s person contributed", "%(count)s people contributed", people
    )
    return told % {"count": people}


def _in_releases(releases: int) -> str:
    if not releases:
        return _("none yet")
    return ngettext("in %(count)s release", "in %(count)s releases", releases) % {
        "count": releases
    }


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
