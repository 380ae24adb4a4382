#!/usr/bin/env python3
"""Vérifie un vote de Passerelle sans Passerelle. / Checks a Passerelle vote without it.

    python3 verify.py                        le dossier où se trouve ce fichier
                                             / the folder this file is in
    python3 verify.py DOSSIER.zip            un autre dossier / another bundle
    python3 verify.py --since NOTE.txt       continue-t-il un point de contrôle gardé?
                                             / does it continue a checkpoint you kept?
    python3 verify.py --receipt "vos mots"   montre un bulletin / shows a ballot
    python3 verify.py --line REF SEL         montre une ligne de la liste
                                             / shows a line of the roll
    --lang fr|en                             une seule langue / one language only

One file, Python's standard library only, no network. It counts by code of its own:
nothing is shared with the portal. Exit 0: everything agrees. Exit 1: one sentence
names the first thing that does not.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

Files = dict[str, bytes]
Facts = dict[str, Any]
Sheet = dict[str, Any]
Tally = list[tuple[dict[str, Any], int]]

# --- What is said, in French and English ---------------------------------------------

SAID = {
    "missing": (
        "Le fichier {file} manque.",
        "The file {file} is missing.",
    ),
    "form": (
        "Ligne {line} de {file} : elle n’a pas la forme convenue.",
        "Line {line} of {file}: it is not in the agreed form.",
    ),
    "document": (
        "Le fichier {file} n’a pas la forme convenue.",
        "The file {file} is not in the agreed form.",
    ),
    "sheet": (
        "Le fichier rule-sheet.json n’est pas la fiche des règles scellée à l’ouverture (ligne 1 de ledger.jsonl).",
        "The file rule-sheet.json is not the rule sheet sealed at the opening (line 1 of ledger.jsonl).",
    ),
    "opened": (
        "Ligne 1 de ledger.jsonl : le registre ne commence pas par l’ouverture de ce vote.",
        "Line 1 of ledger.jsonl: the log does not begin with the opening of this vote.",
    ),
    "keys": (
        "Le fichier keys.txt ne porte pas la clé de la fiche des règles.",
        "The file keys.txt does not hold the key of the rule sheet.",
    ),
    "roll_size": (
        "La liste roll.jsonl compte {found} lignes; la fiche des règles en annonce {size}.",
        "The roll in roll.jsonl has {found} lines; the rule sheet says {size}.",
    ),
    "roll_twice": (
        "Ligne {line} de roll.jsonl : cette personne y est déjà, à la ligne {first}.",
        "Line {line} of roll.jsonl: this person is already there, at line {first}.",
    ),
    "roll_root": (
        "La liste roll.jsonl n’est pas celle qui a été figée à l’ouverture : une ligne a été changée, ajoutée, retirée ou déplacée.",
        "The roll in roll.jsonl is not the one frozen at the opening: a line was changed, added, removed or moved.",
    ),
    "roll_place": (
        "Ligne {line} de roll.jsonl : « {place} » n’est pas une coopérative de ce vote.",
        "Line {line} of roll.jsonl: “{place}” is not a co-operative of this vote.",
    ),
    "place_size": (
        "La liste roll.jsonl compte {found} lignes pour {place}; la fiche des règles en annonce {size}.",
        "The roll in roll.jsonl has {found} lines for {place}; the rule sheet says {size}.",
    ),
    "roll_marks": (
        "Dans roll.jsonl, les marques de vote ou les coopératives ne sont pas celles du scellement (ligne {line} de ledger.jsonl).",
        "In roll.jsonl, the marks of who voted or the co-operatives are not those of the seal (line {line} of ledger.jsonl).",
    ),
    "order": (
        "Ligne {line} de ledger.jsonl : cette inscription n’est pas à sa place.",
        "Line {line} of ledger.jsonl: this entry is not in its place.",
    ),
    "unfinished": (
        "Le registre ledger.jsonl s’arrête avant le résultat.",
        "The log ledger.jsonl stops before the result.",
    ),
    "cast_twice": (
        "Ligne {line} de ledger.jsonl : cet engagement y est déjà, à la ligne {first}.",
        "Line {line} of ledger.jsonl: this commitment is already there, at line {first}.",
    ),
    "replaced": (
        "Ligne {line} de ledger.jsonl : elle retire un engagement qui n’est pas au registre, ou qui est déjà retiré.",
        "Line {line} of ledger.jsonl: it withdraws a commitment that is not on the log, or is already withdrawn.",
    ),
    "note": (
        "Point de contrôle {number} de {file} : il n’a pas la forme convenue.",
        "Checkpoint {number} of {file}: it is not in the agreed form.",
    ),
    "origin": (
        "Point de contrôle {number} de {file} : il vient d’un autre registre.",
        "Checkpoint {number} of {file}: it comes from another log.",
    ),
    "signature": (
        "Point de contrôle {number} de {file} : sa signature n’est pas celle de la clé de la fiche des règles.",
        "Checkpoint {number} of {file}: its signature is not by the key of the rule sheet.",
    ),
    "note_order": (
        "Point de contrôle {number} de {file} : il n’est pas plus grand que le précédent.",
        "Checkpoint {number} of {file}: it is not larger than the one before.",
    ),
    "note_beyond": (
        "Point de contrôle {number} de {file} : il porte sur {size} lignes; ledger.jsonl n’en a que {lines}.",
        "Checkpoint {number} of {file}: it is over {size} lines; ledger.jsonl only has {lines}.",
    ),
    "note_root": (
        "Point de contrôle {number} de {file} : entre les lignes {start} et {size} de ledger.jsonl, une ligne n’est pas celle qui a été signée.",
        "Checkpoint {number} of {file}: between lines {start} and {size} of ledger.jsonl, a line is not the one that was signed.",
    ),
    "note_last": (
        "Aucun point de contrôle signé ne couvre les {lines} lignes de ledger.jsonl.",
        "No signed checkpoint covers the {lines} lines of ledger.jsonl.",
    ),
    "ballot_order": (
        "Ligne {line} de ballots.jsonl : ce récépissé n’est pas à sa place, ou y est deux fois.",
        "Line {line} of ballots.jsonl: this receipt is not in its place, or is there twice.",
    ),
    "ballot_unknown": (
        "Ligne {line} de ballots.jsonl : ce bulletin n’est pas un de ceux qui ont été déposés; son engagement n’est pas au registre.",
        "Line {line} of ballots.jsonl: this ballot is not one of those that were cast; its commitment is not on the log.",
    ),
    "ballot_withdrawn": (
        "Ligne {line} de ballots.jsonl : ce bulletin a été remplacé (ligne {other} de ledger.jsonl).",
        "Line {line} of ballots.jsonl: this ballot was replaced (line {other} of ledger.jsonl).",
    ),
    "ballot_nonce": (
        "Ligne {line} de ballots.jsonl : son nombre est aussi celui de la ligne {first}.",
        "Line {line} of ballots.jsonl: its number is also that of line {first}.",
    ),
    "ballot_missing": (
        "Ligne {line} de ledger.jsonl : le bulletin de cet engagement manque dans ballots.jsonl.",
        "Line {line} of ledger.jsonl: the ballot of this commitment is missing from ballots.jsonl.",
    ),
    "ballot_unfit": (
        "Ligne {line} de ballots.jsonl : ce bulletin n’en est pas un selon la règle du vote.",
        "Line {line} of ballots.jsonl: this is not a ballot under the rule of the vote.",
    ),
    "marks": (
        "Il y a {ballots} bulletins et {voted} personnes marquées comme ayant voté.",
        "There are {ballots} ballots and {voted} people marked as having voted.",
    ),
    "sealed": (
        "Ligne {line} de ledger.jsonl : le scellement ne dit pas le nombre de bulletins ou de votes de ce dossier.",
        "Line {line} of ledger.jsonl: the seal does not give the number of ballots or of votes of this bundle.",
    ),
    "ballots_root": (
        "Les bulletins de ballots.jsonl ne sont pas ceux du scellement (ligne {line} de ledger.jsonl).",
        "The ballots in ballots.jsonl are not those of the seal (line {line} of ledger.jsonl).",
    ),
    "rule": (
        "Ce vérificateur ne sait pas recompter la règle « {rule} », version {version}. Tout le reste a été vérifié.",
        "This verifier cannot recount the rule “{rule}”, version {version}. Everything else was checked.",
    ),
    "figure": (
        "Le résultat publié ne correspond pas au recomptage : « {name} » vaut {told} dans result.json, et {found} au recomptage.",
        "The published result does not match the recount: “{name}” is {told} in result.json, and {found} in the recount.",
    ),
    "result": (
        "Le fichier result.json n’est pas celui du registre (ligne {line} de ledger.jsonl).",
        "The file result.json is not the one on the log (line {line} of ledger.jsonl).",
    ),
    "seal": (
        "Le sceau du résultat n’est pas celui de ces bulletins, de ces règles et de ces chiffres.",
        "The seal of the result is not that of these ballots, rules and figures.",
    ),
    "sum": (
        "Le fichier {file} n’est pas celui de SHA256SUMS.",
        "The file {file} is not the one in SHA256SUMS.",
    ),
    "sum_missing": (
        "SHA256SUMS ne nomme pas le fichier {file}.",
        "SHA256SUMS does not name the file {file}.",
    ),
    "too_large": (
        "Le fichier {file} est trop grand pour un dossier de vote.",
        "The file {file} is too large for the bundle of a vote.",
    ),
    "no_bundle": (
        "Il n’y a pas de dossier de vote à cet endroit.",
        "There is no bundle of a vote at this place.",
    ),
    "fine": (
        "Tout concorde : ce vote peut être recompté, et le compte est bon.",
        "Everything agrees: this vote can be recounted, and the count is right.",
    ),
    "fine_sheet": (
        "Les règles sont celles qui ont été scellées à l’ouverture. Leur sceau : {sheet}. Comparez-le à celui que vous avez noté.",
        "The rules are those sealed at the opening. Their seal: {sheet}. Compare it with the one you noted.",
    ),
    "fine_roll": (
        "La liste compte {roll} personnes, les mêmes qu’à l’ouverture, chacune une fois. {voted} ont voté.",
        "The roll has {roll} people, the same as at the opening, each once. {voted} voted.",
    ),
    "fine_ledger": (
        "Le registre compte {lines} lignes et {notes} points de contrôle signés par {signer}; chacun continue le précédent.",
        "The log has {lines} lines and {notes} checkpoints signed by {signer}; each continues the one before.",
    ),
    "fine_ballots": (
        "Il y a {ballots} bulletins. Chacun avait été engagé au registre avant le scellement; aucun n’est double, aucun ne manque.",
        "There are {ballots} ballots. Each was committed to on the log before the seal; none is there twice, none is missing.",
    ),
    "fine_count": (
        "Le recomptage selon la règle « {rule} » donne les chiffres publiés.",
        "The recount under the rule “{rule}” gives the published figures.",
    ),
    "fine_since": (
        "Le registre continue le point de contrôle que vous aviez gardé ({size} lignes).",
        "The log continues the checkpoint that you kept ({size} lines).",
    ),
    "own_line": (
        "Ligne {line} de roll.jsonl : vous êtes sur la liste. A voté : {voted}.",
        "Line {line} of roll.jsonl: you are on the roll. Voted: {voted}.",
    ),
    "no_line": (
        "Aucune ligne de roll.jsonl n’est la vôtre, avec cette référence et ce sel.",
        "No line of roll.jsonl is yours, with this reference and this salt.",
    ),
    "own_ballot": (
        "Ligne {line} de ballots.jsonl : {choices}. Nombre : {nonce}. Engagement : {commitment}.",
        "Line {line} of ballots.jsonl: {choices}. Number: {nonce}. Commitment: {commitment}.",
    ),
    "no_ballot": (
        "Aucun bulletin compté n’a ce récépissé.",
        "No ballot counted has this receipt.",
    ),
}
LANGUAGES = ("fr", "en")


NARROW = ((" :", "\u00a0:"), ("« ", "«\u00a0"), (" »", "\u00a0»"))


def say(key: str, language: str, **facts: Any) -> str:
    sentence = SAID[key][LANGUAGES.index(language)]
    for plain, bound in NARROW:  # French does not part these at the end of a line
        sentence = sentence.replace(plain, bound)
    return sentence.format(**facts)


class Broken(Exception):
    """The first thing that does not agree: a key of SAID and its facts."""

    def __init__(self, key: str, **facts: Any) -> None:
        super().__init__(key)
        self.key, self.facts = key, facts

    def said(self, language: str) -> str:
        return say(self.key, language, **self.facts)


# --- Files and their one form --------------------------------------------------------

PUBLISHED = (
    "rule-sheet.json", "roll.jsonl", "ledger.jsonl", "checkpoints.txt", "ballots.jsonl",
    "result.json", "keys.txt",
)  # fmt: skip
LARGEST = 1 << 30  # bytes; a file of a million ballots has 200 million


def read_bundle(path: Path | str) -> Files:
    """The files of a folder or of a zip, by name."""
    path, found = Path(path), {}
    if path.is_dir():
        for file in path.iterdir():
            if file.is_file():
                _refuse_large(file.name, file.stat().st_size)
                found[file.name] = file.read_bytes()
        return found
    try:
        with zipfile.ZipFile(path) as packed:
            for row in packed.infolist():
                _refuse_large(row.filename, row.file_size)
                found[row.filename.rsplit("/", 1)[-1]] = packed.read(row)
    except (OSError, zipfile.BadZipFile) as wrong:
        raise Broken("no_bundle") from wrong
    return found


def _refuse_large(name: str, size: int) -> None:
    if size > LARGEST:
        raise Broken("too_large", file=name)


def canonical(value: Any) -> bytes:
    text = json.dumps(
        value,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )
    return text.encode()


def parsed(data: bytes) -> dict[str, Any] | None:
    """A JSON object in its one form (sorted keys, no spaces, UTF-8); else None."""
    try:
        value = json.loads(data.decode())
        return value if type(value) is dict and canonical(value) == data else None
    except (ValueError, RecursionError):
        return None


def document(files: Files, name: str) -> dict[str, Any]:
    value = parsed(files[name])
    if value is None:
        raise Broken("document", file=name)
    return value


def lines_of(files: Files, name: str) -> list[bytes]:
    """The lines of a file, each ended by a line feed; the file leaves ``files``, so
    that a large bundle is in memory once."""
    data = files.pop(name)
    if not data:
        return []
    lines = data.split(b"\n")
    if lines.pop() != b"":
        raise Broken("form", file=name, line=len(lines) + 1)
    return lines


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# --- Merkle trees (RFC 6962) ---------------------------------------------------------


class Tree:
    """Every full subtree of a list of lines, so that the root of any beginning of the
    list is read off."""

    def __init__(self, lines: list[bytes]) -> None:
        digest = hashlib.sha256
        level = [digest(b"\x00" + line).digest() for line in lines]
        self.levels = [level]
        while len(level) > 1:
            pairs = zip(level[::2], level[1::2])  # noqa: B905 - the odd one waits
            level = [digest(b"\x01" + a + b).digest() for a, b in pairs]
            self.levels.append(level)

    def root(self, size: int) -> bytes:
        """Of the first ``size`` lines."""
        tops: list[bytes] = []
        start = 0
        for height in range(size.bit_length() - 1, -1, -1):
            if size >> height & 1:
                tops.append(self.levels[height][start >> height])
                start += 1 << height
        if not tops:
            return hashlib.sha256(b"").digest()
        top = tops.pop()
        while tops:
            top = hashlib.sha256(b"\x01" + tops.pop() + top).digest()
        return top


def root_of(lines: list[bytes]) -> str:
    """The same root, without keeping the tree: one level at a time."""
    digest = hashlib.sha256
    level = [digest(b"\x00" + line).digest() for line in lines]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2])  # noqa: B905 - an odd one goes up as it is
        odd = level[-1:] if len(level) % 2 else []
        level = [digest(b"\x01" + a + b).digest() for a, b in pairs] + odd
    return (level[0] if level else digest(b"").digest()).hex()


# --- Signatures (Ed25519, RFC 8032) --------------------------------------------------

Point = tuple[int, int, int, int]
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def _plus(a: Point, b: Point) -> Point:
    one, two = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    three, four = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = two - one, four - three, four + three, two + one
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(factor: int, point: Point) -> Point:
    total = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = _plus(total, point)
        point, factor = _plus(point, point), factor >> 1
    return total


def _point(encoded: bytes) -> Point | None:
    """The point that 32 bytes name; None where they name none."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = _point((4 * pow(5, -1, P) % P).to_bytes(32, "little")) or (0, 1, 1, 0)


def is_signed(message: bytes, signature: bytes, key: bytes) -> bool:
    if len(signature) != 64 or len(key) != 32:
        return False
    point, commit = _point(key), _point(signature[:32])
    proof = int.from_bytes(signature[32:], "little")
    if point is None or commit is None or proof >= ORDER:
        return False
    asked = hashlib.sha512(signature[:32] + key + message).digest()
    left = _times(proof, BASE)
    right = _plus(commit, _times(int.from_bytes(asked, "little") % ORDER, point))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


def decoded(text: str) -> bytes | None:
    """Base64 in its one form; None otherwise."""
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        return None
    return raw if base64.b64encode(raw).decode() == text else None


class Signer:
    """A public key as C2SP writes it: name+id+base64."""

    def __init__(self, text: str) -> None:
        self.name, self.id, encoded = text.split("+", 2)
        raw = decoded(encoded) or b""
        self.key = raw[1:]
        named = hashlib.sha256(self.name.encode() + b"\n\x01" + self.key).hexdigest()
        if raw[:1] != b"\x01" or len(self.key) != 32 or named[:8] != self.id:
            raise ValueError(text)

    def signed(self, text: str, signatures: list[str]) -> bool:
        for line in signatures:
            mark, _, rest = line.partition(" ")
            name, _, encoded = rest.partition(" ")
            raw = decoded(encoded)
            if mark != "—" or raw is None:
                continue
            if (name, raw[:4].hex()) == (self.name, self.id):
                return is_signed(text.encode(), raw[4:], self.key)
        return False


def notes_in(
    files: Files, name: str, signer: Signer, origin: str
) -> list[tuple[int, int, bytes]]:
    """The checkpoints of a file as (number, size, root), once their signatures hold."""
    try:
        blocks = files[name].decode().removesuffix("\n").split("\n\n")
    except ValueError as wrong:
        raise Broken("document", file=name) from wrong
    found = []
    for number, start in enumerate(range(0, len(blocks), 2), start=1):
        body, signatures = blocks[start], "".join(blocks[start + 1 : start + 2])
        parts = body.split("\n")
        where: Facts = {"number": number, "file": name}
        if len(parts) != 3 or not re.fullmatch(r"0|[1-9]\d{0,11}", parts[1]):
            raise Broken("note", **where)
        root = decoded(parts[2]) or b""
        if len(root) != 32:
            raise Broken("note", **where)
        if parts[0] != origin:
            raise Broken("origin", **where)
        if not signer.signed(body + "\n", signatures.split("\n")):
            raise Broken("signature", **where)
        found.append((number, int(parts[1]), root))
    return found


# --- Counting ------------------------------------------------------------------------


class Unfit(Exception):
    """These choices are no ballot under the rule."""


def needed(share: Fraction, people: int) -> int:
    """The fewest people that are at least ``share`` of ``people``."""
    return -(-share.numerator * people // share.denominator)


def count_majority(sheet: Sheet, tally: Tally) -> Facts:
    """Yes, no, abstain. ``tally``: choices and how many ballots say so."""
    rule, said = sheet["rule"], {"yes": 0, "no": 0, "abstain": 0}
    for choices, times in tally:
        answer = choices.get("answer")
        if len(choices) != 1 or type(answer) is not str or answer not in said:
            raise Unfit
        said[answer] += times
    voices = said["yes"] + said["no"]
    share = Fraction(said["yes"], voices) if voices else None
    asked = Fraction(rule["threshold"])
    if share is None:
        enough = False
    elif rule["comparison"] == "at_least":
        enough = share >= asked
    else:
        enough = share > asked
    abstained = said["abstain"] if rule["quorum_counts_abstentions"] else 0
    return {
        **said,
        "share": None if share is None else str(share),
        "threshold_met": enough,
        "tie": said["yes"] == said["no"] != 0,
        "present": voices + abstained,
        "outcome": "passed" if enough else "not_passed",
    }


def count_approval(sheet: Sheet, tally: Tally) -> Facts:
    """Choose up to a number; ties share their place."""
    most = sheet["rule"]["max_choices"]
    votes = {option["number"]: 0 for option in sheet["options"]}
    cast = blank = 0
    for choices, times in tally:
        chosen = choices.get("chosen")
        if len(choices) != 1 or type(chosen) is not list or len(chosen) > most:
            raise Unfit
        if any(type(n) is not int or n not in votes for n in chosen):
            raise Unfit
        if chosen != sorted(set(chosen)):
            raise Unfit
        for number in chosen:
            votes[number] += times
        cast, blank = cast + times, blank + (0 if chosen else times)
    order = [
        [number for number in votes if votes[number] == height]
        for height in sorted(set(votes.values()), reverse=True)
    ]
    first = order[0] if any(votes.values()) else []
    return {
        "approvals": [{"number": n, "approvals": v} for n, v in votes.items()],
        "order": order,
        "winners": first,
        "ties": [group for group in order if len(group) > 1],
        "blank": blank,
        "present": cast,
        "outcome": "ranked" if first else "not_passed",
    }


RULES: dict[tuple[str, int], Callable[[Sheet, Tally], Facts]] = {
    ("majority", 1): count_majority,
    ("approval", 1): count_approval,
}


def recount(sheet: Sheet, tally: Tally, ballots: int) -> Facts:
    """The figures that result.json should hold."""
    rule = sheet["rule"]
    count = RULES.get((rule["name"], rule["version"]))
    if count is None:
        raise Broken("rule", rule=rule["name"], version=rule["version"])
    found = count(sheet, tally)
    share, size = Fraction(rule["quorum"]), sheet["roll_size"]
    least = needed(share, size)
    reached = found.pop("present") >= least
    outcome = found.pop("outcome") if reached else "no_quorum"
    return {
        "rule": rule["name"],
        "version": rule["version"],
        "roll_size": size,
        "ballots": ballots,
        "turnout": f"{ballots}/{size}",
        "quorum": str(share),
        "quorum_voters": least,
        "quorum_met": reached,
        "outcome": outcome,
        **found,
    }


# --- The checks, in the order in which they are made ---------------------------------

# What a document without the agreed parts raises when it is read.
NOT_THERE = (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError)
SUM = re.compile(rb"([0-9a-f]{64})  ([A-Za-z0-9.-]+)")
ROLL = re.compile(
    rb'\{"leaf":"([0-9a-f]{64})","place":"([A-Za-z0-9_+-]*)","voted":(true|false)\}'
)
ENTRY = re.compile(rb'\{"commitment":"([0-9a-f]{64})","entry":"(cast|replaced)"\}')
BALLOT = re.compile(
    rb'(\{"choices":(.*),"nonce":"([0-9a-f]{32})","salt":"[0-9a-f]{32}"),'
    rb'"tracker":"([a-z-]+)"\}'
)


class Check:
    """A bundle under examination: ``run`` goes through every check or raises Broken."""

    def __init__(self, files: Files, since: tuple[str, bytes] | None = None) -> None:
        for name in (*PUBLISHED, "SHA256SUMS"):
            if name not in files:
                raise Broken("missing", file=name)
        self.files, self.since = files, since
        self.digests = {name: sha256(content) for name, content in files.items()}
        self.facts: Facts = {}
        self.unknown: Broken | None = None

    def run(self) -> Facts:
        self.sheet = document(self.files, "rule-sheet.json")
        self.ledger = lines_of(self.files, "ledger.jsonl")
        self.check_opening()
        try:
            self.check_roll()
            self.check_entries()
            self.check_notes()
            self.check_ballots()
            self.check_end()
        except NOT_THERE as wrong:
            raise Broken("document", file="rule-sheet.json") from wrong
        try:
            self.check_count()
        except NOT_THERE as wrong:
            raise Broken("document", file="result.json") from wrong
        self.check_sums()
        if self.unknown:
            raise self.unknown
        return self.facts

    def check_opening(self) -> None:
        """The sheet is the one that the log was begun with."""
        opened = parsed(self.ledger[0]) if self.ledger else None
        if opened is None or opened.get("entry") != "opened":
            raise Broken("opened")
        seal = self.digests["rule-sheet.json"]
        if opened.get("rule_sheet") != seal:
            raise Broken("sheet")
        sheet = self.sheet
        try:
            expected = {
                "entry": "opened",
                "format": "passerelle/ledger/1",
                "round": sheet["round"],
                "rule_sheet": seal,
                "roll": {"root": sheet["roll"]["root"], "size": sheet["roll_size"]},
            }
            self.signer = Signer(sheet["log"]["key"])
        except NOT_THERE as wrong:
            raise Broken("document", file="rule-sheet.json") from wrong
        if sheet.get("format") != "passerelle/rule-sheet/1":
            raise Broken("document", file="rule-sheet.json")
        if opened != expected:
            raise Broken("opened")
        if self.files["keys.txt"] != f"{sheet['log']['key']}\n".encode():
            raise Broken("keys")
        self.facts["sheet"] = seal

    def check_roll(self) -> None:
        """The people of the opening, each once, under the co-ops of the sheet."""
        lines = lines_of(self.files, "roll.jsonl")
        places: Counter[bytes] = Counter()
        seen: dict[bytes, int] = {}
        self.voted = 0
        for number, line in enumerate(lines, start=1):
            form = ROLL.fullmatch(line)
            if not form:
                raise Broken("form", file="roll.jsonl", line=number)
            place, voted = form.group(2, 3)
            leaf = bytes.fromhex(form[1].decode())
            if leaf in seen:
                raise Broken("roll_twice", line=number, first=seen[leaf])
            seen[leaf] = number
            places[place] += 1
            self.voted += voted == b"true"
        size = self.sheet["roll_size"]
        if len(lines) != size:
            raise Broken("roll_size", found=len(lines), size=size)
        if root_of(list(seen)) != self.sheet["roll"]["root"]:
            raise Broken("roll_root")
        self.check_places(places, lines)
        self.roll_root = root_of(lines)
        self.facts |= {"roll": size, "voted": self.voted}

    def check_places(self, places: Counter[bytes], lines: list[bytes]) -> None:
        sizes = {s["cooperative"]: s["roll"] for s in self.sheet["electorate"]}
        if set(places) <= {b""}:
            return
        for place, found in places.items():
            names = place.decode().split("+")
            if not set(names) <= set(sizes):
                shown = b'"place":"%b"' % place
                at = [shown in line for line in lines].index(True) + 1
                raise Broken("roll_place", line=at, place=place.decode())
            size = sum(sizes[name] for name in names)
            if found != size:
                raise Broken("place_size", found=found, place=place.decode(), size=size)

    def check_entries(self) -> None:
        """Commitments and withdrawals, then sealed, ballots, result; nothing after."""
        self.cast: dict[bytes, int] = {}
        self.gone: dict[bytes, int] = {}
        end: list[tuple[int, bytes]] = []
        for number, line in enumerate(self.ledger[1:], start=2):
            form = ENTRY.fullmatch(line)
            if not form:
                end.append((number, line))
                continue
            if end:
                raise Broken("order", line=end[0][0])
            self.check_commitment(number, *form.groups())
        self.end: dict[str, tuple[int, dict[str, Any]]] = {}
        for (number, line), kind in zip(end, ("sealed", "ballots", "result")):  # noqa: B905
            entry = parsed(line)
            if entry is None:
                raise Broken("form", file="ledger.jsonl", line=number)
            if entry.get("entry") != kind:
                raise Broken("order", line=number)
            self.end[kind] = number, entry
        if len(end) > 3:
            raise Broken("order", line=end[3][0])
        if len(end) < 3:
            raise Broken("unfinished")

    def check_commitment(self, number: int, commitment: bytes, kind: bytes) -> None:
        if kind == b"cast":
            if commitment in self.cast:
                raise Broken("cast_twice", line=number, first=self.cast[commitment])
            self.cast[commitment] = number
            return
        if commitment not in self.cast or commitment in self.gone:
            raise Broken("replaced", line=number)
        self.gone[commitment] = number

    def check_notes(self) -> None:
        """Each signed checkpoint is a beginning of this log; the last one, all of it."""
        tree, lines, before = Tree(self.ledger), len(self.ledger), 0
        origin = self.sheet["log"]["origin"]
        notes = notes_in(self.files, "checkpoints.txt", self.signer, origin)
        for number, size, root in notes:
            where = {"number": number, "file": "checkpoints.txt"}
            if size <= before:
                raise Broken("note_order", **where)
            self.check_note(tree, size, root, before, where)
            before = size
        if before != lines:
            raise Broken("note_last", lines=lines)
        self.facts |= {"lines": lines, "notes": len(notes), "signer": self.signer.name}
        if self.since is not None:
            self.check_since(tree, origin)

    def check_note(
        self, tree: Tree, size: int, root: bytes, before: int, where: Facts
    ) -> None:
        lines = len(self.ledger)
        if size > lines:
            raise Broken("note_beyond", size=size, lines=lines, **where)
        if tree.root(size) != root:
            raise Broken("note_root", start=before + 1, size=size, **where)

    def check_since(self, tree: Tree, origin: str) -> None:
        """The checkpoint that the reader kept is a beginning of this log too."""
        name, data = self.since or ("", b"")
        kept = notes_in({name: data}, name, self.signer, origin)
        for number, size, root in kept:
            self.check_note(tree, size, root, 0, {"number": number, "file": name})
        self.facts["since"] = max(size for _, size, _ in kept)

    def check_ballots(self) -> None:
        """Every opening was committed to and not withdrawn; every commitment opens."""
        self.lines = lines_of(self.files, "ballots.jsonl")
        self.tally: Counter[bytes] = Counter()
        self.first: dict[bytes, int] = {}
        self.choices: dict[bytes, dict[str, Any]] = {}
        nonces: dict[bytes, int] = {}
        opened: set[int] = set()  # lines of the log
        before = b""
        for number, line in enumerate(self.lines, start=1):
            form = BALLOT.fullmatch(line)
            if not form:
                raise Broken("form", file="ballots.jsonl", line=number)
            opening, choices, nonce, tracker = form.groups()
            if choices not in self.choices:
                self.read(number, choices)
            if tracker <= before:
                raise Broken("ballot_order", line=number)
            if nonce in nonces:
                raise Broken("ballot_nonce", line=number, first=nonces[nonce])
            nonces[nonce], before = number, tracker
            opened.add(self.committed(number, opening))
            self.tally[choices] += 1
        for commitment, number in self.cast.items():
            if number not in opened and commitment not in self.gone:
                raise Broken("ballot_missing", line=number)
        self.facts["ballots"] = len(self.lines)

    def read(self, number: int, choices: bytes) -> None:
        value = parsed(choices)
        if value is None:
            raise Broken("form", file="ballots.jsonl", line=number)
        self.choices[choices], self.first[choices] = value, number

    def committed(self, number: int, opening: bytes) -> int:
        """The line of the log where this ballot was committed to."""
        commitment = commitment_of(opening).encode()
        if commitment not in self.cast:
            raise Broken("ballot_unknown", line=number)
        if commitment in self.gone:
            other = self.gone[commitment]
            raise Broken("ballot_withdrawn", line=number, other=other)
        return self.cast[commitment]

    def check_end(self) -> None:
        """As many ballots as marks; roll and ballots are those of the seal."""
        ballots = len(self.lines)
        if ballots != self.voted:
            raise Broken("marks", ballots=ballots, voted=self.voted)
        line, sealed = self.end["sealed"]
        if sealed.get("voted") != self.voted:
            raise Broken("sealed", line=line)
        if sealed.get("roll") != self.roll_root:
            raise Broken("roll_marks", line=line)
        line, bound = self.end["ballots"]
        if bound.get("count") != ballots:
            raise Broken("sealed", line=line)
        if bound.get("root") != root_of(self.lines):
            raise Broken("ballots_root", line=line)

    def check_count(self) -> None:
        """The figures follow from the ballots, and result.json is the one on the log."""
        result, line = document(self.files, "result.json"), self.end["result"][0]
        try:
            self.compare(result["figures"])
        except Broken as wrong:
            if wrong.key != "rule":
                raise
            self.unknown = wrong
        if result["seal"] != self.seal(result["figures"]):
            raise Broken("seal")
        expected = {
            "entry": "result",
            "seal": result["seal"],
            "sha256": self.digests["result.json"],
        }
        about = result["format"], result["round"], result["rule_sheet"]
        if about != ("passerelle/result/1", self.sheet["round"], self.facts["sheet"]):
            raise Broken("result", line=line)
        if self.end["result"][1] != expected:
            raise Broken("result", line=line)
        self.facts["rule"] = self.sheet["rule"]["name"]

    def compare(self, told: Facts) -> None:
        """The published figures against our own, one by one."""
        tally = [(self.choices[text], times) for text, times in self.tally.items()]
        try:
            found = recount(self.sheet, tally, len(self.lines))
        except Unfit as wrong:
            raise Broken("ballot_unfit", line=self.unfit()) from wrong
        for name in sorted({*found, *told}):
            ours, theirs = shown_value(found, name), shown_value(told, name)
            if ours != theirs:
                raise Broken("figure", name=name, found=ours, told=theirs)

    def unfit(self) -> int:
        """The first line whose choices are no ballot by themselves."""
        for text, number in self.first.items():
            try:
                recount(self.sheet, [(self.choices[text], 1)], 1)
            except Unfit:
                return number
        return 1

    def seal(self, figures: Facts) -> str:
        rows = []
        for line in self.lines:
            form = BALLOT.fullmatch(line)
            choices, tracker = form.group(2, 4) if form else (b"", b"")
            rows.append(b'{"choices":%b,"tracker":"%b"}' % (choices, tracker))
        whole = {
            "ballots": b"[%b]" % b",".join(rows),
            "figures": canonical(figures),
            "format": b'"passerelle/seal/1"',
            "rule_sheet": canonical(self.facts["sheet"]),
        }
        parts = (b'"%b":%b' % (name.encode(), part) for name, part in whole.items())
        return sha256(b"{%b}" % b",".join(parts))

    def check_sums(self) -> None:
        """Every file is the one that SHA256SUMS names."""
        named = set()
        for number, line in enumerate(lines_of(self.files, "SHA256SUMS"), start=1):
            form = SUM.fullmatch(line)
            if not form:
                raise Broken("form", file="SHA256SUMS", line=number)
            name = form[2].decode()
            if name not in self.digests:
                raise Broken("missing", file=name)
            if self.digests[name].encode() != form[1]:
                raise Broken("sum", file=name)
            named.add(name)
        for name in PUBLISHED:
            if name not in named:
                raise Broken("sum_missing", file=name)


def shown_value(figures: Facts, name: str) -> str:
    return canonical(figures[name]).decode() if name in figures else "–"


def commitment_of(opening: bytes) -> str:
    """``opening``: a line of ballots.jsonl up to its salt."""
    return sha256(b"ballot/1\x00" + opening + b"}")


def check(files: Files, since: tuple[str, bytes] | None = None) -> Facts:
    """Go through everything; the facts found, or Broken. ``since``: (name, bytes) of
    kept checkpoints."""
    return Check(dict(files), since).run()


def told(facts: Facts, language: str) -> list[str]:
    """What was found, in sentences, when everything agrees."""
    keys = [
        "fine",
        "fine_sheet",
        "fine_roll",
        "fine_ledger",
        "fine_ballots",
        "fine_count",
    ]
    sentences = [say(key, language, **facts) for key in keys]
    if "since" in facts:
        sentences.append(say("fine_since", language, size=facts["since"]))
    return sentences


# --- One's own line and ballot -------------------------------------------------------


def own_line(files: Files, ref: str, salt: str) -> tuple[str, Facts]:
    """A sentence: (key, facts)."""
    number = document(files, "rule-sheet.json")["round"]
    parts = b"roll/1", str(number).encode(), ref.strip().lower().encode()
    leaf = sha256(b"\0".join((*parts, bytes.fromhex(salt.strip())))).encode()
    for line, row in enumerate(lines_of(files, "roll.jsonl"), start=1):
        if leaf in row:
            return "own_line", {"line": line, "voted": row.endswith(b"true}")}
    return "no_line", {}


def own_ballot(files: Files, words: str) -> tuple[str, Facts]:
    """A sentence: (key, facts)."""
    tracker = "-".join(re.findall(r"[a-z]+", words.lower())).encode()
    for line, row in enumerate(lines_of(files, "ballots.jsonl"), start=1):
        form = BALLOT.fullmatch(row)
        if form and form[4] == tracker:
            return "own_ballot", {
                "line": line,
                "choices": form[2].decode(),
                "nonce": form[3].decode(),
                "commitment": commitment_of(form[1]),
            }
    return "no_ballot", {}


def main(arguments: list[str] | None = None) -> int:
    reader = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    here = Path(__file__).resolve().parent
    reader.add_argument("bundle", nargs="?", default=here)
    reader.add_argument("--since", type=Path)
    reader.add_argument("--receipt")
    reader.add_argument("--line", nargs=2, metavar=("REF", "SALT"))
    reader.add_argument("--lang", choices=LANGUAGES)
    asked = reader.parse_args(arguments)
    languages = [asked.lang] if asked.lang else list(LANGUAGES)
    status, sentences = answer(asked, languages)
    for language in languages:
        for sentence in sentences[language]:
            sys.stdout.write(f"{sentence}\n")
    return status


def answer(asked: Any, languages: list[str]) -> tuple[int, dict[str, list[str]]]:
    """The exit status, and the sentences in each language."""
    try:
        files = read_bundle(asked.bundle)
        if asked.receipt or asked.line:
            key, facts = (
                own_ballot(files, asked.receipt)
                if asked.receipt
                else own_line(files, *asked.line)
            )
            own = {language: [say(key, language, **facts)] for language in languages}
            return int(key.startswith("no_")), own
        since = (asked.since.name, asked.since.read_bytes()) if asked.since else None
        facts = Check(files, since).run()
        return 0, {language: told(facts, language) for language in languages}
    except Broken as broken:
        return 1, {language: [broken.said(language)] for language in languages}
    except KeyError as missing:
        lost = Broken("missing", file=missing.args[0])
    except (OSError, ValueError):
        lost = Broken("no_bundle")
    return 1, {language: [lost.said(language)] for language in languages}


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main())
