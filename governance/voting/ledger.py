"""The public log of a round: RFC 6962, one canonical JSON line an entry.

*opened* · then, while the round is open, *cast* and *replaced* with commitments only ·
*sealed* · *ballots* · *result*, or *voided*. Adding holds the head of the log alone
(after the round: see ``governance.voting.locks``), so that a fork cannot be stored.
"""

import base64
import json
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from governance.journal.chain import canonical
from governance.journal.rows import insert
from governance.membership.models import Cooperative
from governance.voting import signing
from governance.voting.merkle import Frontier
from governance.voting.models import (
    Checkpoint,
    Ledger,
    LedgerLine,
    Round,
    WaitingEntry,
)

FORMAT = "passerelle/ledger/1"
Kind = WaitingEntry.Kind
BATCH = 5_000  # lines a statement

# Fewer would tell which commitment is that of someone who was seen voting. As many
# always stay back, so that the last batch hides its ballots too.
SMALLEST_BATCH = 10
GROWTH = 10  # a batch is at least a tenth of the log: few checkpoints, short checks


def has_log(round: Round) -> bool:
    """Rounds opened before there was a public log have none."""
    return round.rule_sheet is not None and "log" in round.sheet


def begin(round: Round) -> None:
    """The head, as the first line leaves it, with that line: nobody can wait for it."""
    _append(Ledger(round=round), [_opened(round)])


def _opened(round: Round) -> dict[str, Any]:
    sheet = round.sheet
    return {
        "entry": "opened",
        "format": FORMAT,
        "round": round.pk,
        "rule_sheet": round.rule_sheet_hash,
        "roll": {"root": sheet["roll"]["root"], "size": sheet["roll_size"]},
    }


def add(round: Round, entries: Iterable[dict[str, Any]]) -> None:
    """Append entries and sign the log as it then stands."""
    head = Ledger.objects.select_for_update().get(pk=round.pk)
    head.round = round
    _append(head, entries)


def _append(head: Ledger, entries: Iterable[dict[str, Any]]) -> None:
    round = head.round
    tree = Frontier(head.size, (bytes.fromhex(top) for top in head.tops))
    rows = []
    for entry in entries:
        line = canonical(entry)
        rows.append(LedgerLine(round=round, seq=tree.size, line=line.decode()))
        tree.add(line)
    head.size, head.tops = tree.size, [top.hex() for top in tree.tops]
    if head._state.adding:
        head.save(force_insert=True)
    else:
        head.save(update_fields=["size", "tops"])
    LedgerLine.objects.bulk_create(rows, batch_size=BATCH)
    _sign(round, tree)


def _sign(round: Round, tree: Frontier) -> None:
    log = round.sheet["log"]
    root = base64.b64encode(tree.root()).decode()
    note = signing.signed(f"{log['origin']}\n{tree.size}\n{root}\n", log["key"])
    if note:
        Checkpoint.objects.create(round=round, size=tree.size, note=note)


def wait(round: Round, commitment: str, kind: str = Kind.CAST) -> None:
    """Put a commitment, or its withdrawal, among those that wait for the log."""
    insert(WaitingEntry(round=round, kind=kind, commitment=commitment))


def batch_is_due(waiting: int, size: int) -> bool:
    """Whether enough commitments wait, on a log of ``size`` lines."""
    return waiting >= max(2 * SMALLEST_BATCH, size // GROWTH)


def publish_batch(round: Round) -> int:
    """Move a batch of waiting commitments, drawn at random, to the log; how many."""
    head = Ledger.objects.select_for_update().get(pk=round.pk)
    casts = list(round.waiting.filter(kind=Kind.CAST))
    if not batch_is_due(len(casts), head.size):
        return 0
    secrets.SystemRandom().shuffle(casts)
    return _move(round, casts[:-SMALLEST_BATCH])


def publish_rest(round: Round) -> int:
    """Move everything that waits to the log: the round is closed or void, and held
    alone, so that no ballot is cast or replaced meanwhile."""
    waiting = list(round.waiting.all())
    casts = [entry for entry in waiting if entry.kind == Kind.CAST]
    return _publish(round, casts, [e for e in waiting if e.kind == Kind.REPLACED])


def _move(round: Round, casts: Sequence[WaitingEntry]) -> int:
    """Commitments first, then the withdrawals of those that are on the log by then.

    Withdrawals are read before what stays back: whoever withdrew had cast before.
    """
    withdrawn = list(round.waiting.filter(kind=Kind.REPLACED))
    waiting = round.waiting.filter(kind=Kind.CAST).values_list("commitment", flat=True)
    back = set(waiting) - {entry.commitment for entry in casts}
    gone = [entry for entry in withdrawn if entry.commitment not in back]
    return _publish(round, casts, gone)


def _publish(
    round: Round, casts: Sequence[WaitingEntry], gone: Sequence[WaitingEntry]
) -> int:
    """Each kind in a random order, in one move."""
    luck = secrets.SystemRandom()
    moved = [*luck.sample(casts, len(casts)), *luck.sample(gone, len(gone))]
    if moved:
        add(round, (entry.entry() for entry in moved))
    for start in range(0, len(moved), BATCH):
        some = [entry.pk for entry in moved[start : start + BATCH]]
        round.waiting.filter(pk__in=some).delete()
    return len(moved)


def live(round: Round) -> set[str]:
    """The commitments on the log that were not withdrawn."""
    found: dict[str, set[str]] = {Kind.CAST: set(), Kind.REPLACED: set()}
    lines = round.ledger_lines.values_list("line", flat=True)
    for line in lines.iterator(chunk_size=BATCH):
        entry = json.loads(line)
        if entry["entry"] in found:
            found[entry["entry"]].add(entry["commitment"])
    return found[Kind.CAST] - found[Kind.REPLACED]


def place_of(round: Round, commitment: str) -> int | None:
    """The line of the log (from 1) where a ballot was committed to; None before."""
    line = canonical({"entry": str(Kind.CAST), "commitment": commitment}).decode()
    seq = round.ledger_lines.filter(line=line).values_list("seq", flat=True).first()
    return None if seq is None else seq + 1


def last_note(round: Round) -> str:
    """The last signed checkpoint; empty where there is none."""
    notes = round.checkpoints.order_by("-size").values_list("note", flat=True)
    return notes.first() or ""


def witnessed_note(round: Round) -> str:
    """The last checkpoint with the signatures of the witnesses under ours."""
    last = round.checkpoints.order_by("-size").first()
    if last is None:
        return ""
    lines = last.cosignatures.values_list("line", flat=True)
    return last.note + "".join(f"{line}\n" for line in lines)


def witnesses_of(round: Round) -> list[Cooperative]:
    """The co-ops that signed the last checkpoint, by name."""
    last = round.checkpoints.order_by("-size").values("pk")[:1]
    signed = Cooperative.objects.filter(witnesses__cosignatures__checkpoint__in=last)
    return list(signed.distinct())


def batches_due(at: datetime) -> list[tuple[int]]:
    """The open rounds of which a batch can go on the log, as arguments of a task."""
    waiting = Count("waiting", filter=Q(waiting__kind=Kind.CAST))
    rows = (
        Round.objects.open(at)
        .filter(ledger__isnull=False)
        .annotate(casts=waiting)
        .values_list("pk", "casts", "ledger__size")
    )
    return [(pk,) for pk, casts, size in rows if batch_is_due(casts, size)]
