"""Whole bundles made without a database, under the forger's key.

Everything in them fits together, as a portal that lies from the first line on would
make them: what is left to give a lie away is the counting.
"""

import hashlib
import json
from fractions import Fraction

from governance.voting import asking, merkle, seal
from governance.voting.commitments import CastBallot, commitment
from governance.voting.rules import RULES, Place, Question, quorum
from tests.verification import correcting
from tests.verification.forging import (
    canonical,
    forged_key,
    forged_note,
    put,
)

ROUND, ROLL = 12, 40  # people of each co-op on the roll
NAME = "portail.example"
CLOSES, LATER = "2026-12-01T04:59:00Z", "2026-12-02T04:59:00Z"
HERE = (Place("lac-tamarac", 30), Place("trois-ormes", 120))


def question(**facts):
    given = {"options": (31, 7, 18, 4), "quorum": Fraction(1, 20)}
    return Question(**{**given, "roll_size": len(HERE) * ROLL, **facts})


def sheet_of(name, asked):
    """The rule sheet of a question, as the portal draws it up."""
    RULES[name].check(asked)
    of, base = asking.quorum_base(name, asked)
    places = asked.places or HERE
    return _plain({
        "format": "passerelle/rule-sheet/1",
        "round": ROUND,
        "roll_size": asked.roll_size,
        "electorate": _electorate(asked.roll_size, places),
        "closes_at": {"utc": CLOSES},
        "extension": {"longest_hours": 72},
        "log": {"origin": f"{NAME}/votes/{ROUND}", "key": forged_key(NAME)},
        "options": [{"number": number} for number in asked.options],
        "rule": {
            "name": name,
            "version": RULES[name].VERSION,
            "quorum": str(asked.quorum),
            "quorum_of": of,
            "quorum_voters": quorum.needed(asked.quorum, base),
            "quorum_counts_abstentions": asked.quorum_counts_abstentions,
            **RULES[name].terms(asked),
        },
    })  # fmt: skip


def _electorate(size, places):
    """As many people of each co-op, the rest in the first one."""
    each, more = divmod(size, len(places))
    rolls = [each + more, *[each] * (len(places) - 1)]
    return [
        {"cooperative": place.name, "roll": roll}
        for place, roll in zip(places, rolls, strict=True)
    ]


def cast(choices):
    """Ballots with receipts in rising order."""
    return [
        CastBallot(_word(n), choice, f"{n:032x}", f"{n:032x}")
        for n, choice in enumerate(choices)
    ]


def read(sheet, choices):
    """The choices in the one form of the rule."""
    rule, asked = RULES[sheet["rule"]["name"]], asking.of_sheet(sheet)
    return [rule.read(asked, choice) for choice in choices]


def counted(sheet, choices, paper=None):
    """The figures that the portal publishes."""
    ballots = cast(choices)
    count = seal.count(sheet, ballots, paper)
    return _plain(seal.figures(sheet, count, ballots, paper))


def bundled(
    sheet,
    choices,
    figures=None,
    *,
    voted=None,
    taken=None,
    paper=None,
    extended=(),
    corrected=(),
):
    """Every file of a bundle.

    ``voted``: how many of each co-op are marked; by default each ballot is by somebody
    of its place, or of the first co-ops with room. ``taken``: how many took a paper
    ballot; ``paper``: the entry of the log about it. ``extended``: those that put off
    the closing. ``corrected``: the moves on the roll since the opening.
    """
    roll = _roll(sheet, voted or voters(sheet, choices), taken or {})
    leaves = [bytes.fromhex(json.loads(line)["leaf"]) for line in roll]
    roll, corrections, standing = correcting.made(sheet, roll, corrected)
    figures = counted(standing, choices) if figures is None else figures
    extended = [*extended, *corrections]
    sheet = {**sheet, "roll": {"root": merkle.root(leaves).hex()}}
    files = {"rule-sheet.json": canonical(sheet)}
    put(files, "roll.jsonl", roll)
    ballots = cast(choices)
    put(files, "ballots.jsonl", [ballot.line() for ballot in ballots])
    digest = hashlib.sha256(files["rule-sheet.json"]).hexdigest()
    files["result.json"] = canonical({
        "format": "passerelle/result/1", "round": ROUND, "rule_sheet": digest,
        "figures": figures, "seal": seal.digest(digest, ballots, figures),
    })  # fmt: skip
    log = _log(sheet, digest, roll, ballots, files["result.json"], paper, extended)
    put(files, "ledger.jsonl", log)
    files["checkpoints.txt"] = forged_note(sheet["log"]["origin"], log)
    files["keys.txt"] = f"{sheet['log']['key']}\n".encode()
    files["SHA256SUMS"] = b"".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode()
        for name, content in sorted(files.items())
    )
    return files


def voters(sheet, choices):
    """How many of each co-op to mark, when ballots do not say where they are from."""
    sizes = {s["cooperative"]: s["roll"] for s in sheet["electorate"]}
    if choices and "place" in choices[0]:
        return {place: sum(c["place"] == place for c in choices) for place in sizes}
    voted, left = {}, len(choices)
    for place, size in sizes.items():
        voted[place] = min(size, left)
        left -= voted[place]
    return voted


def _roll(sheet, voted, taken):
    lines = []
    for stratum in sheet["electorate"]:
        place = stratum["cooperative"]
        for n in range(stratum["roll"]):
            leaf = hashlib.sha256(f"{place} {n}".encode()).hexdigest()
            line = {"leaf": leaf, "place": place, "voted": n < voted[place]}
            if voted[place] <= n < voted[place] + taken.get(place, 0):
                line["paper"] = True
            lines.append(canonical(line))
    return lines


def _log(sheet, digest, roll, ballots, result, paper, more):
    told = json.loads(result)
    opened = {
        "entry": "opened", "format": "passerelle/ledger/1", "round": ROUND,
        "rule_sheet": digest,
        "roll": {"root": sheet["roll"]["root"], "size": sheet["roll_size"]},
    }  # fmt: skip
    commitments = [commitment(b.choices, b.nonce, b.salt) for b in ballots]
    marked = sum(b'"voted":true' in line for line in roll)
    root = merkle.root([ballot.line() for ballot in ballots]).hex()
    end = [
        {"entry": "sealed", "at": LATER, "roll": merkle.root(roll).hex(), "voted": marked},
        *([paper] if paper else []),
        {"entry": "ballots", "count": len(ballots), "root": root},
        {"entry": "result", "seal": told["seal"],
         "sha256": hashlib.sha256(result).hexdigest()},
    ]  # fmt: skip
    casts = [{"entry": "cast", "commitment": c} for c in sorted(commitments)]
    return [canonical(entry) for entry in (opened, *casts, *more, *end)]


def _word(number):
    """A receipt of its own for each number, in their order."""
    letters = []
    for _ in range(5):
        number, rest = divmod(number, 26)
        letters.append(chr(97 + rest))
    return "".join(reversed(letters))


def _plain(value):
    """As JSON gives it back."""
    return json.loads(json.dumps(value))
