"""The corrections of a roll as everyone reads them: on the pages and in print."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.membership.models import Cooperative
from governance.voting import corrected, correcting
from governance.voting.models import RollCorrection, Round
from portal.site.languages import reader_language


@dataclass(frozen=True)
class Told:
    """One correction: what changed, at which co-op, why and when. Without a
    date it is only proposed: a line added gets its number with the confirmation."""

    kind: str
    line: int
    place: str
    people: tuple[int, int]
    roll: tuple[int, int]
    reason: str
    on: date | None

    @property
    def what(self) -> str:
        added = self.kind == RollCorrection.Kind.ADDED
        if self.on is None:
            told = (
                _("One person is put on the roll, on a new line at its end.")
                if added
                else _("Line %(line)s is taken off the roll.")
            )
        elif added:
            told = _("One person was put on the roll, at line %(line)s.")
        else:
            told = _("Line %(line)s was taken off the roll.")
        return told % {"line": number_format(self.line)}

    @property
    def counts(self) -> str:
        return _(
            "%(place)s: %(before)s people before, %(after)s after. Whole roll: "
            "%(roll_before)s before, %(roll_after)s after."
        ) % {
            "place": self.place,
            "before": number_format(self.people[0]),
            "after": number_format(self.people[1]),
            "roll_before": number_format(self.roll[0]),
            "roll_after": number_format(self.roll[1]),
        }


@dataclass(frozen=True)
class Corrections:
    """All of a round. ``opened`` and ``now``: people on the roll then and now."""

    rows: list[Told]
    opened: int
    now: int

    @property
    def sentence(self) -> str:
        return ngettext(
            "%(n)s correction was made to the roll since the opening: it had "
            "%(opened)s people, it has %(now)s.",
            "%(n)s corrections were made to the roll since the opening: it had "
            "%(opened)s people, it has %(now)s.",
            len(self.rows),
        ) % {
            "n": number_format(len(self.rows)),
            "opened": number_format(self.opened),
            "now": number_format(self.now),
        }


def of_round(round: Round) -> Corrections | None:
    """None where the roll is the one of the opening."""
    if round.rule_sheet is None or not round.roll_now:
        return None
    rows = [
        _told(
            made.published, made.cooperative, date.fromisoformat(made.published["on"])
        )
        for made in correcting.made(round)
    ]
    return Corrections(rows, round.rule_sheet["roll_size"], round.roll_now["size"])


def foreseen(
    round: Round, place: Cooperative, kind: str, line: int, reasons: Mapping[str, str]
) -> Told:
    """The same, of a correction that is not made yet: what will be public."""
    now = corrected.after(round.sheet, [])
    step, here, every = corrected.STEP[kind], now["places"][place.slug], now["size"]
    entry = {
        "kind": kind,
        "line": line,
        "people": {"before": here, "after": here + step},
        "roll": {"before": every, "after": every + step},
        "reason": reasons,
    }
    return _told(entry, place, None)


def _told(entry: Mapping[str, Any], place: Cooperative, on: date | None) -> Told:
    name = place.name_en if reader_language() == "en" else place.name_fr
    people, roll = entry["people"], entry["roll"]
    return Told(
        kind=entry["kind"],
        line=entry["line"],
        place=name,
        people=(people["before"], people["after"]),
        roll=(roll["before"], roll["after"]),
        reason=entry["reason"][reader_language()],
        on=on,
    )
