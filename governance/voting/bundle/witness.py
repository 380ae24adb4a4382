#!/usr/bin/env python3
"""Témoin d’un vote / Witness of a vote: keep control points where nobody rewrites them.

    python3 witness.py ADRESSE DOSSIER CLÉ / ADDRESS FOLDER KEY

ADDRESS is that of the verification page of the vote, KEY the key shown there. Run it
every hour while the vote is open, on a computer that is not the portal’s: it takes
the public log and its last signed control point, checks that they continue all those
kept before, and keeps the new one. Exit 0: kept. Exit 1: a sentence says what does not
agree; keep the folder, it is the proof. Needs verify.py beside it, and nothing else.
"""

from __future__ import annotations

import sys
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import verify  # type: ignore[import-not-found]

KEPT = "checkpoints.txt"
PLACES = {
    "/verifier/": ("point-de-controle/", "registre/"),
    "/verify/": ("checkpoint/", "log/"),
}
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


def witness(page: str, folder: Path, key: str) -> list[str]:
    """Take, check, keep: what to say. ``verify.Broken`` where something disagrees."""
    try:
        signer = verify.Signer(key)
    except ValueError as wrong:
        raise Stopped(said("key")) from wrong
    note_at, log_at = addresses(page)
    note, log = fetched(note_at), fetched(log_at)  # the log last: it has all the note
    origin = note.decode("utf-8", "replace").split("\n", 1)[0]
    lines = verify.lines_of({"ledger.jsonl": log}, "ledger.jsonl")
    tree = verify.Tree(lines)
    size = sizes({"control point": note}, tree, len(lines), signer, origin)[-1]
    file = folder / KEPT
    kept = []
    if file.exists():
        kept = sizes({KEPT: file.read_bytes()}, tree, len(lines), signer, origin)
    if size in kept:
        return said("same", size=size)
    folder.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as book:
        book.write(b"\n" * bool(kept) + note)
    return said("kept", size=size, kept=len(kept))


def sizes(
    files: verify.Files,
    tree: verify.Tree,
    lines: int,
    signer: verify.Signer,
    origin: str,
) -> list[int]:
    """The sizes of the control points of a file, each the beginning of this log."""
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
    if len(arguments) != 3:
        sys.stdout.write(__doc__ or "")
        return 1
    page, folder, key = arguments
    try:
        sentences, status = witness(page, Path(folder), key), 0
    except verify.Broken as broken:
        sentences, status = [broken.said(code) for code in verify.LANGUAGES], 1
    except Stopped as stopped:
        sentences, status = stopped.args[0], 1
    for sentence in sentences:
        sys.stdout.write(f"{sentence}\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
