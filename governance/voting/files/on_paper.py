"""The papers of a bundle as ballots, where the public log tells enough of them.

Answers are told by their number, and rankings paper by paper: both are ballots again.
Approvals and points are told by option only, so no ballot can be made of them.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from governance.voting.files.election import UnreadableFile
from governance.voting.rules.majority import ANSWERS
from governance.voting.rules.question import Choices

MARK = b'"entry":"paper"'
MOST = 1_000_000  # papers; a made-up file may tell of more than memory holds


def line(log: bytes) -> bytes | None:
    """The line of the log that tells of paper, if some was counted or issued; the lot
    of the round is drawn from it too."""
    return next((told for told in log.splitlines() if MARK in told), None)


def choices(told: bytes) -> list[Choices]:
    """What each paper says; ``UnreadableFile`` where only totals by option are told,
    ``ValueError`` or ``KeyError`` where the line is none of a bundle."""
    said: list[Choices] = []
    for pile in json.loads(told)["batches"]:
        for ballot, alike in _ballots(pile):
            if type(alike) is not int or not 0 <= alike <= MOST - len(said):
                raise ValueError("batches")
            said += [ballot] * alike
    return said


def _ballots(pile: dict[str, Any]) -> Iterable[tuple[Choices, Any]]:
    totals = pile["totals"]
    if set(totals) == set(ANSWERS):
        return _answers(totals, pile["place"])
    if set(totals) == {"papers"}:
        return [(ballot, alike) for ballot, alike in totals["papers"]]
    raise UnreadableFile(
        _("Some of this vote was on paper; verify_bundle counts that too.")
    )


def _answers(totals: dict[str, Any], place: str) -> Iterator[tuple[Choices, Any]]:
    for answer in ANSWERS:
        yield {"answer": answer, "place": place}, totals[answer]
