"""Asked and built, side by side: a sentence, then twin bars (domain research, F4)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.releases.queries import AskedVersusBuilt, Pair
from portal.site.charts import Bar, Chart
from portal.site.votes.words import percent


def sentence(built: AskedVersusBuilt) -> str:
    """What stands behind the bars, and the match where it is solid enough to tell."""
    behind = ngettext(
        "Based on %(count)s need delivered, %(days)s developer-days in all.",
        "Based on %(count)s needs delivered, %(days)s developer-days in all.",
        built.items,
    ) % {"count": built.items, "days": built.days}
    return f"{_asked(built)} {behind} {_match(built)}".strip()


def chart(built: AskedVersusBuilt) -> Chart | None:
    """Twin bars, value by value; None while either side is unknown."""
    known = [pair for pair in built.pairs if pair.asked or pair.built]
    if not built.items or not any(pair.asked for pair in known):
        return None
    return Chart(
        title=_("What members asked for, and where the work went"),
        description=_("Each value twice: its part of what was asked, then of the work."),
        bars=[bar for pair in known for bar in _twins(pair)],
        columns=(_("Value"), _("Part of the whole")),
        key="steering",
    )


def _twins(pair: Pair) -> tuple[Bar, Bar]:
    asked, built = pair.asked or 0, pair.built or 0
    return (
        Bar(_("%(value)s: asked") % {"value": pair.label}, asked, percent(asked)),
        Bar(
            _("%(value)s: built") % {"value": pair.label},
            built,
            percent(built),
            tone="sky",
        ),
    )


def _asked(built: AskedVersusBuilt) -> str:
    if not built.respondents:
        return ""
    return ngettext(
        "%(count)s member said which values matter most.",
        "%(count)s members said which values matter most.",
        built.respondents,
    ) % {"count": built.respondents}


def _match(built: AskedVersusBuilt) -> str:
    if built.match is None:
        return _("That is too little for one figure: read the bars.")
    return _("They agree at %(match)s out of 100.") % {"match": built.match}
