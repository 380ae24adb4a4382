"""What a chart needs to be drawn on the server: plain figures and their words.

Widths are percentages of the drawing, so that a chart fits any screen without a
script; the same figures always stand in words or in a table beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

TONES = ("evergreen", "maple", "gold", "sky", "plain")


@dataclass(frozen=True)
class Bar:
    """One line of a chart. ``text`` is the value as people read it (“812 votes”);
    ``cells`` are further columns of the table under it."""

    label: str
    value: float | int | Fraction
    text: str = ""
    tone: str = "evergreen"
    cells: tuple[str, ...] = ()
    url: str = ""

    @property
    def words(self) -> str:
        return self.text or str(self.value)


@dataclass(frozen=True)
class DrawnBar:
    """A bar with its length, in percent of the longest possible one."""

    bar: Bar
    percent: str


@dataclass(frozen=True)
class Chart:
    """Horizontal bars. ``title`` and ``description`` are read aloud; ``columns`` head
    the table: the label, the value, then one for each of the bars' ``cells``."""

    title: str
    description: str
    bars: Sequence[Bar]
    columns: tuple[str, ...] = ()
    maximum: float | int | Fraction | None = None
    key: str = "chart"
    mark: float | int | None = None  # a line to reach, across every bar

    @property
    def longest(self) -> float | int | Fraction:
        return self.maximum or max((b.value for b in self.bars), default=0)

    def drawn(self) -> list[DrawnBar]:
        return [DrawnBar(b, percent(b.value, self.longest)) for b in self.bars]

    @property
    def mark_percent(self) -> str:
        return percent(self.mark, self.longest) if self.mark is not None else ""


@dataclass(frozen=True)
class Meter:
    """A part of a whole (turnout, capacity). ``label`` and ``note`` say it in words;
    ``mark`` is a line to reach (a quorum), in the same unit, with its own words."""

    label: str
    value: float | int | Fraction
    maximum: float | int | Fraction
    note: str = ""
    mark: float | int | Fraction | None = None
    tone: str = "evergreen"

    @property
    def percent(self) -> str:
        return percent(self.value, self.maximum)

    @property
    def mark_percent(self) -> str:
        return percent(self.mark, self.maximum) if self.mark is not None else ""


@dataclass(frozen=True)
class Slice:
    """A part of a stacked bar, with its words (“1,204 for”)."""

    label: str
    value: float | int | Fraction
    tone: str = "evergreen"


@dataclass(frozen=True)
class DrawnSlice:
    slice: Slice
    start: str
    percent: str


@dataclass(frozen=True)
class Stack:
    """One bar cut in parts that add up to a whole (yes, no, abstain)."""

    title: str
    slices: Sequence[Slice] = field(default_factory=tuple)
    maximum: float | int | Fraction | None = None

    @property
    def words(self) -> str:
        return " · ".join(s.label for s in self.slices)

    def drawn(self) -> list[DrawnSlice]:
        whole = self.maximum or sum(s.value for s in self.slices)
        drawn, start = [], 0.0
        for part in self.slices:
            drawn.append(DrawnSlice(part, f"{start:.2f}%", percent(part.value, whole)))
            start += float(percent(part.value, whole).rstrip("%"))
        return drawn


def percent(part: float | Fraction | None, whole: float | Fraction) -> str:
    """A length for SVG, between 0 and 100 percent; nothing of nothing is 0."""
    if not part or not whole:
        return "0%"
    return f"{min(100.0, max(0.0, 100 * float(part) / float(whole))):.2f}%"
