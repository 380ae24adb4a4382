"""A roll corrected after the opening, as the log and the public roll would show it."""

import hashlib
import json

from governance.voting import corrected, merkle
from tests.verification.forging import canonical

ON = "2026-11-21"
REASON = {"fr": "Oubli à la date de référence.", "en": "Left out on the record date."}


def made(sheet, roll, moves):
    """The roll after ``moves``, their entries on the log, and the sheet as it then
    stands. A move puts a new person of a co-op on the roll (its name), or strikes the
    line of that number."""
    lines = [json.loads(line) for line in roll]
    entries = []
    for move in moves:
        entries.append(_moved(sheet, lines, entries, move))
    now = corrected.after(sheet, entries)
    standing = corrected.sheet(sheet, now) if entries else sheet
    return [canonical(line) for line in lines], entries, standing


def _moved(sheet, lines, entries, move):
    before = corrected.after(sheet, entries)
    if isinstance(move, str):
        place, kind = move, "added"
        leaf = hashlib.sha256(f"new {len(lines)}".encode()).hexdigest()
        lines.append({"leaf": leaf, "place": place, "voted": False})
        number = len(lines)
    else:
        number, kind = move, "struck"
        place = lines[number - 1]["place"]
        assert not lines[number - 1]["voted"]
        lines[number - 1] |= {"place": "", "struck": True}
    step = corrected.STEP[kind]
    here, every = before["places"][place], before["size"]
    return {
        "entry": "corrected", "kind": kind, "line": number,
        "leaf": lines[number - 1]["leaf"], "place": place,
        "people": {"before": here, "after": here + step},
        "roll": {"before": every, "after": every + step, "root": root(lines)},
        "reason": REASON, "on": ON,
    }  # fmt: skip


def root(lines):
    leaves = (b"" if "struck" in row else bytes.fromhex(row["leaf"]) for row in lines)
    return merkle.root(leaves).hex()
