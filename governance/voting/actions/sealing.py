"""The round is closed for good: counted, shuffled, sealed, and every link cut."""

import secrets
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.proposals.actions import advance
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.refusals import MoveNotAllowed
from governance.voting import (
    clock,
    correcting,
    helping,
    keyring,
    ledger,
    lifecycle,
    locks,
    papers,
    records,
    rule_sheet,
    seal,
    turnouts,
    veils,
)
from governance.voting.commitments import CastBallot
from governance.voting.models import Ballot, Result, RollLine, Round
from governance.voting.paper.whole import Paper
from governance.voting.refusals import CountRefused, SheetAltered

BATCH = 5_000  # rows a statement


@transaction.atomic
def seal_round(round: Round, *, at: datetime) -> Result:
    """Count and seal a closed round; harmless to repeat, at any number of hands.

    Waits for the casts in flight, then refuses (``CountRefused``) unless there is one
    ballot for each mark on the roll, every batch of paper is agreed or set aside, and
    the rule sheet is the one that was sealed.
    The key goes last: should the commit fail after it, sealing again needs no key.
    """
    held = locks.hold_alone(round)
    if held.sealed_at is not None:
        return held.result
    at = clock.settled(at)
    if not lifecycle.may("seal", held, at):
        raise MoveNotAllowed(_("Only a round that has closed can be counted."))
    needs = locks.hold_needs(held)
    ballots = _checked(held)
    paper = papers.settled(held)
    keep_answers(held)
    ballots = _placed(held, ballots)
    shuffle(held, ballots)
    result = _count(held, ballots, paper)
    cut_links(held)
    if ledger.has_log(held):
        records.close(held, ballots, paper, result, at)
    held.sealed_at = at
    held.save(update_fields=["sealed_at"])
    _move(needs, result, at)
    record("round.sealed", held, by=None, at=at, facts=_facts(result))
    keyring.destroy(held.key_id)
    return result


def _checked(held: Round) -> list[CastBallot]:
    if not rule_sheet.is_intact(held):
        raise SheetAltered(
            _("The count is refused: the rule sheet is not the one that was sealed.")
        )
    if not correcting.stands(held):
        raise CountRefused(
            _("The count is refused: the roll is not the one that was published.")
        )
    ballots = seal.cast_in(held)
    marks = held.roll.voted().count()
    if marks != len(ballots):
        raise CountRefused(
            _(
                "The count is refused: %(marks)s people voted and there are %(ballots)s "
                "ballots."
            )
            % {"marks": marks, "ballots": len(ballots)}
        )
    if ledger.has_log(held):
        _check_commitments(held, ballots)
    return ballots


def _check_commitments(held: Round, ballots: list[CastBallot]) -> None:
    """Every ballot is the one that its member committed to, and no other is there."""
    ledger.publish_rest(held)
    if {ballot.commitment for ballot in ballots} != ledger.live(held):
        raise CountRefused(
            _(
                "The count is refused: the ballots are not those whose commitments are "
                "on the public log."
            )
        )


def keep_answers(held: Round) -> None:
    """In a recorded round, write each answer beside its name before the links are cut.
    In a secret one nothing is written, and nothing is left to read it from."""
    if held.sheet["ballot"]["secrecy"] != Round.Secrecy.RECORDED:
        return
    cast = dict(held.ballots.values_list("pk", "choices"))
    lines = []
    for line in held.roll.voted():
        line.recorded = _answer(held, line, cast)
        if line.recorded is not None:
            lines.append(line)
    said = papers.answers(held)
    for line in held.roll.filter(paper_on__isnull=False):
        line.recorded = said.get(line.number)
        if line.recorded is not None:
            lines.append(line)
    RollLine.objects.bulk_update(lines, ["recorded"], batch_size=BATCH)


def _answer(
    held: Round, line: RollLine, cast: dict[UUID, dict[str, Any]]
) -> dict[str, Any] | None:
    """None where the key was lost: the vote counts, and nobody can say whose it is."""
    try:
        return cast.get(keyring.read_link(held.key_id, line.number, line.ballot_link))
    except keyring.KeyLost:
        return None


def _placed(held: Round, ballots: list[CastBallot]) -> list[CastBallot]:
    """In a secret vote by co-op, the ballots say their place only where enough people
    voted; the others carry the names of all the co-ops they are counted with."""
    together = turnouts.counted_together(held)
    if not together:
        return ballots
    return [replace(b, choices=veils.placed(b.choices, together)) for b in ballots]


def shuffle(held: Round, ballots: list[CastBallot]) -> None:
    """Write every ballot again, as a new row with a new id, in a random order: where
    a row lies in the table says nothing of when it was cast."""
    secrets.SystemRandom().shuffle(ballots)
    held.ballots.all().delete()
    Ballot.objects.bulk_create(
        (Ballot(round=held, **asdict(ballot)) for ballot in ballots),
        batch_size=BATCH,
    )


def cut_links(held: Round) -> None:
    """Forget which ballot is whose, and which forms were used."""
    held.roll.voted().update(ballot_link="", form_keys="")
    helping.cover_tracks(held)


def _count(held: Round, ballots: list[CastBallot], paper: Paper | None) -> Result:
    sheet = held.sheet
    counted = seal.count(sheet, ballots, paper)
    figures = seal.figures(sheet, counted, ballots, paper)
    return Result.objects.create(
        round=held,
        roll_size=sheet["roll_size"],
        ballots=counted.ballots,
        quorum_met=counted.quorum_met,
        outcome=counted.outcome.value,
        figures=figures,
        seal=seal.digest(held.rule_sheet_hash, ballots, figures),
    )


def _move(needs: list[Proposal], result: Result, at: datetime) -> None:
    """The needs were voted on, whatever came out; the board decides next."""
    facts = {"round": result.round_id, "outcome": str(result.outcome)}
    for need in needs:
        if need.status == Status.UNDER_REVIEW:
            advance(
                need, to=Status.VOTED, verb="need.voted", by=None, at=at, facts=facts
            )


def _facts(result: Result) -> dict[str, Any]:
    return {
        "seal": result.seal,
        "ballots": result.ballots,
        "outcome": str(result.outcome),
    }
