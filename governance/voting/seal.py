"""The count of a round and the seal that binds it to its ballots and rule sheet."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from governance.journal import chain
from governance.voting import asking, merkle
from governance.voting.commitments import CastBallot
from governance.voting.models import Round
from governance.voting.paper import counting
from governance.voting.paper.whole import Paper
from governance.voting.rules import RULES, Count, Lot, quorum
from governance.voting.rules.lot import UNSEALED

FORMAT = "passerelle/seal/1"


# Rules whose ties stand as they are: no lot is drawn, and none is prepared.
WITHOUT_LOT = frozenset({"majority", "approval", "double-majority", "delegates"})


def count(
    sheet: dict[str, Any], ballots: Sequence[CastBallot], paper: Paper | None = None
) -> Count:
    """The ballots counted by the rule that the sheet names, with those on paper. Where
    a tie must be broken the lot is drawn from the root of the ballots, which nobody
    knew before."""
    rule = RULES[sheet["rule"]["name"]]
    version = sheet["rule"]["version"]
    if version != rule.VERSION:
        raise LookupError(f"{rule.NAME} version {version} is unknown")
    draw = UNSEALED if rule.NAME in WITHOUT_LOT else lot(sheet, ballots, paper)
    question = asking.of_sheet(sheet, draw)
    cast = (ballot.choices for ballot in ballots)
    if paper is None:
        return rule.count(question, cast)
    return counting.count(rule.NAME, question, cast, paper.piles)


def lot(
    sheet: dict[str, Any], ballots: Iterable[CastBallot], paper: Paper | None = None
) -> Lot:
    """The lot of the round: its root is that of the published ballots, and of the entry
    about paper, without which a vote held on paper alone would have a lot that anyone
    knows beforehand."""
    lines = [*ballot_lines(ballots), *([paper.line()] if paper else [])]
    return Lot(merkle.root(lines).hex(), str(sheet["round"]))


def ballot_lines(ballots: Iterable[CastBallot]) -> Iterator[bytes]:
    """The ballots in the order of their receipts, which says nothing else."""
    for ballot in sorted(ballots, key=lambda b: b.tracker):
        yield ballot.line()


def figures(
    sheet: dict[str, Any],
    counted: Count,
    ballots: Iterable[CastBallot],
    paper: Paper | None = None,
) -> dict[str, Any]:
    """The result in exact integers and fractions in text: JSON values only. ``lot``
    stands among them only where the lot decided something, ``paper`` only where there
    were batches of paper."""
    rule, question = sheet["rule"]["name"], asking.of_sheet(sheet)
    _of, base = asking.quorum_base(rule, question)
    told = counted.figures()
    drawn = any(tie["by"] == "lot" for tie in told.get("ties_broken", ()))
    return {
        "rule": rule,
        "version": sheet["rule"]["version"],
        "roll_size": question.roll_size,
        "ballots": counted.ballots,
        "turnout": f"{counted.ballots}/{question.roll_size}",
        "quorum": str(question.quorum),
        "quorum_voters": quorum.needed(question.quorum, base),
        "quorum_met": counted.quorum_met,
        "outcome": counted.outcome.value,
        **told,
        **({"lot": {"root": lot(sheet, ballots, paper).root}} if drawn else {}),
        **({"paper": paper.figures(rule, question)} if paper else {}),
        **_corrections(sheet),
    }


def _corrections(sheet: dict[str, Any]) -> dict[str, Any]:
    """How many people were put on the roll and taken off it, where anyone was."""
    told = sheet.get("corrections")
    return {"roll_corrections": dict(told)} if told else {}


def digest(
    sheet_hash: str, ballots: Iterable[CastBallot], figures: dict[str, Any]
) -> str:
    """SHA-256, in hexadecimal, over sheet, ballots (by receipt) and figures."""
    cast = sorted((b.tracker, b.said) for b in ballots)
    sealed = {
        "format": FORMAT,
        "rule_sheet": sheet_hash,
        "ballots": [{"tracker": t, "choices": c} for t, c in cast],
        "figures": figures,
    }
    return hashlib.sha256(chain.canonical(sealed)).hexdigest()


def cast_in(round: Round) -> list[CastBallot]:
    """The ballots of a round as they stand now."""
    rows = round.ballots.values_list("tracker", "choices", "nonce", "salt")
    return [CastBallot(*row) for row in rows.iterator(chunk_size=5000)]
