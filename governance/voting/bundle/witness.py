#!/usr/bin/env python3
"""Témoin d’un vote / Witness of a vote: keep control points where nobody rewrites them.

    python3 witness.py ADRESSE DOSSIER CLÉ [NOM] / ADDRESS FOLDER KEY [NAME]

ADDRESS is that of the verification page of the vote, KEY the key shown there. Run it
every hour while the vote is open, on a computer that is not the portal’s: it takes
the public log and its last signed control point, checks that they continue all those
kept before, and keeps the new one. Exit 0: kept. Exit 1: a sentence says what does not
agree; keep the folder, it is the proof. Needs verify.py beside it, and nothing else.

With NAME (that of your co-op, without spaces, such as trois-ormes.example) it also signs
what it checked and sends the signature to the portal. The first time it makes a key of
its own in FOLDER and shows the public half: give that line to the secretary of the
co-op, who registers it on the co-op’s page. Nobody else may read FOLDER/witness.key.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import verify  # type: ignore[import-not-found]

KEPT, OWN = "checkpoints.txt", "witness.key"
COSIGNER = b"\x04"  # the kind of key, in a C2SP signed note
PLACES = {
    "/verifier/": ("point-de-controle/", "registre/"),
    "/verify/": ("checkpoint/", "log/"),
}
Log = tuple[verify.Tree, int, verify.Signer, str]  # with its lines, key and origin
PATIENCE = 60  # seconds for each answer
LARGEST = 1 << 28  # bytes of a log
SAID = {
    "kept": (
        "Le point de contrôle est gardé (lignes : {size}); il continue ceux d’avant ({kept}).",
        "The control point is kept (lines: {size}); it continues those before ({kept}).",
    ),
    "same": (
        "Rien de nouveau depuis le dernier point de contrôle (lignes : {size}).",
        "Nothing new since the last control point (lines: {size}).",
    ),
    "address": (
        "Donnez l’adresse de la page de vérification d’un vote (http ou https).",
        "Give the address of the verification page of a vote (http or https).",
    ),
    "key": (
        "La clé n’a pas la forme d’une clé de point de contrôle.",
        "The key does not have the form of a control point’s key.",
    ),
    "own": (
        "Clé publique de ce témoin, à donner au secrétariat de la coop :\n    {line}",
        "Public key of this witness, for the secretary of the co-op:\n    {line}",
    ),
    "signed": (
        "Le portail a gardé la signature de ce témoin.",
        "The portal kept the signature of this witness.",
    ),
    "unsigned": (
        "Le portail n’a pas gardé la signature de ce témoin : {answer}",
        "The portal did not keep the signature of this witness: {answer}",
    ),
    "name": (
        "Le nom d’un témoin n’a ni espace ni signe plus.",
        "The name of a witness has neither a space nor a plus sign.",
    ),
    "unreachable": (
        "Le portail ne répond pas à {address}.",
        "The portal does not answer at {address}.",
    ),
}


class Stopped(Exception):
    """Nothing could be checked; the sentences say why."""


def said(key: str, **facts: object) -> list[str]:
    return [sentence.format(**facts) for sentence in SAID[key]]


def fetched(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - http(s) only, checked
            content: bytes = answer.read(LARGEST)
            return content
    except (urllib.error.URLError, OSError) as wrong:
        raise Stopped(said("unreachable", address=address)) from wrong


def addresses(page: str) -> list[str]:
    """Of the last control point and of the log, in the language of the page."""
    page = page.rstrip("/") + "/"
    for end, places in PLACES.items():
        if page.endswith(end) and page.startswith(("http://", "https://")):
            return [page + place for place in places]
    raise Stopped(said("address"))


def witness(page: str, folder: Path, key: str, name: str = "") -> list[str]:
    """Take, check, keep, and sign under a name: what to say. ``verify.Broken`` where
    something disagrees: then nothing is signed."""
    try:
        signer = verify.Signer(key)
    except ValueError as wrong:
        raise Stopped(said("key")) from wrong
    note_at, log_at = addresses(page)
    note, book = fetched(note_at), fetched(log_at)  # the log last: it has all the note
    origin = note.decode("utf-8", "replace").split("\n", 1)[0]
    lines = verify.lines_of({"ledger.jsonl": book}, "ledger.jsonl")
    log = verify.Tree(lines), len(lines), signer, origin
    size = sizes({"control point": note}, log)[-1]
    told = kept_in(folder, note, log, size)
    return told + (cosigned(note_at, note, folder, name) if name else [])


def kept_in(folder: Path, note: bytes, log: Log, size: int) -> list[str]:
    """Keep the control point in the folder once it continues all those kept there."""
    file = folder / KEPT
    kept = []
    if file.exists():
        kept = sizes({KEPT: file.read_bytes()}, log)
    if size in kept:
        return said("same", size=size)
    folder.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as book:
        book.write(b"\n" * bool(kept) + note)
    return said("kept", size=size, kept=len(kept))


def cosigned(address: str, note: bytes, folder: Path, name: str) -> list[str]:
    """Sign the control point, which was checked and is kept, and send it back."""
    if any(c.isspace() or c == "+" for c in name):
        raise Stopped(said("name"))
    seed = own_seed(folder)
    told = said("own", line=public_line(seed, name))
    body = note.decode().partition("\n\n")[0] + "\n"
    moment = int(time.time())
    message = f"cosignature/v1\ntime {moment}\n{body}".encode()
    raw = identity(seed, name) + moment.to_bytes(8, "big") + sign(seed, message)
    line = f"— {name} {base64.b64encode(raw).decode()}\n"
    request = urllib.request.Request(  # noqa: S310 - http(s) only, checked
        address, data=note + line.encode(), headers={"Content-Type": "text/plain"}
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE):  # noqa: S310
            return told + said("signed")
    except urllib.error.HTTPError as refused:
        answer = refused.read(500).decode("utf-8", "replace").strip()
        return told + said("unsigned", answer=answer)
    except (urllib.error.URLError, OSError) as wrong:
        raise Stopped(told + said("unreachable", address=address)) from wrong


def own_seed(folder: Path) -> bytes:
    """The secret of this witness (32 bytes), made the first time."""
    file = folder / OWN
    if not file.exists():
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as made:
            made.write(secrets.token_bytes(32))
    return file.read_bytes()


def public_line(seed: bytes, name: str) -> str:
    raw = base64.b64encode(COSIGNER + public(seed)).decode()
    return f"{name}+{identity(seed, name).hex()}+{raw}"


def identity(seed: bytes, name: str) -> bytes:
    marked = name.encode() + b"\n" + COSIGNER + public(seed)
    return hashlib.sha256(marked).digest()[:4]


# --- Ed25519 (RFC 8032), signing; verify.py holds the curve ---------------------------


def public(seed: bytes) -> bytes:
    return packed(verify._times(scalar(seed), verify.BASE))


def scalar(seed: bytes) -> int:
    half = bytearray(hashlib.sha512(seed).digest()[:32])
    half[0] &= 248
    half[31] = half[31] & 127 | 64
    return int.from_bytes(half, "little")


def sign(seed: bytes, message: bytes) -> bytes:
    prefix = hashlib.sha512(seed).digest()[32:]
    nonce = number(prefix + message)
    commit = packed(verify._times(nonce, verify.BASE))
    asked = number(commit + public(seed) + message)
    proof = (nonce + asked * scalar(seed)) % verify.ORDER
    return commit + proof.to_bytes(32, "little")


def number(text: bytes) -> int:
    return int.from_bytes(hashlib.sha512(text).digest(), "little") % verify.ORDER


def packed(point: verify.Point) -> bytes:
    inverse = pow(point[2], -1, verify.P)
    x, y = point[0] * inverse % verify.P, point[1] * inverse % verify.P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def sizes(files: verify.Files, log: Log) -> list[int]:
    """The sizes of the control points of a file, each the beginning of this log."""
    tree, lines, signer, origin = log
    (name,) = files
    found = verify.notes_in(files, name, signer, origin)
    for number, size, root in found:
        where = {"number": number, "file": name, "size": size}
        if size > lines:
            raise verify.Broken("note_beyond", lines=lines, **where)
        if tree.root(size) != root:
            raise verify.Broken("note_root", start=1, **where)
    return [size for _, size, _ in found]


def main(arguments: list[str]) -> int:
    if len(arguments) not in (3, 4):
        sys.stdout.write(__doc__ or "")
        return 1
    page, folder, key, *name = arguments
    try:
        sentences, status = witness(page, Path(folder), key, *name), 0
    except verify.Broken as broken:
        sentences, status = [broken.said(code) for code in verify.LANGUAGES], 1
    except Stopped as stopped:
        sentences, status = stopped.args[0], 1
    for sentence in sentences:
        sys.stdout.write(f"{sentence}\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
