"""A values portrait in a sentence and bars: what members said matters most."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.values.portrait import Portrait, Row, portrait
from governance.values.queries import Portrayed
from portal.site.charts import Bar, Chart
from portal.site.votes.words import percent

FAMILIES = {
    "mission": gettext_lazy("What our co-ops are for"),
    "foundational": gettext_lazy("How we want to work together"),
}
OF_ONE = FAMILIES | {"mission": gettext_lazy("What our co-op is for")}


@dataclass(frozen=True)
class Shown:
    """``sentence`` comes first; ``charts`` is empty where too few people answered."""

    sentence: str
    held_on: date
    charts: list[Chart]


def shown(
    profile: Portrayed | None,
    *,
    key: str,
    titles: Mapping[str, str | Promise] = FAMILIES,
) -> Shown | None:
    """The portrait of a co-op (``OF_ONE``) or of the federation; None when nobody was
    asked."""
    if profile is None:
        return None
    portraits = [portrait(profile, family) for family in FAMILIES]
    if all(p.suppressed for p in portraits):
        few = _("Fewer than 5 people answered: nothing is shown, to protect them.")
        return Shown(few, profile.held_on, [])
    return Shown(
        sentence=answers(profile.respondents, profile.response_rate),
        held_on=profile.held_on,
        charts=[_chart(p, titles[p.family], f"{key}-{p.family}") for p in portraits],
    )


def answers(respondents: int, rate: Fraction | None) -> str:
    """How many answered and what part of those asked; beside every figure."""
    count = number_format(respondents)
    if rate is None:
        sentence = ngettext("%(count)s answer.", "%(count)s answers.", respondents)
        return sentence % {"count": count}
    return ngettext(
        "%(count)s answer, %(rate)s of the people with the right to vote.",
        "%(count)s answers, %(rate)s of the people with the right to vote.",
        respondents,
    ) % {"count": count, "rate": percent(rate, 1)}


def _chart(told: Portrait, title: str | Promise, key: str) -> Chart:
    return Chart(
        title=str(title),
        description=_first(told.rows),
        bars=[_bar(row) for row in told.rows],
        columns=(_("Value"), _("Of those who answered"), _("In plain words")),
        maximum=1,
        key=key,
    )


def _first(rows: Iterable[Row]) -> str:
    """The value named most, in a sentence before the bars."""
    first = next((row for row in rows if row.share is not None), None)
    if first is None or first.share is None:
        return ""
    return _("“%(value)s” is named most: %(share)s of those who answered.") % {
        "value": first.label,
        "share": percent(first.share),
    }


def _bar(row: Row) -> Bar:
    """One value; a share that stands for too few people is not told."""
    if row.share is None:
        return Bar(row.label, 0, _("too few people"), cells=(row.prompt,))
    return Bar(row.label, row.share, percent(row.share), cells=(row.prompt,))
