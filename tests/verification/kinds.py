"""Every kind of tampering that we thought of, with the sentence that names it."""

import re

from tests.verification.forging import (
    at,
    ballot_dropped,
    ballot_stuffed,
    commitment_bent,
    commitment_dropped,
    edit,
    figure,
    gone,
    history_rewritten,
    inside,
    mark,
    mark_moved,
    notes,
    renumbered,
    swapped,
    vote_flipped,
    withdrawn_ballot_counted,
)

HASH = rb"[0-9a-f]{64}"
ZEROS = b"0" * 64

# What is done → the sentence that names it. On the bundle of the approval round.
KINDS = {
    "a file is taken away": (gone("ballots.jsonl"), "missing"),
    "the list of hashes is taken away": (gone("SHA256SUMS"), "missing"),
    # The rules.
    "the quorum is lowered after the fact": (
        inside("rule-sheet.json", roll_size=1), "sheet",
    ),
    "the title is another one": (inside("rule-sheet.json", title={}), "sheet"),
    "the sheet is laid out anew": (
        lambda f: f.update({"rule-sheet.json": f["rule-sheet.json"] + b"\n"}),
        "document",
    ),
    "another public key is published": (
        lambda f: f.update({"keys.txt": b"x+00000000+AAAA\n"}), "keys",
    ),
    # The roll.
    "a person is added to the roll": (
        edit("roll.jsonl", lambda r: [*r, re.sub(HASH, ZEROS, r[0])]), "roll_size",
    ),
    "a person is taken off the roll": (
        edit("roll.jsonl", lambda r: r[1:]), "roll_size",
    ),
    "a person is put in the place of another": (
        edit("roll.jsonl", at(4, HASH, ZEROS)), "roll_root",
    ),
    "two lines of the roll change places": (
        edit("roll.jsonl", swapped(2, 9)), "roll_root",
    ),
    "a person stands on the roll twice": (
        edit("roll.jsonl", lambda r: [*r[:-1], r[0]]), "roll_twice",
    ),
    "somebody is marked as having voted": (
        edit("roll.jsonl", mark(b"false", b"true")), "marks",
    ),
    "a mark is taken from one and given to another": (
        mark_moved, "roll_marks",
    ),
    "a person is counted in another co-op": (
        edit("roll.jsonl", at(0, rb'"place":"[^"]+"', b'"place":"lac-tamaraz"')),
        "roll_place",
    ),
    "everybody is counted in one co-op": (
        edit("roll.jsonl", lambda r: [
            re.sub(rb'"place":"[^"]+"', b'"place":"lac-tamarac"', line) for line in r
        ]),
        "place_size",
    ),
    "a line of the roll is no line": (
        edit("roll.jsonl", at(3, b"true|false", b"maybe")), "form",
    ),
    # The log.
    "a bit of a commitment is flipped": (
        edit("ledger.jsonl", commitment_bent),
        "note_root",
    ),
    "a line of the log is dropped": (
        edit("ledger.jsonl", commitment_dropped), "note_root",
    ),
    "two lines of the log change places": (
        edit("ledger.jsonl", swapped(3, 4)), "note_root",
    ),
    "a commitment is added": (
        edit("ledger.jsonl", lambda r: [*r[:2], re.sub(HASH, ZEROS, r[1]), *r[2:]]),
        "note_root",
    ),
    "a commitment is there twice": (
        edit("ledger.jsonl", lambda r: [*r[:2], r[1], *r[2:]]), "cast_twice",
    ),
    "a commitment comes after the seal": (
        edit("ledger.jsonl", lambda r: [*r[:-2], re.sub(HASH, ZEROS, r[1]), *r[-2:]]),
        "order",
    ),
    "a line follows the result": (
        edit("ledger.jsonl", lambda r: [*r, r[-1]]), "order",
    ),
    "the log is cut before the result": (
        edit("ledger.jsonl", lambda r: r[:-1]), "unfinished",
    ),
    "the log begins with something else": (
        edit("ledger.jsonl", lambda r: r[1:]), "opened",
    ),
    "the opening names another vote": (
        edit("ledger.jsonl", at(0, rb'"round":\d+', b'"round":0')), "opened",
    ),
    "a ballot that counts is withdrawn": (withdrawn_ballot_counted, "note_root"),
    "what was never cast is withdrawn": (
        edit("ledger.jsonl", lambda r: [
            *r[:2], re.sub(HASH, ZEROS, r[1]).replace(b"cast", b"replaced"), *r[2:]
        ]),
        "replaced",
    ),
    "a line of the log is written in another form": (
        edit("ledger.jsonl", lambda r: [*r[:-1], r[-1].replace(b":", b": ", 1)]),
        "form",
    ),
    # The checkpoints.
    "a checkpoint is changed": (
        notes(lambda n: [renumbered(n[0]), *n[1:]]), "signature",
    ),
    "a signature is changed": (
        notes(lambda n: [*n[:-1], re.sub(r"(?<= )\S{12}", lambda m: m[0][:8] + "AAAA",
                                         n[-1])]),
        "signature",
    ),
    "two checkpoints change places": (
        notes(lambda n: [n[1], n[0], *n[2:]]), "note_order",
    ),
    "the last checkpoint is taken away": (notes(lambda n: n[:-1]), "note_last"),
    "every checkpoint is taken away": (
        lambda f: f.update({"checkpoints.txt": b""}), "note",
    ),
    "a checkpoint of another log is added": (
        notes(lambda n: [n[0].replace("/votes/", "/votes/9"), *n]), "origin",
    ),
    "history is rewritten and signed by another key": (history_rewritten, "signature"),
    # The ballots.
    "a choice is changed": (vote_flipped, "ballot_unknown"),
    "a ballot is stuffed for somebody who did not vote": (
        ballot_stuffed, "ballot_unknown",
    ),
    "a ballot is dropped with its mark": (ballot_dropped, "ballot_missing"),
    "a ballot is there twice": (
        edit("ballots.jsonl", lambda r: [r[0], *r]), "ballot_order",
    ),
    "a ballot is there twice under another receipt": (
        edit("ballots.jsonl", lambda r: [
            *r, re.sub(rb'"tracker":"[^"]+"', b'"tracker":"zzz"', r[0])
        ]),
        "ballot_nonce",
    ),
    "two ballots change places": (
        edit("ballots.jsonl", swapped(0, 1)), "ballot_order",
    ),
    "a receipt is changed": (
        edit("ballots.jsonl", at(-1, rb'"tracker":"[^"]+"', b'"tracker":"zzz"')),
        "ballots_root",
    ),
    "the salt of a ballot is changed": (
        edit("ballots.jsonl", at(0, rb'"salt":"..', b'"salt":"zz')), "form",
    ),
    "a ballot is written in another form": (
        edit("ballots.jsonl", at(0, rb"\[", b"[ ")), "form",
    ),
    "the last line is cut": (
        lambda f: f.update({"ballots.jsonl": f["ballots.jsonl"][:-1]}), "form",
    ),
    # The result.
    "a figure is changed": (figure("ballots", 47), "figure"),
    "another need wins": (figure("winners", [1]), "figure"),
    "the outcome is another one": (figure("outcome", "no_quorum"), "figure"),
    "a figure is added": (figure("bonus", 1), "figure"),
    "the seal of the result is changed": (
        inside("result.json", seal="0" * 64), "seal",
    ),
    "the result is that of another vote": (inside("result.json", round=0), "result"),
    "the result says more": (inside("result.json", note="x"), "result"),
    "the result is no result": (
        lambda f: f.update({"result.json": b"[]"}), "document",
    ),
    "the result is empty": (lambda f: f.update({"result.json": b"{}"}), "document"),
}  # fmt: skip
