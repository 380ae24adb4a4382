"""What public pages of the CMS show that only the roof can compose: addresses of the
member site, drawings, and sentences over the facts that the pages read."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.facts.front import OpenVote
from governance.proposals.models import Proposal
from governance.voting.models import Round
from portal.site.charts import Meter, Slice, Stack
from portal.site.context import address
from portal.site.languages import reader_language
from portal.site.thread import LABELS, Stop
from portal.site.votes import cards

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
    """How many voted and what came out, in one sentence."""
    result = round.result
    voted = ngettext(
        "%(voted)s person out of %(roll)s voted.",
        "%(voted)s people out of %(roll)s voted.",
        result.ballots,
    ) % {
        "voted": number_format(result.ballots),
        "roll": number_format(result.roll_size),
    }
    outcome = _("Result: %(outcome)s.") % {"outcome": result.get_outcome_display()}
    return f"{voted} {outcome}"


def result_stack(round: Round, need: Proposal) -> Stack | None:
    """The members' answer on one need as one bar; None while it has no figures."""
    figures = round.result.figures
    if round.rule == Round.Rule.MAJORITY:
        return _answers(figures)
    return _approvals(figures, need, ballots=round.result.ballots)


def _answers(figures: dict[str, Any]) -> Stack | None:
    yes, no, abstain = (figures[key] for key in ("yes", "no", "abstain"))
    if not yes + no + abstain:
        return None
    return Stack(
        title=_("The members’ answers"),
        slices=(
            Slice(_("%(count)s yes") % {"count": number_format(yes)}, yes),
            Slice(_("%(count)s no") % {"count": number_format(no)}, no, "maple"),
            Slice(
                ngettext("%(count)s abstention", "%(count)s abstentions", abstain)
                % {"count": number_format(abstain)},
                abstain,
                "plain",
            ),
        ),
    )


def _approvals(
    figures: dict[str, Any], need: Proposal, *, ballots: int
) -> Stack | None:
    rows = {row["number"]: row["approvals"] for row in figures["approvals"]}
    chose = rows.get(need.number)
    if chose is None or not ballots:
        return None
    label = ngettext(
        "%(count)s person chose this need",
        "%(count)s people chose this need",
        chose,
    ) % {"count": number_format(chose)}
    rest = ngettext(
        "%(count)s chose others only", "%(count)s chose others only", ballots - chose
    ) % {"count": number_format(ballots - chose)}
    return Stack(
        title=_("The members’ choices"),
        slices=(Slice(label, chose), Slice(rest, ballots - chose, "plain")),
    )


def _reversed(name: str, **kwargs: Any) -> str:
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""
