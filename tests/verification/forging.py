"""Ways to lie with a bundle. Each changes the files in place; the forger has everything
but the key that signs checkpoints."""

import base64
import hashlib
import json
import re

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from governance.voting import merkle, signing

FORGER = Ed25519PrivateKey.from_private_bytes(b"f" * 32)


def canonical(value):
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def rows(files, name):
    return files[name].splitlines()


def put(files, name, lines):
    files[name] = b"".join(line + b"\n" for line in lines)


def edit(name, change):
    """Change the list of lines of a file in place."""

    def forge(files):
        lines = rows(files, name)
        put(files, name, change(lines) or lines)

    return forge


def at(index, old, new):
    """Replace text in one line, which must be there."""

    def change(lines):
        assert re.search(old, lines[index]), (old, lines[index])
        lines[index] = re.sub(old, new, lines[index], count=1)

    return change


def swapped(a, b):
    def change(lines):
        lines[a], lines[b] = lines[b], lines[a]

    return change


def inside(name, **changes):
    """Change parts of a JSON document."""

    def forge(files):
        files[name] = canonical(json.loads(files[name]) | changes)

    return forge


def figure(name, value):
    def forge(files):
        result = json.loads(files["result.json"])
        result["figures"][name] = value
        files["result.json"] = canonical(result)

    return forge


def vote_flipped(files):
    """Another choice on the first ballot that is not blank."""
    lines = rows(files, "ballots.jsonl")
    index = next(i for i, line in enumerate(lines) if b'"chosen":[]' not in line)
    lines[index] = re.sub(rb'"chosen":\[[\d,]+\]', b'"chosen":[]', lines[index])
    put(files, "ballots.jsonl", lines)


def ballot_stuffed(files):
    """A ballot nobody cast, with a mark on the roll for a person who did not vote."""
    lines = rows(files, "ballots.jsonl")
    new = json.loads(lines[0]) | {"tracker": "zzz", "nonce": "0" * 32}
    put(files, "ballots.jsonl", [*lines, canonical(new)])
    edit("roll.jsonl", mark(b"false", b"true"))(files)


def ballot_dropped(files):
    edit("ballots.jsonl", lambda lines: lines[1:])(files)
    edit("roll.jsonl", mark(b"true", b"false"))(files)


def mark(old, new):
    def change(lines):
        index = next(i for i, line in enumerate(lines) if old in line)
        lines[index] = lines[index].replace(old, new)

    return change


def mark_moved(files):
    """From the first who voted to the first who did not."""
    lines = rows(files, "roll.jsonl")
    told = [b"true" in line for line in lines]
    one, other = told.index(True), told.index(False)
    lines[one] = lines[one].replace(b"true", b"false")
    lines[other] = lines[other].replace(b"false", b"true")
    put(files, "roll.jsonl", lines)


def live_line(lines):
    """The first commitment on the log that nobody withdraws."""
    return next(
        i
        for i, line in enumerate(lines)
        if b'"cast"' in line and line.replace(b'"cast"', b'"replaced"') not in lines
    )


def commitment_bent(lines):
    index = live_line(lines)
    bent = b"00" if b':"00' not in lines[index] else b"11"
    lines[index] = re.sub(rb'(?<="commitment":")..', bent, lines[index])


def commitment_dropped(lines):
    del lines[live_line(lines)]


def withdrawn_ballot_counted(files):
    """The opening of a replaced ballot cannot be known; its commitment can be moved."""
    lines = rows(files, "ledger.jsonl")
    live = lines[live_line(lines)]
    end = next(i for i, line in enumerate(lines) if b'"sealed"' in line)
    lines.insert(end, live.replace(b'"cast"', b'"replaced"'))
    put(files, "ledger.jsonl", lines)


def history_rewritten(files):
    """Drop the last commitment and sign the log again with the forger's own key."""
    lines = rows(files, "ledger.jsonl")
    del lines[-4]
    _sign_again(files, lines)


def vote_invented(files):
    """The same vote under a key of the forger's: everything is made anew to fit."""
    lines = rows(files, "ledger.jsonl")
    sheet = json.loads(files["rule-sheet.json"])
    sheet["log"]["key"] = forged_key(sheet["log"]["key"].split("+")[0])
    files["rule-sheet.json"] = canonical(sheet)
    files["keys.txt"] = f"{sheet['log']['key']}\n".encode()
    seal = hashlib.sha256(files["rule-sheet.json"]).hexdigest()
    lines[0] = canonical(json.loads(lines[0]) | {"rule_sheet": seal})
    lines[-1] = canonical(_sealed_again(files, seal))
    _sign_again(files, lines)


def _sealed_again(files, sheet_seal):
    """Make the result fit another rule sheet; its entry on the log."""
    result = json.loads(files["result.json"])
    cast = [json.loads(line) for line in rows(files, "ballots.jsonl")]
    bound = {
        "ballots": [{k: b[k] for k in ("choices", "tracker")} for b in cast],
        "figures": result["figures"],
        "format": "passerelle/seal/1",
        "rule_sheet": sheet_seal,
    }
    seal = hashlib.sha256(canonical(bound)).hexdigest()
    files["result.json"] = canonical(result | {"rule_sheet": sheet_seal, "seal": seal})
    digest = hashlib.sha256(files["result.json"]).hexdigest()
    return {"entry": "result", "seal": seal, "sha256": digest}


def _sign_again(files, lines):
    put(files, "ledger.jsonl", lines)
    origin = json.loads(files["rule-sheet.json"])["log"]["origin"]
    files["checkpoints.txt"] = forged_note(origin, lines)


def forged_key(name):
    raw = FORGER.public_key().public_bytes_raw()
    identity = signing.key_id(name, raw).hex()
    encoded = base64.b64encode(signing.ED25519 + raw).decode()
    return f"{name}+{identity}+{encoded}"


def forged_note(origin, lines):
    name = origin.split("/")[0]
    root = base64.b64encode(merkle.root(lines)).decode()
    text = f"{origin}\n{len(lines)}\n{root}\n"
    identity = signing.key_id(name, FORGER.public_key().public_bytes_raw())
    raw = base64.b64encode(identity + FORGER.sign(text.encode())).decode()
    return f"{text}\n— {name} {raw}\n".encode()


def notes(change):
    """Change the list of checkpoints, each a text."""

    def forge(files):
        blocks = files["checkpoints.txt"].decode().removesuffix("\n").split("\n\n")
        pairs = [
            f"{body}\n\n{signed}\n"
            for body, signed in zip(blocks[::2], blocks[1::2], strict=True)
        ]
        files["checkpoints.txt"] = "\n".join(change(pairs)).encode()

    return forge


def renumbered(note):
    body = note.split("\n")
    body[1] = str(int(body[1]) + 1)
    return "\n".join(body)


def gone(name):
    return lambda files: files.pop(name)
