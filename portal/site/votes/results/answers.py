"""Yes, no and abstentions: of everyone, and of each co-operative."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from governance.voting import asking
from governance.voting.models import Result, Round
from governance.voting.outcomes.naming import listed, votes
from governance.voting.rules import delegates
from governance.voting.rules.bands import ONE_EACH
from portal.site.charts import Bar, Chart, Slice, Stack
from portal.site.languages import reader_language
from portal.site.votes.results.exact import people

ANSWERS = ("yes", "no", "abstain")
TONES = {"yes": "evergreen", "no": "maple", "abstain": "plain"}


@dataclass(frozen=True)
class Answered:
    """A co-operative in the result. ``verdict`` is what it says, in words; ``shown``
    are its three figures; ``weight`` the votes it carries, where it carries any."""

    name: str
    stack: Stack
    shown: tuple[str, str, str]
    verdict: str
    tone: str
    weight: str = ""
    carried: str = ""


@dataclass(frozen=True)
class Side:
    """One of two results that stand side by side."""

    title: str
    sentence: str
    stack: Stack
    shown: tuple[tuple[str, str], ...]


def answers(result: Result) -> Chart | None:
    """Yes, no and abstentions as bars; None where there is no such question."""
    figures = result.figures
    if "yes" not in figures:
        return None
    weighed = figures["rule"] == Round.Rule.DELEGATES
    told = votes_of if weighed else people
    labels = {"yes": _("Yes"), "no": _("No"), "abstain": _("Abstentions")}
    bars = [
        Bar(labels[a], Fraction(figures[a]), told(figures[a]), TONES[a])
        for a in ANSWERS
    ]
    return Chart(
        title=_("How the votes fall") if weighed else _("How people answered"),
        description="",
        bars=bars,
        columns=(_("Answer"), pgettext("counted", "Votes") if weighed else _("People")),
        maximum=max(sum(bar.value for bar in bars), 1),
        key="answers",
    )


def votes_of(text: str | int) -> str:
    """“8.33 votes”; one and a half is plural in English, singular in French."""
    told = ngettext("%(votes)s vote", "%(votes)s votes", _plural(Fraction(text)))
    return told % {"votes": votes(text)}


def sides(round: Round, figures: dict[str, Any]) -> list[Side]:
    """Both results of a round that is counted twice: by members and by co-ops; by
    bands and by one vote each."""
    if figures["rule"] == Round.Rule.DOUBLE_MAJORITY:
        yes, every = figures["places_yes"], figures["places_total"]
        return [
            Side(_("Members"), _passes(figures["members_majority"]), *_three(figures)),
            Side(
                _("Co-operatives"),
                _passes(figures["places_majority"]),
                *_two(yes, every - yes),
            ),
        ]
    if figures["rule"] == Round.Rule.DELEGATES:
        alone = _one_each(round, figures)
        return [
            Side(_("By bands"), _passes(figures["threshold_met"]), *_three(figures)),
            Side(
                _("One co-operative, one vote"),
                _passes(alone["threshold_met"]),
                *_three(alone),
            ),
        ]
    return []


def _passes(met: bool) -> str:
    if met:
        return _("The majority asked for is reached.")
    return _("The majority asked for is not reached.")


def _one_each(round: Round, figures: dict[str, Any]) -> dict[str, Any]:
    """The same delegates, each co-op with one vote; for comparison only."""
    question = replace(asking.of_sheet(round.sheet), bands=ONE_EACH)
    cast = {(p["place"], a): p[a] for p in figures["places"] for a in ANSWERS}
    return delegates.count_profile(question, cast).figures()


def _three(
    figures: dict[str, Any],
) -> tuple[Stack, tuple[tuple[str, str], ...]]:
    labels = {"yes": _("Yes"), "no": _("No"), "abstain": _("Abstentions")}
    shown = tuple((labels[a], votes(figures[a])) for a in ANSWERS)
    return stack(_("Answers"), [figures[a] for a in ANSWERS]), shown


def _two(yes: int, rest: int) -> tuple[Stack, tuple[tuple[str, str], ...]]:
    shown = ((_("Say yes"), str(yes)), (_("Do not say yes"), str(rest)))
    slices = (
        Slice(labelled(*shown[0]), yes),
        Slice(labelled(*shown[1]), rest, "plain"),
    )
    return Stack(_("Co-operatives"), slices), shown


def labelled(label: str, figure: str) -> str:
    return _("%(label)s: %(n)s") % {"label": label, "n": figure}


def stack(title: str, parts: Sequence[str | int]) -> Stack:
    """Yes, no and abstentions as one bar."""
    labels = (_("%(n)s yes"), _("%(n)s no"), _("%(n)s abstaining"))
    return Stack(
        title=title,
        slices=[
            Slice(label % {"n": votes(part)}, Fraction(part), TONES[answer])
            for label, part, answer in zip(labels, parts, ANSWERS, strict=True)
        ],
    )


def places(round: Round, figures: dict[str, Any]) -> list[Answered]:
    """What each co-operative answered, as the rule reads it."""
    names = {
        row["cooperative"]: row["name"].get(reader_language(), row["name"]["fr"])
        for row in round.sheet["electorate"]
    }
    return [
        _answered(_named(names, row["place"]), row) for row in figures.get("places", ())
    ]


def _named(names: dict[str, str], place: str) -> str:
    """One co-operative, or those of a secret vote that are counted together."""
    return listed([names.get(slug, slug) for slug in place.split("+")])


def _answered(name: str, row: dict[str, Any]) -> Answered:
    parts = [row[answer] for answer in ANSWERS]
    carries = row.get("votes")
    voting = sum(parts)
    carried = Fraction(carries, voting) if carries and voting else None
    words, tone = _verdict(row)
    return Answered(
        name=name,
        stack=stack(name, parts),
        shown=(votes(parts[0]), votes(parts[1]), votes(parts[2])),
        verdict=words,
        tone=tone,
        weight="" if carries is None else votes_of(carries),
        carried="" if carried is None else str(carried),
    )


def _verdict(row: dict[str, Any]) -> tuple[str, str]:
    """Level or silent is not a yes."""
    if not row["yes"] + row["no"] + row["abstain"]:
        return _("silent"), "plain"
    if row["yes"] > row["no"]:
        return _("says yes"), "evergreen"
    if row["yes"] == row["no"]:
        return _("level"), "gold"
    return _("says no"), "maple"


def _plural(count: Fraction) -> int:
    """The whole number whose plural this one takes."""
    if reader_language() == "fr":
        return int(count)
    return 1 if count == 1 else 2
