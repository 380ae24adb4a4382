"""A second look at a text before it is kept: private facts, and needs like it."""

import hashlib
from dataclasses import dataclass

from governance import guard
from governance.proposals import queries
from governance.proposals.models import Proposal
from portal.site.languages import reader_language
from portal.site.needs.listing import Card, card

ALIKE = 3  # shown at most; more would hide the form
AROUND = 24  # characters of the text shown on each side of what was found
MASK = "•••"


@dataclass(frozen=True)
class Noticed:
    """Something the guard found: its sentence, in which part of the form, and the place
    with the match masked when it must not be shown again."""

    part: str
    tier: str
    sentence: str
    before: str
    shown: str
    after: str


@dataclass(frozen=True)
class Review:
    """What to show the author. ``stamp`` stands for the text that was looked at."""

    blocked: list[Noticed]
    doubtful: list[Noticed]
    hints: list[Noticed]
    alike: list[Card]
    stamp: str

    @property
    def has_something(self) -> bool:
        return bool(self.doubtful or self.hints or self.alike)


def review(
    title: str,
    text: str,
    *,
    own: Proposal | None = None,
    excused: guard.Excused | None = None,
) -> Review:
    """Look at a wording. ``own`` is the need being edited, which is not its own twin;
    what is ``excused`` is not mentioned."""
    seen = [*noticed(title, "title", excused), *noticed(text, "text", excused)]
    return Review(
        blocked=[n for n in seen if n.tier == guard.BLOCK],
        doubtful=[n for n in seen if n.tier == guard.WARN],
        hints=[n for n in seen if n.tier == guard.COACH],
        alike=look_alikes(title, text) if own is None else [],
        stamp=stamp(title, text),
    )


def noticed(
    text: str, part: str = "text", excused: guard.Excused | None = None
) -> list[Noticed]:
    found = [f for f in guard.scan(text) if not _passes(text, f, excused)]
    stopped = [f for f in found if f.tier == guard.BLOCK]
    return [_noticed(text, _hidden(text, stopped), f, part) for f in found]


def _passes(text: str, finding: guard.Finding, excused: guard.Excused | None) -> bool:
    if excused is None or finding.tier != guard.BLOCK:
        return False
    return excused(finding.kind, guard.matched(text, finding))


def _hidden(text: str, findings: list[guard.Finding]) -> str:
    """The text, as long as before, without what must not be shown again."""
    letters = list(text)
    for found in findings:
        letters[found.start : found.end] = "•" * (found.end - found.start)
    return "".join(letters)


def _noticed(text: str, hidden: str, finding: guard.Finding, part: str) -> Noticed:
    stopped = finding.tier == guard.BLOCK
    return Noticed(
        part=part,
        tier=finding.tier,
        sentence=finding.sentence,
        before=_near(hidden[: finding.start], last=True),
        shown=MASK if stopped else text[finding.start : finding.end],
        after=_near(hidden[finding.end :], last=False),
    )


def _near(text: str, *, last: bool) -> str:
    cut = text[-AROUND:] if last else text[:AROUND]
    longer = len(text) > AROUND
    return (f"…{cut}" if last else f"{cut}…") if longer else cut


def look_alikes(title: str, text: str = "", own: Proposal | None = None) -> list[Card]:
    """Public needs that look like the words of a new one, the closest first."""
    found = queries.look_alikes(
        title, text, language=reader_language(), most=ALIKE, but=own
    )
    return [card(need) for need in found]


def stamp(title: str, text: str) -> str:
    """Changes with the wording: a kept promise is about this text and no other."""
    words = f"{title.strip()}\n{text.strip()}".replace("\r\n", "\n")
    return hashlib.sha256(words.encode()).hexdigest()[:16]
