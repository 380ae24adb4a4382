"""A meeting in plain words: a sentence before every figure.

Read in the language in force when they are asked for: the minutes ask twice.
"""

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from governance.decisions import bylaw, meetings
from governance.decisions.models import Meeting, Point
from governance.decisions.quorum import Meter
from governance.voting.queries import Told, outcome
from portal.site import charts
from portal.site.assembly import choices
from portal.site.assembly.hours import ended, said
from portal.site.languages import in_language

VERDICTS = {
    bylaw.Verdict.ADOPTED: gettext_lazy("The resolution is adopted."),
    bylaw.Verdict.REJECTED: gettext_lazy("The resolution is rejected."),
    bylaw.Verdict.TIE: gettext_lazy("A tie: the resolution is rejected."),
}
# After a tie: what came of it, and why.
TIES = {
    "rejects": (
        VERDICTS[bylaw.Verdict.TIE],
        gettext_lazy("The by-law gives the chair no casting vote."),
    ),
    "waits": (
        gettext_lazy("A tie: the casting vote of the chair decides."),
        gettext_lazy("That vote comes from the %(rule)s."),
    ),
    "for": (
        gettext_lazy("A tie, broken by the chair: the resolution is adopted."),
        gettext_lazy("The chair votes for (%(rule)s): %(reason)s"),
    ),
    "against": (
        gettext_lazy("A tie, broken by the chair: the resolution is rejected."),
        gettext_lazy("The chair votes against (%(rule)s): %(reason)s"),
    ),
}
THRESHOLDS = {
    "1/2": gettext_lazy("Needed: more than half of the votes for and against."),
    "2/3": gettext_lazy("Needed: at least two thirds of the votes for and against."),
    "3/4": gettext_lazy(
        "Needed: at least three quarters of the votes for and against."
    ),
}
ANSWERS = {
    "in_favour": pgettext_lazy("count", "For"),
    "against": pgettext_lazy("count", "Against"),
    "abstained": pgettext_lazy("count", "Abstentions"),
    "spoiled": pgettext_lazy("count", "Spoiled ballots"),
}


def title(meeting: Meeting) -> str:
    """“Assemblée générale annuelle – Lac-Tamarac”."""
    kind = meeting.get_kind_display()
    return f"{kind[:1].upper()}{kind[1:]} – {meeting.cooperative.short_name}"


def quorum(meter: Meter) -> str:
    """What the quorum meter says; the figure stands beside it."""
    if meter.is_met and meter.reached_at:
        return ended(
            _("Quorum reached at %(hour)s.") % {"hour": said(meter.reached_at)}
        )
    if meter.is_met:
        return _("The quorum is reached.")
    missing = ngettext(
        "%(count)s person is missing for the quorum.",
        "%(count)s people are missing for the quorum.",
        meter.missing,
    ) % {"count": number_format(meter.missing)}
    if meter.reached_at:
        lost = _("The quorum, reached at %(hour)s, is lost.")
        return f"{lost % {'hour': said(meter.reached_at)}} {missing}"
    return missing


def present(meter: Meter) -> str:
    return ngettext(
        "%(count)s person with the right to vote is there; the by-law asks for "
        "%(needed)s.",
        "%(count)s people with the right to vote are there; the by-law asks for "
        "%(needed)s.",
        meter.present,
    ) % {
        "count": number_format(meter.present),
        "needed": number_format(meter.needed),
    }


def guests(meter: Meter) -> str:
    if not meter.guests:
        return ""
    return ngettext(
        "%(count)s member without the right to vote is there too.",
        "%(count)s members without the right to vote are there too.",
        meter.guests,
    ) % {"count": meter.guests}


def rule(meeting: Meeting) -> str:
    """Where the figures of the meeting come from."""
    return bylaw.article(meeting.bylaw_ref)


def threshold(point: Point) -> str:
    if point.is_choice:
        return ngettext(
            "At most %(count)s need on each ballot.",
            "At most %(count)s needs on each ballot.",
            point.max_choices,
        ) % {"count": point.max_choices}
    known = THRESHOLDS.get(point.threshold)
    return str(known or "")


def how(point: Point) -> str:
    return str(point.get_mode_display())


def figures(point: Point) -> str:
    """“34 for, 2 against, 3 abstentions.”"""
    if point.in_favour is None:
        return ""
    if point.choices:
        return choices.figures(point)
    parts = [
        _("%(count)s for") % {"count": number_format(point.in_favour)},
        _("%(count)s against") % {"count": number_format(point.against or 0)},
        ngettext("%(count)s abstention", "%(count)s abstentions", point.abstained or 0)
        % {"count": number_format(point.abstained or 0)},
    ]
    if point.spoiled:
        parts.append(
            ngettext(
                "%(count)s spoiled ballot", "%(count)s spoiled ballots", point.spoiled
            )
            % {"count": number_format(point.spoiled)}
        )
    return f"{', '.join(parts)}."


def told(point: Point) -> Told | None:
    """The result of a vote by telephone, in its sentences."""
    result = getattr(point.round, "result", None) if point.round else None
    return outcome(result) if result is not None else None


def headline(point: Point) -> str:
    """What came out of a closed question, in a sentence; empty before."""
    if point.closed_at is None:
        return ""
    if point.choices:
        return choices.headline(point)
    if verdict := meetings.verdict(point):
        tied = verdict is bylaw.Verdict.TIE
        return str(TIES[_tie(point)][0] if tied else VERDICTS[verdict])
    known = told(point)
    return known.headline if known else ""


def after_tie(point: Point) -> str:
    """Who broke a tie, by what article and why; empty where there was none."""
    if meetings.verdict(point) is not bylaw.Verdict.TIE:
        return ""
    return str(TIES[_tie(point)][1]) % {
        "rule": bylaw.article(point.meeting.casting_vote_ref),
        "reason": in_language(point, "casting"),
    }


def _tie(point: Point) -> str:
    return point.casting or ("waits" if meetings.tie_waits(point) else "rejects")


def detail(point: Point) -> str:
    """The figures under the headline."""
    if point.closed_at is None:
        return ""
    known = told(point)
    return known.figures if known else figures(point)


def late(point: Point) -> str:
    """Where a question was written down afterwards, from the sheet."""
    if point.entered_at is None:
        return ""
    told = _("Voted at %(hour)s; written down from the sheet at %(later)s.") % {
        "hour": said(point.opened_at),
        "later": said(point.entered_at),
    }
    return ended(told)


def bars(point: Point) -> charts.Chart | None:
    """The answers as bars, once the question is closed."""
    rows = _rows(point)
    if not rows:
        return None
    drawn = [charts.Bar(label, n, number_format(n), tone) for label, n, tone in rows]
    return charts.Chart(
        title=_("How members answered"),
        description="",
        bars=drawn,
        columns=(_("Answer"), _("Members")),
        maximum=max(1, choices.ballots(point) or sum(n for _label, n, _tone in rows)),
        key=f"answers-{point.pk}",
    )


def _rows(point: Point) -> Sequence[tuple[str, int, str]]:
    if point.closed_at is None:
        return ()
    found = answers(point)
    if not found:
        return choices.chosen(point)
    named = [str(ANSWERS[name]) for name in ("in_favour", "against", "abstained")]
    if point.round is not None:
        named[:2] = [_("Yes"), _("No")]
    return list(zip(named, found, ("evergreen", "maple", "plain"), strict=True))


def answers(point: Point) -> tuple[int, ...]:
    """For, against and abstentions; empty for a choice among several needs."""
    if point.choices:
        return ()
    if point.in_favour is not None:
        return (point.in_favour, point.against or 0, point.abstained or 0)
    result = getattr(point.round, "result", None) if point.round else None
    found = result.figures if result is not None else {}
    if "yes" not in found:
        return ()
    return (found["yes"], found["no"], found["abstain"])


def point_title(point: Point) -> str:
    return in_language(point, "title")
