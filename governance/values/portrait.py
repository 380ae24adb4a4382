"""A values portrait as rows for bars and their table; small groups stay hidden. Pure.

No cell under five people is shown, and where exactly one would be hidden the next
smallest is hidden too: the shares of a family add up to three, so that a single
missing one could be worked out from the rest.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from governance.values import vocabulary
from governance.values.queries import Portrayed

SMALLEST_GROUP = 5  # people; fewer could be recognised


@dataclass(frozen=True)
class Row:
    """One value. ``share`` is between 0 and 1, ``None`` when it stays hidden."""

    key: str
    label: str
    prompt: str
    share: Fraction | None

    @property
    def suppressed(self) -> bool:
        return self.share is None

    @property
    def percent(self) -> int | None:
        return None if self.share is None else round(100 * self.share)


@dataclass(frozen=True)
class Portrait:
    """The rows of one family, most named first, hidden ones last."""

    family: str
    rows: list[Row]
    respondents: int
    response_rate: Fraction | None
    held_on: date

    @property
    def suppressed(self) -> bool:
        """Too few answers to show anything."""
        return not self.rows


def portrait(profile: Portrayed, family: str) -> Portrait:
    """The rows of one family (``foundational`` or ``mission``), in the reader's
    language."""
    shares = profile.shares[family]
    if profile.respondents < SMALLEST_GROUP:
        shares = {}
    hidden = _hidden(shares, profile.respondents)
    rows = [
        _row(key, None if key in hidden else share) for key, share in shares.items()
    ]
    rows.sort(key=lambda row: (row.suppressed, -(row.share or 0), row.label))
    return Portrait(
        family=family,
        rows=rows,
        respondents=profile.respondents,
        response_rate=profile.response_rate,
        held_on=profile.held_on,
    )


def _row(key: str, share: Fraction | None) -> Row:
    term = vocabulary.values()[key]
    return Row(key=key, label=term.label, prompt=term.prompt, share=share)


def _hidden(shares: dict[str, Fraction], respondents: int) -> set[str]:
    by_size = sorted(shares, key=lambda key: shares[key])
    small = {k for k in by_size if round(shares[k] * respondents) < SMALLEST_GROUP}
    return set(by_size[:2]) if len(small) == 1 else small
