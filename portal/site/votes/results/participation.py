"""Who took part, told apart as far as nobody can be recognised."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from governance.membership.models import Membership
from governance.voting import asking, turnouts
from governance.voting.models import Result, Round
from governance.voting.outcomes.naming import listed
from governance.voting.terms import SMALLEST_GROUP
from governance.voting.turnouts import GroupTurnout, Split
from portal.site.charts import percent as width
from portal.site.languages import OWN_NAMES
from portal.site.votes.words import percent

CATEGORIES: Mapping[str, Any] = {
    Membership.Category.USER: gettext_lazy("user members"),
    Membership.Category.WORKER: gettext_lazy("worker members"),
    Membership.Category.SUPPORTING: gettext_lazy("supporting members"),
    Membership.Category.AUXILIARY: gettext_lazy("auxiliary members"),
    "delegate": gettext_lazy("delegates"),
}
CHANNELS: Mapping[str, Any] = {
    turnouts.ONLINE: gettext_lazy("online"),
    turnouts.PAPER: gettext_lazy("on paper"),
}


@dataclass(frozen=True)
class Group:
    name: str
    share: str
    width: str
    words: str


@dataclass(frozen=True)
class Section:
    """``note`` says what was put together, or why nothing is told apart."""

    key: str
    title: str
    groups: list[Group]
    note: str


def sections(round: Round, result: Result) -> list[Section]:
    """By channel, co-operative, category and language; those with nothing to tell are
    left out."""
    if round.rule == Round.Rule.DELEGATES:
        return []  # it is co-operatives that take part, each told of by name
    split = turnouts.splits(round)
    told = [
        _section("channel", _("By way of voting"), _channel(result), CHANNELS.get),
        _section(
            "coop",
            _("By co-operative"),
            _places(round),
            lambda coop: coop.short_name,
        ),
        _section(
            "category", _("By category of members"), split.category, CATEGORIES.get
        ),
        _section("language", _("By language"), split.language, _language),
    ]
    silent = [section for section in told if section.note and not section.groups]
    return [*(s for s in told if s.groups), *_together(silent)]


def _together(silent: list[Section]) -> list[Section]:
    """What cannot be told apart is said once."""
    if not silent:
        return []
    first, *rest = [section.title for section in silent]
    titles = [first, *(title[0].lower() + title[1:] for title in rest)]
    return [Section("silent", listed(titles), [], silent[0].note)]


def _places(round: Round) -> Split:
    """Nothing where the rule itself tells what each co-operative answered."""
    if round.rule in asking.BY_PLACE:
        return Split((), silent=False)
    places = turnouts.turnout_by_cooperative(round)
    several = len(round.sheet["electorate"]) > 1
    return Split(places, silent=several and not places)


def _channel(result: Result) -> Split:
    paper = result.figures.get("paper", {}).get("ballots", 0)
    return turnouts.by_channel(online=result.ballots - paper, paper=paper)


def _section(
    key: str, title: str, split: Split, name: Callable[[Any], object]
) -> Section:
    groups = [_group(key, group, name) for group in split.groups]
    return Section(key, title, groups, _note(split, name))


def _group(key: str, group: GroupTurnout, name: Callable[[Any], object]) -> Group:
    voted, roll = number_format(group.voted), number_format(group.roll)
    words = (
        ngettext("%(voted)s ballot", "%(voted)s ballots", group.voted)
        if key == "channel"
        else _("%(voted)s out of %(roll)s")
    )
    share = percent(group.voted / group.roll) if group.roll else "–"
    return Group(
        name=capfirst(listed([str(name(part)) for part in group.parts])),
        share=share,
        width=width(group.voted, group.roll),
        words=words % {"voted": voted, "roll": roll},
    )


def _note(split: Split, name: Callable[[Any], object]) -> str:
    """In words: what was put together, and why."""
    if split.silent:
        return _(
            "Not told apart: fewer than %(least)s people voted in one of the groups, and "
            "they could be recognised."
        ) % {"least": SMALLEST_GROUP}
    together = next((g for g in split.groups if g.is_merged), None)
    if together is None:
        return ""
    told = _(
        "%(groups)s are counted together: fewer than %(least)s people voted in one of "
        "these groups, and they could be recognised."
    ) % {
        "groups": listed([str(name(part)) for part in together.parts]),
        "least": SMALLEST_GROUP,
    }
    return str(capfirst(told))


def _language(code: str) -> str:
    if code not in OWN_NAMES:
        return _("language unknown")
    return str(get_language_info(code)["name_translated"])
