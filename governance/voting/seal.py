"""The count of a round and the seal that binds it to its ballots and rule sheet."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from governance.journal import chain
from governance.voting import asking, merkle
from governance.voting.commitments import CastBallot
from governance.voting.models import Round
from governance.voting.rules import RULES, Count, Lot, quorum
from governance.voting.rules.lot import UNSEALED

FORMAT = "passerelle/seal/1"


# Rules whose ties stand as they are: no lot is drawn, and none is prepared.
WITHOUT_LOT = frozenset({"majority", "approval", "double-majority", "delegates"})


def count(sheet: dict[str, Any], ballots: Sequence[CastBallot]) -> Count:
    """The ballots counted by the rule that the sheet names. Where a tie must be broken
    the lot is drawn from the root of the ballots, which nobody knew before."""
    rule = RULES[sheet["rule"]["name"]]
    version = sheet["rule"]["version"]
    if version != rule.VERSION:
        raise LookupError(f"{rule.NAME} version {version} is unknown")
    draw = UNSEALED if rule.NAME in WITHOUT_LOT else lot(sheet, ballots)
    return rule.count(asking.of_sheet(sheet, draw), (b.choices for b in ballots))


def lot(sheet: dict[str, Any], ballots: Iterable[CastBallot]) -> Lot:
    """The lot of the round: its root is that of the published ballots."""
    return Lot(merkle.root(ballot_lines(ballots)).hex(), str(sheet["round"]))


def ballot_lines(ballots: Iterable[CastBallot]) -> Iterator[bytes]:
    """The ballots in the order of their receipts, which says nothing else."""
    for ballot in sorted(ballots, key=lambda b: b.tracker):
        yield ballot.line()


def figures(
    sheet: dict[str, Any], counted: Count, ballots: Iterable[CastBallot]
) -> dict[str, Any]:
    """The result in exact integers and fractions in text: JSON values only. ``lot``
    stands among them only where the lot decided something."""
    question = asking.of_sheet(sheet)
    _of, base = asking.quorum_base(sheet["rule"]["name"], question)
    told = counted.figures()
    drawn = any(tie["by"] == "lot" for tie in told.get("ties_broken", ()))
    return {
        "rule": sheet["rule"]["name"],
        "version": sheet["rule"]["version"],
        "roll_size": question.roll_size,
        "ballots": counted.ballots,
        "turnout": f"{counted.ballots}/{question.roll_size}",
        "quorum": str(question.quorum),
        "quorum_voters": quorum.needed(question.quorum, base),
        "quorum_met": counted.quorum_met,
        "outcome": counted.outcome.value,
        **told,
        **({"lot": {"root": lot(sheet, ballots).root}} if drawn else {}),
    }


def digest(
    sheet_hash: str, ballots: Iterable[CastBallot], figures: dict[str, Any]
) -> str:
    """SHA-256, in hexadecimal, over sheet, ballots (by receipt) and figures."""
    cast = sorted((b.tracker, b.choices) for b in ballots)
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
