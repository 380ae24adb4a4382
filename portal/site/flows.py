"""Where votes go from stage to stage, drawn on the server. Pure.

Each stage is one bar, cut in parts that always add up to the same whole; between two
bars, ribbons lead from where a vote was to where it is. Widths are percentages, so that
the picture fits any screen; ribbons are drawn in a square of 1000 by 1000 that the page
stretches. The same figures always stand in a table beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from portal.site.charts import percent

TONES = ("evergreen", "gold", "sky", "maple")
NOBODY = ""  # the key of votes that no longer count for anyone
SIDE = 1000

Level = Mapping[str, Fraction]  # votes at one stage, by key
Moves = Mapping[str, Mapping[str, Fraction]]  # what leaves whom for whom after it


@dataclass(frozen=True)
class Tone:
    """A colour of its own for each key; beyond the fourth they come back, lighter."""

    name: str
    soft: bool = False


@dataclass(frozen=True)
class Part:
    """What one key holds at one stage."""

    key: str
    tone: Tone
    start: str
    width: str
    middle: str
    named: bool  # wide enough for its letter


@dataclass(frozen=True)
class Ribbon:
    """``moved``: to another key than before."""

    path: str
    tone: Tone
    moved: bool


@dataclass(frozen=True)
class Row:
    """One stage, and the ribbons that lead to the next; ``mark`` is a line to reach."""

    number: int
    parts: tuple[Part, ...]
    ribbons: tuple[Ribbon, ...]
    mark: str = ""


@dataclass(frozen=True)
class Flow:
    """The stages of a count; ``moves[i]`` leads from ``levels[i]`` to the next one.

    ``keys`` are in the order of drawing, the last one being ``NOBODY``. ``marks`` are
    lengths from the left to reach, one a stage.
    """

    keys: Sequence[str]
    levels: Sequence[Level]
    moves: Sequence[Moves]
    marks: Sequence[Fraction | int] = ()

    @property
    def whole(self) -> Fraction:
        return sum(self.levels[0].values(), Fraction(0)) if self.levels else Fraction(0)

    def tones(self) -> dict[str, Tone]:
        return {key: tone(place, key) for place, key in enumerate(self.keys)}

    def rows(self) -> list[Row]:
        return [
            Row(
                number=at + 1,
                parts=tuple(self._parts(level)),
                ribbons=tuple(self._ribbons(at)) if at < len(self.moves) else (),
                mark=percent(self.marks[at], self.whole) if self.marks else "",
            )
            for at, level in enumerate(self.levels)
        ]

    def _parts(self, level: Level) -> Iterable[Part]:
        tones = self.tones()
        for key, start, width in _laid(self.keys, level):
            if width:
                yield Part(
                    key=key,
                    tone=tones[key],
                    start=percent(start, self.whole),
                    width=percent(width, self.whole),
                    middle=percent(start + width / 2, self.whole),
                    named=width * 25 >= self.whole,
                )

    def _ribbons(self, at: int) -> Iterable[Ribbon]:
        """From each part to each part below it, side by side, never crossing twice."""
        tones, below = self.tones(), self.levels[at + 1]
        reach = {key: start for key, start, _width in _laid(self.keys, below)}
        for key, start, _width in _laid(self.keys, self.levels[at]):
            for heir, votes in self.streams(at)[key].items():
                if votes:
                    path = self._path(start, reach[heir], votes)
                    yield Ribbon(path, tones[key], moved=heir != key)
                start += votes  # noqa: PLW2901 - the next ribbon begins here
                reach[heir] += votes

    def streams(self, at: int) -> dict[str, dict[str, Fraction]]:
        """After stage ``at``: who passes what to whom, what stays included."""
        level, moves = self.levels[at], self.moves[at]
        streams = {}
        for key in self.keys:
            given = moves.get(key, {})
            held = Fraction(level.get(key, 0))
            stays = held - sum(given.values(), Fraction(0))
            streams[key] = {
                heir: Fraction(stays if heir == key else given.get(heir, 0))
                for heir in self.keys
            }
        return streams

    def _path(self, above: Fraction, below: Fraction, votes: Fraction) -> str:
        a, b = (_at(x, self.whole) for x in (above, above + votes))
        c, d = (_at(x, self.whole) for x in (below, below + votes))
        half = SIDE // 2
        return (
            f"M{a} 0C{a} {half} {c} {half} {c} {SIDE}H{d}C{d} {half} {b} {half} {b} 0Z"
        )


def tone(place: int, key: str) -> Tone:
    if key == NOBODY:
        return Tone("plain")
    return Tone(TONES[place % len(TONES)], soft=place // len(TONES) % 2 == 1)


def letters(count: int) -> list[str]:
    """A, B, C…: short names that fit in a drawing; numbers where letters run out."""
    if count > 26:
        return [str(n + 1) for n in range(count)]
    return [chr(ord("A") + n) for n in range(count)]


def _laid(
    keys: Sequence[str], level: Level
) -> Iterable[tuple[str, Fraction, Fraction]]:
    """Each key, where its part begins, and how wide it is."""
    start = Fraction(0)
    for key in keys:
        width = Fraction(level.get(key, 0))
        yield key, start, width
        start += width


def _at(part: Fraction, whole: Fraction) -> str:
    return f"{float(part / whole) * SIDE:.1f}".removesuffix(".0") if whole else "0"
