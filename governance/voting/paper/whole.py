"""All the paper of a round, as the public log and the figures tell it. Pure."""

from dataclasses import dataclass
from typing import Any

from governance.journal.chain import canonical
from governance.voting.paper import counting
from governance.voting.paper.piles import Pile
from governance.voting.rules import Question


@dataclass(frozen=True)
class SetAside:
    """A batch that is not counted, and why, in both languages."""

    number: int
    place: str
    issued: int
    reason_fr: str
    reason_en: str

    def told(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "place": self.place,
            "issued": self.issued,
            "reason": {"fr": self.reason_fr, "en": self.reason_en},
        }


@dataclass(frozen=True)
class Paper:
    """``marked``: how many people took a paper ballot. ``batches``: how many were
    counted; ``piles`` are those batches as published."""

    marked: int
    batches: int
    piles: tuple[Pile, ...]
    set_aside: tuple[SetAside, ...]

    @property
    def used(self) -> int:
        return sum(pile.used for pile in self.piles)

    def entry(self) -> dict[str, Any]:
        """The entry of the public log."""
        return {
            "entry": "paper",
            "marked": self.marked,
            "batches": [pile.told() for pile in self.piles],
            "not_counted": [batch.told() for batch in self.set_aside],
        }

    def line(self) -> bytes:
        """The entry as it stands on the log; the lot is drawn from it too."""
        return canonical(self.entry())

    def figures(self, rule: str, question: Question) -> dict[str, Any]:
        """The part of the result that says what came on paper."""
        return {
            "batches": self.batches,
            "issued": sum(pile.issued for pile in self.piles),
            "ballots": self.used,
            "spoiled": sum(pile.spoiled for pile in self.piles),
            "returned": sum(pile.returned for pile in self.piles),
            "marked": self.marked,
            "totals": counting.totals(rule, question, self.piles),
        }
