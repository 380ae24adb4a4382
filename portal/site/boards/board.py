"""The roadmap as a page shows it: capacity shared out, three columns of cards."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from governance.proposals.lifecycle import Status
from governance.roadmap.models import Item
from governance.roadmap.queries import Board
from integrations.models import MirrorLink
from portal.site.charts import Slice, Stack
from portal.site.votes.shown import Choice, choice

TITLES = {
    Item.Horizon.NOW: gettext_lazy("Now"),
    Item.Horizon.NEXT: pgettext_lazy("horizon", "Next"),
    Item.Horizon.LATER: gettext_lazy("Later"),
}
TONES = ("evergreen", "gold", "sky", "maple")
NAMED = len(TONES)  # co-ops drawn apart; the others share the last slice


@dataclass(frozen=True)
class Card:
    """A need on the roadmap. ``first`` and ``last`` say where it stands."""

    item: Item
    need: Choice
    hands: str
    link: MirrorLink | None
    mine: bool
    first: bool
    last: bool


@dataclass(frozen=True)
class Column:
    horizon: str
    title: str
    cards: list[Card]

    @property
    def elsewhere(self) -> list[tuple[str, str]]:
        """The other columns, to move a card to."""
        return [(h.value, str(t)) for h, t in TITLES.items() if h != self.horizon]


def columns(board: Board, steered: set[int]) -> list[Column]:
    """The three columns; ``steered`` are the co-ops whose cards the reader may move."""
    every = [item.proposal_id for _horizon, items in board.columns for item in items]
    links = {k.proposal_id: k for k in MirrorLink.objects.filter(proposal__in=every)}
    return [
        Column(horizon, str(TITLES[horizon]), _cards(items, links, steered))
        for horizon, items in board.columns
    ]


def _cards(
    items: list[Item], links: dict[int, MirrorLink], steered: set[int]
) -> list[Card]:
    return [
        Card(
            item=item,
            need=choice(item.proposal),
            hands=hands(item, links.get(item.proposal_id)),
            link=links.get(item.proposal_id),
            mine=item.proposal.cooperative_id in steered,
            first=place == 0,
            last=place == len(items) - 1,
        )
        for place, item in enumerate(items)
    ]


def hands(item: Item, link: MirrorLink | None) -> str:
    """Who is on it, as far as GitHub tells, in a few words."""
    status = item.proposal.status
    if status in {Status.RELEASED, Status.CONFIRMED}:
        return _("delivered")
    if status == Status.IN_TEST:
        return _("built, waiting for a release")
    if link and link.assignees:
        return ngettext("%(count)s person", "%(count)s people", link.assignees) % {
            "count": link.assignees
        }
    if status == Status.IN_DEVELOPMENT:
        return _("in development")
    return _("looking for help") if link else _("brief to come")


def shares(board: Board) -> list[tuple[str, int]]:
    """Days set aside by co-op, most first; what waits for later takes none."""
    days: Counter[str] = Counter()
    for item in [*board.now, *board.next]:
        days[item.proposal.cooperative.short_name] += item.days
    return days.most_common()


def capacity(board: Board, shared: list[tuple[str, int]]) -> Stack:
    """The days of the cycle as one bar: the co-ops' parts, then what is left."""
    parts: list[tuple[str, int]] = shared
    if len(shared) > NAMED:
        others = sum(days for _name, days in shared[NAMED - 1 :])
        parts = [*shared[: NAMED - 1], (_("other co-operatives"), others)]
    slices: list[Any] = [
        Slice(_part(name, days), days, tone)
        for (name, days), tone in zip(parts, TONES, strict=False)
    ]
    return Stack(
        title=_("Days set aside, by co-operative"),
        slices=slices,
        maximum=max(board.capacity.days, board.capacity.placed, 1),
    )


def _part(name: str, days: int) -> str:
    return ngettext("%(name)s: %(count)s day", "%(name)s: %(count)s days", days) % {
        "name": name,
        "count": days,
    }
