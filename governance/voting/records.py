"""What is published of a round once it is sealed: roll, ballots and result, each in
its one form, and the last entries of the log, which bind them."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from governance.journal.chain import canonical
from governance.voting import commitments, ledger, merkle, seal
from governance.voting.commitments import CastBallot
from governance.voting.models import Result, RollLine, Round, Witness
from governance.voting.paper.whole import Paper
from governance.voting.turnouts import published_places

RESULT = "passerelle/result/1"
CHUNK = 5_000  # rows read at a time


def close(
    round: Round,
    ballots: Sequence[CastBallot],
    paper: Paper | None,
    result: Result,
    at: datetime,
) -> None:
    """Write the end of the log of a round that was just counted."""
    for cooperative, place in published_places(round).items():
        round.roll.filter(cooperative=cooperative).update(place=place)
    told = result_document(round, result)
    entries: list[dict[str, Any]] = [
        {
            "entry": "sealed",
            "at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "roll": merkle.root(roll_lines(round)).hex(),
            "voted": len(ballots),
        },
        *([paper.entry()] if paper else []),
        {
            "entry": "ballots",
            "count": len(ballots),
            "root": merkle.root(seal.ballot_lines(ballots)).hex(),
        },
        {
            "entry": "result",
            "seal": result.seal,
            "sha256": hashlib.sha256(told).hexdigest(),
        },
    ]
    ledger.add(round, entries)


def roll_lines(round: Round) -> Iterator[bytes]:
    """The public roll: a leaf that only its member recognises, the place where that
    hides them among at least ten voters, whether they voted online, or took a paper.
    A line that a correction struck keeps its place, and says so."""
    fields = ("leaf", "place", "voted_on", "paper_on", "struck_on")
    rows = RollLine.every_line.filter(round=round).order_by("number")
    for leaf, place, *days in rows.values_list(*fields).iterator(chunk_size=CHUNK):
        voted, paper, struck = (day is not None for day in days)
        yield commitments.roll_line(
            leaf, place, voted=voted, paper=paper, struck=struck
        )


def ledger_lines(round: Round) -> Iterator[bytes]:
    rows = round.ledger_lines.order_by("seq").values_list("line", flat=True)
    for line in rows.iterator(chunk_size=CHUNK):
        yield line.encode()


def notes(round: Round) -> list[str]:
    """The signed checkpoints, the first one first."""
    return list(round.checkpoints.order_by("size").values_list("note", flat=True))


def witnessed_notes(round: Round) -> list[str]:
    """The same, with the signatures of the witnesses under ours."""
    rows = round.checkpoints.order_by("size").prefetch_related("cosignatures")
    return [
        note.note + "".join(f"{signed.line}\n" for signed in note.cosignatures.all())
        for note in rows
    ]


def witness_lines(round: Round) -> Iterator[bytes]:
    """The keys of the co-ops that signed a checkpoint of this round."""
    signed = Witness.objects.filter(cosignatures__checkpoint__round=round).distinct()
    for witness in signed.select_related("cooperative").order_by("pk"):
        place = witness.cooperative
        name = {"fr": place.name_fr, "en": place.name_en}
        yield canonical({"cooperative": place.slug, "key": witness.key, "name": name})


def result_document(round: Round, result: Result) -> bytes:
    document: dict[str, Any] = {
        "format": RESULT,
        "round": round.pk,
        "rule_sheet": round.rule_sheet_hash,
        "figures": result.figures,
        "seal": result.seal,
    }
    return canonical(document)
