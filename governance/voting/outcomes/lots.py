"""The lot of a round as anyone can draw it again."""

from dataclasses import dataclass

from governance.voting.models import Result
from governance.voting.outcomes.naming import titles
from governance.voting.outcomes.ties import KEPT
from governance.voting.rules import Lot


@dataclass(frozen=True)
class Drawn:
    """A need and its draw: SHA-256 of ``text``, in hexadecimal."""

    title: str
    text: str
    draw: str


@dataclass(frozen=True)
class Lottery:
    """``drawn``, the lowest first, are the needs that a lot told apart."""

    root: str
    drawn: tuple[Drawn, ...]


def lottery(result: Result) -> Lottery | None:
    """None where no lot decided anything."""
    figures = result.figures
    if "lot" not in figures or figures["rule"] in KEPT:
        return None
    lot = Lot(figures["lot"]["root"], str(result.round_id))
    broken = [tie["options"] for tie in figures["ties_broken"] if tie["by"] == "lot"]
    level = {number for options in broken for number in options}
    names = titles(result)
    return Lottery(
        root=lot.root,
        drawn=tuple(
            Drawn(names[n], f"{lot.root} | {lot.round} | {n}", lot.draw(n))
            for n in lot.order(level)
        ),
    )
