"""Who answered what in a recorded vote, for members of the co-operatives that vote."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.membership.models import Cooperative, Membership
from governance.membership.names import public_name
from governance.voting import permissions
from governance.voting.models import RollLine, Round
from portal.site.votes.shown import choices

YES, NO, ABSTAIN = "yes", "no", "abstain"


@dataclass(frozen=True)
class Said:
    """A person and what they answered; ``parts`` are needs, or a word."""

    name: str
    parts: list[str]
    on_paper: bool = False


def is_recorded(round: Round) -> bool:
    sheet = round.rule_sheet or {}
    return bool(sheet.get("ballot", {}).get("secrecy") == Round.Secrecy.RECORDED)


def may_read(person: Any, round: Round) -> bool:
    """A member today of a co-op that votes, or anyone on the roll."""
    if not is_recorded(round) or not person.is_authenticated or not person.is_active:
        return False
    members = Membership.objects.current(timezone.localdate()).filter(person=person)
    return members.filter(
        cooperative__in=round.cooperatives.all()
    ).exists() or permissions.is_on_roll(person, round)


def lines(round: Round) -> Any:
    """Those who voted, online or on paper, by co-operative, then by name."""
    voted = round.roll.filter(Q(voted_on__isnull=False) | Q(recorded__isnull=False))
    return voted.select_related("person", "cooperative").order_by(
        "cooperative__short_name",
        "cooperative_id",
        "person__last_name",
        "person__first_name",
        "number",
    )


def groups(
    round: Round, page: Iterable[RollLine]
) -> list[tuple[Cooperative, list[Said]]]:
    titles = {need.number: need.title for need in choices(round)}
    return [
        (
            cooperative,
            [
                Said(
                    _name(line),
                    _said(line.recorded, titles),
                    line.paper_on is not None,
                )
                for line in held
            ],
        )
        for cooperative, held in groupby(page, key=lambda line: line.cooperative)
    ]


def _name(line: RollLine) -> str:
    """In a recorded vote people answer under their name."""
    person = line.person
    if person is None or not person.is_active:
        return public_name(None, None)
    return person.get_full_name() or public_name(person, line.cooperative)


def _said(ballot: dict[str, Any] | None, titles: dict[int, str]) -> list[str]:
    if ballot is None:
        return [_("Counted; the link to this person was lost.")]
    if "answer" in ballot:
        words = {YES: _("Yes"), NO: _("No"), ABSTAIN: _("Abstains")}
        return [words[ballot["answer"]]]
    if "points" in ballot:
        told = [_with_points(titles[n], points) for n, points in ballot["points"]]
    elif "ranking" in ballot:
        told = [
            f"{place}. {_rank(rank, titles)}"
            for place, rank in enumerate(ballot["ranking"], start=1)
        ]
    else:
        told = [titles[n] for n in ballot["chosen"]]
    return told or [_("Blank ballot")]


def _with_points(title: str, points: int) -> str:
    told = ngettext("%(title)s: %(count)s point", "%(title)s: %(count)s points", points)
    return told % {"title": title, "count": points}


def _rank(rank: Any, titles: dict[int, str]) -> str:
    numbers = rank if isinstance(rank, list) else [rank]
    return " = ".join(titles[number] for number in numbers)
