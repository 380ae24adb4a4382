"""Asked versus built, for pages: do members' values steer what gets built?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.releases.queries import AskedVersusBuilt, Pair, asked_versus_built
from governance.values.alignment import MATCH_DAYS, MATCH_ITEMS
from portal.site.charts import percent as width
from portal.site.coops.portrait import FAMILIES, answers
from portal.site.votes.words import percent

CLOSE = Fraction(5, 100)  # apart by less than this, the two agree


@dataclass(frozen=True)
class Twin:
    """A value with its two bars, in words and in percent of the whole: every chart of
    values runs from 0 to 100."""

    label: str
    prompt: str
    asked: str
    built: str
    asked_width: str
    built_width: str


@dataclass(frozen=True)
class Shown:
    """One family. ``takeaway`` is what to keep of it, empty where there is nothing to
    compare; ``match`` a sentence that holds the figure or says why none."""

    family: str
    title: str
    takeaway: str
    sentence: str
    match: str
    twins: list[Twin]
    held_on: date | None
    respondents: str


def asked_built(
    families: Sequence[str] = tuple(FAMILIES),
    *,
    since: date | None = None,
    until: date | None = None,
) -> list[Shown]:
    """The families for which members were asked or something was delivered."""
    found = [asked_versus_built(f, since=since, until=until) for f in families]
    return [shown(known) for known in found if known.respondents or known.items]


def shown(known: AskedVersusBuilt) -> Shown:
    return Shown(
        family=known.family,
        title=str(FAMILIES[known.family]),
        takeaway=_takeaway(known.pairs),
        sentence=_delivered(known),
        match=_match(known),
        twins=[_twin(pair) for pair in known.pairs],
        held_on=known.held_on,
        respondents=answers(known.respondents, known.response_rate)
        if known.respondents
        else _("Members have not been asked yet."),
    )


def _takeaway(pairs: Sequence[Pair]) -> str:
    """The value for which asking and building are the furthest apart."""
    both = [
        (abs(pair.asked - pair.built), pair, pair.asked, pair.built)
        for pair in pairs
        if pair.asked is not None and pair.built is not None
    ]
    if not both:
        return ""
    gap, pair, asked, built = max(both, key=lambda row: row[0])
    if gap < CLOSE:
        return _("What is built follows what is asked: no gap of 5 points or more.")
    told = _(
        "The widest gap: %(value)s, %(asked)s of what is asked, %(built)s of what is built."
    )
    return told % {
        "value": pair.label, "asked": percent(asked), "built": percent(built),
    }  # fmt: skip


def _delivered(known: AskedVersusBuilt) -> str:
    if not known.items:
        return _("Nothing has been delivered in this period yet.")
    needs = ngettext(
        "%(count)s need delivered", "%(count)s needs delivered", known.items
    ) % {"count": known.items}
    days = ngettext(
        "%(count)s day of development", "%(count)s days of development", known.days
    ) % {"count": known.days}
    whole = _("%(needs)s, %(days)s.") % {"needs": needs, "days": days}
    return f"{whole} {_served(known)}"


def _served(known: AskedVersusBuilt) -> str:
    """Which part of the effort the bars speak of."""
    others = known.days - known.serving
    if not known.serving:
        return _("None of them served a value of this family.")
    if not others:
        return _("All of them served values of this family.")
    words = ngettext(
        "%(n)s of these days served no value of this family: what was built is shown as "
        "parts of the other %(served)s.",
        "%(n)s of these days served no value of this family: what was built is shown as "
        "parts of the other %(served)s.",
        others,
    )
    return words % {"n": others, "served": known.serving}


def _match(known: AskedVersusBuilt) -> str:
    if known.match is None:
        return _(
            "No single figure is given under %(items)s needs or %(days)s days: one need "
            "would change it too much."
        ) % {"items": MATCH_ITEMS, "days": MATCH_DAYS}
    return _(
        "Agreement between what was asked and what was built: %(match)s out of 100."
    ) % {"match": known.match}


def _twin(pair: Pair) -> Twin:
    return Twin(
        label=pair.label,
        prompt=pair.prompt,
        asked=_words(pair.asked),
        built=_words(pair.built),
        asked_width=width(pair.asked, 1),
        built_width=width(pair.built, 1),
    )


def _words(share: Fraction | None) -> str:
    return _("not known") if share is None else percent(share)
