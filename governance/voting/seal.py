"""The count of a round and the seal that binds it to its ballots and rule sheet."""

import hashlib
from collections.abc import Iterable
from typing import Any

from governance.journal import chain
from governance.voting import rule_sheet
from governance.voting.commitments import CastBallot
from governance.voting.models import Round
from governance.voting.rules import RULES, Count, quorum

FORMAT = "passerelle/seal/1"


def count(sheet: dict[str, Any], ballots: Iterable[CastBallot]) -> Count:
    """The ballots counted by the rule that the sheet names."""
    rule = RULES[sheet["rule"]["name"]]
    version = sheet["rule"]["version"]
    if version != rule.VERSION:
        raise LookupError(f"{rule.NAME} version {version} is unknown")
    return rule.count(rule_sheet.question(sheet), (b.choices for b in ballots))


def figures(sheet: dict[str, Any], counted: Count) -> dict[str, Any]:
    """The result in exact integers and fractions in text: JSON values only."""
    question = rule_sheet.question(sheet)
    return {
        "rule": sheet["rule"]["name"],
        "version": sheet["rule"]["version"],
        "roll_size": question.roll_size,
        "ballots": counted.ballots,
        "turnout": f"{counted.ballots}/{question.roll_size}",
        "quorum": str(question.quorum),
        "quorum_voters": quorum.needed(question.quorum, question.roll_size),
        "quorum_met": counted.quorum_met,
        "outcome": counted.outcome.value,
        **counted.figures(),
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
