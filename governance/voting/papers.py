"""The paper of a round, read from its batches and its roll."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from governance.voting import asking, paper_desk, turnouts
from governance.voting.models import PaperBatch, Round
from governance.voting.paper import forms, named, piles
from governance.voting.paper.piles import Pile
from governance.voting.paper.whole import Paper, SetAside
from governance.voting.refusals import CountRefused


def whole(round: Round) -> Paper | None:
    """Every settled batch as it is published; None where no batch was ever opened."""
    return _whole(round, _batches(round))


def _batches(round: Round) -> list[PaperBatch]:
    return list(round.paper_batches.select_related("cooperative"))


def _whole(round: Round, batches: list[PaperBatch]) -> Paper | None:
    if not batches:
        return None
    agreed = [batch for batch in batches if batch.agreed_at is not None]
    counted = [_pile(round, batch) for batch in agreed]
    return Paper(
        marked=marked(round),
        batches=len(counted),
        piles=_published(round, counted),
        set_aside=_set_aside(batches),
    )


def set_aside(round: Round) -> tuple[SetAside, ...]:
    """The batches that are not counted, and why, for everyone to read."""
    return _set_aside(_batches(round))


def settled(held: Round) -> Paper | None:
    """The same, to be counted: ``CountRefused`` while a batch is neither agreed nor set
    aside, or where more papers were used than people took."""
    batches = _batches(held)
    waiting = [str(batch.number) for batch in batches if not batch.is_settled]
    if waiting:
        raise CountRefused(
            _("The count waits for these batches of paper: %(numbers)s.")
            % {"numbers": ", ".join(waiting)}
        )
    paper = _whole(held, batches)
    if paper and paper.used > paper.marked:
        raise CountRefused(
            _(
                "The count is refused: %(marked)s people took a paper ballot and "
                "%(used)s were used."
            )
            % {"marked": paper.marked, "used": paper.used}
        )
    return paper


def answers(round: Round) -> dict[int, dict[str, Any]]:
    """In a recorded vote, what each paper says, by line of the roll; else nothing."""
    tallies = round.paper_batches.agreed().values_list("tally", flat=True)
    typed = ((tally or {}).get("named", ()) for tally in tallies)
    return {line: said for rows in typed for line, said in rows}


def marked(round: Round) -> int:
    """How many people took a paper ballot."""
    return round.roll.filter(paper_on__isnull=False).count()


def _published(round: Round, counted: list[Pile]) -> tuple[Pile, ...]:
    rule, question = round.sheet["rule"]["name"], asking.of_sheet(round.sheet)
    together = turnouts.counted_together(round)
    counted = [replace(p, place=together.get(p.place, p.place)) for p in counted]

    def add(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
        return forms.add(rule, question, one, other)

    return piles.published(counted, add, by_place=rule in forms.BY_PLACE)


def _pile(round: Round, batch: PaperBatch) -> Pile:
    """A batch without any name, in the form of its rule."""
    counted = (batch.used, batch.spoiled, batch.returned)
    used, spoiled, returned = (number or 0 for number in counted)
    place, tally = batch.cooperative.slug, batch.tally or {}
    if "named" in tally:
        rule, question = paper_desk.rule(round), paper_desk.question(round)
        tally = named.totals(rule, question, tally)
    return Pile((batch.number,), place, batch.issued, used, spoiled, returned, tally)


def _set_aside(batches: list[PaperBatch]) -> tuple[SetAside, ...]:
    return tuple(
        SetAside(
            batch.number,
            batch.cooperative.slug,
            batch.issued,
            batch.set_aside_fr,
            batch.set_aside_en,
        )
        for batch in batches
        if batch.set_aside_at is not None
    )
