"""The public bundle of a sealed round: files that anyone can check without us."""

import hashlib
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext as _

from governance.journal.chain import canonical
from governance.refusals import Refusal
from governance.voting import chairing, ledger, records, seal
from governance.voting.models import Round

HERE = Path(__file__).parent
CARRIED = (
    "verify.py",
    "witness.py",
    "README.md",
    "LISEZMOI.md",
)  # as they stand beside this file
SUMS = "SHA256SUMS"
NO_DATE = (1980, 1, 1, 0, 0, 0)  # the same round gives the same zip, byte for byte


class NoBundle(Refusal):
    """There is no public bundle of this round; the sentence says why."""

    status = 409


def refuse_unless_published(round: Round) -> None:
    if round.voided_at is not None:
        raise NoBundle(
            _("This vote was cancelled. Nothing was counted, so there is no bundle.")
        )
    if round.sealed_at is None:
        raise NoBundle(_("The verification bundle comes once the vote is counted."))
    if not ledger.has_log(round):
        raise NoBundle(
            _("This vote was opened before Passerelle kept a public log: no bundle.")
        )


def files(round: Round) -> dict[str, bytes]:
    """Every file of the bundle, by name; ``NoBundle`` before the seal."""
    refuse_unless_published(round)
    sheet = round.sheet
    found = {
        "rule-sheet.json": canonical(round.rule_sheet or {}),  # as it was sealed
        "roll.jsonl": _lines(records.roll_lines(round)),
        "ledger.jsonl": _lines(records.ledger_lines(round)),
        "checkpoints.txt": "\n".join(records.witnessed_notes(round)).encode(),
        "ballots.jsonl": _lines(seal.ballot_lines(seal.cast_in(round))),
        "result.json": records.result_document(round, round.result),
        "keys.txt": f"{sheet['log']['key']}\n".encode(),
        **{name: (HERE / name).read_bytes() for name in CARRIED},
    }
    if witnesses := _lines(records.witness_lines(round)):
        found["witnesses.jsonl"] = witnesses
    if casting_vote := chairing.document(round):
        found["casting-vote.json"] = casting_vote
    found[SUMS] = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(found.items())
    ).encode()
    return found


def write(round: Round, folder: Path) -> list[Path]:
    """Write the bundle into ``folder``, made if need be; the files written."""
    found = files(round)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in found.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in found]


def name(round: Round) -> str:
    return f"vote-{round.pk}"


def packed(round: Round) -> bytes:
    """The bundle as a zip with one folder in it."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as whole:
        for file, content in files(round).items():
            row = zipfile.ZipInfo(f"{name(round)}/{file}", NO_DATE)
            row.compress_type = zipfile.ZIP_DEFLATED
            row.external_attr = 0o644 << 16
            whole.writestr(row, content)
    return archive.getvalue()


def _lines(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)
