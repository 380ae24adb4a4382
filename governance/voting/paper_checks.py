"""Figures of a batch that cannot be right, each in a sentence that says which is off."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.refusals import Refusal
from governance.voting import paper_desk
from governance.voting.models import PaperBatch, Round
from governance.voting.paper import faults, forms, named
from governance.voting.paper.faults import Off, UnfitTally


class UnfitCount(Refusal):
    """The figures of a batch do not add up; nothing was changed."""

    status = 422


def empty(batch: PaperBatch) -> dict[str, Any]:
    held = batch.round
    if paper_desk.is_recorded(held):
        return named.empty()
    return forms.empty(paper_desk.rule(held), paper_desk.question(held))


def refuse_unfit(
    batch: PaperBatch, used: int, spoiled: int, returned: int, tally: dict[str, Any]
) -> None:
    """``UnfitCount`` unless every ballot of the batch is accounted for, and the papers
    used can say what they are told to say."""
    held = batch.round
    rule, question = paper_desk.rule(held), paper_desk.question(held)
    try:
        faults.counts(used, spoiled, returned)
        if (told := used + spoiled + returned) != batch.issued:
            raise UnfitTally(Off.ISSUED, told=told, issued=batch.issued)
        if paper_desk.is_recorded(held):
            named.check(rule, question, tally, used)
        else:
            forms.check(rule, question, tally, used)
    except UnfitTally as unfit:
        raise UnfitCount(sentence(held, unfit)) from unfit


def in_other_batches(held: Round, batch: PaperBatch) -> set[int]:
    """The lines of the roll whose paper is agreed in another batch of a recorded vote."""
    others = held.paper_batches.agreed().exclude(pk=batch.pk)
    tallies = others.values_list("tally", flat=True)
    typed = ((tally or {}).get("named", ()) for tally in tallies)
    return {line for rows in typed for line, _said in rows}


def refuse_unmarked(held: Round, batch: PaperBatch, tally: dict[str, Any]) -> None:
    """In a recorded vote: everyone named took a paper, and is counted in no other
    batch."""
    lines = {line for line, _said in tally.get("named", ())}
    there = held.roll.filter(cooperative=batch.cooperative_id, number__in=lines)
    marked = there.filter(paper_on__isnull=False).count()
    if marked != len(lines) or lines & in_other_batches(held, batch):
        raise UnfitCount(
            _(
                "Somebody in this count is not marked as having taken a paper ballot, "
                "or is counted in another batch. Look at the names again."
            )
        )


def refuse_more_than_taken(held: Round, batch: PaperBatch, used: int) -> None:
    """Of all batches of the co-op: no more papers in the box than people took."""
    there = held.paper_batches.agreed().filter(cooperative=batch.cooperative_id)
    before = sum(n for n in there.values_list("used", flat=True) if n is not None)
    lines = held.roll.filter(cooperative=batch.cooperative_id)
    taken = lines.filter(paper_on__isnull=False).count()
    if before + used > taken:
        raise UnfitCount(
            _(
                "%(used)s papers were used, and %(taken)s people of this co-operative "
                "are marked as having taken one. Mark everyone who signed the sheet, "
                "then hand in this count again."
            )
            % {"used": before + used, "taken": taken}
        )


def sentence(held: Round, unfit: UnfitTally) -> str:
    """Which figure is off, and beside which it should stand."""
    facts = dict(unfit.facts)
    if "number" in facts:
        facts["need"] = _title(held, facts["number"])
    return str(_SENTENCES[unfit.off]() % facts)


def _title(held: Round, number: int) -> str:
    language = (get_language() or "fr")[:2]
    titles = {o["number"]: o["title"] for o in held.sheet["options"]}
    found = titles.get(number, {})
    return str(found.get(language) or found.get("fr") or number)


def _issued() -> str:
    return _(
        "Used, spoiled and returned come to %(told)s, and the batch has %(issued)s "
        "ballots. One of the three is off."
    )


def _used() -> str:
    return _("The answers come to %(told)s, and %(used)s papers were used.")


def _blank() -> str:
    return _("There are %(told)s blank papers, and only %(used)s were used.")


def _one_need() -> str:
    return _(
        "“%(need)s” is on %(told)s papers, and only %(filled)s of those used are not "
        "blank."
    )


def _too_many() -> str:
    return _("All needs together have %(told)s, and the rule allows %(most)s at most.")


def _too_few() -> str:
    return _(
        "All needs together have %(told)s, and %(filled)s papers are not blank: each of "
        "those says something."
    )


_SENTENCES = {
    Off.SHAPE: lambda: _("Type whole numbers, 0 where there is none."),
    Off.PAPER: lambda: _("One of the papers is no ballot under the rule of this vote."),
    Off.ISSUED: _issued,
    Off.USED: _used,
    Off.BLANK: _blank,
    Off.ONE_NEED: _one_need,
    Off.TOO_MANY: _too_many,
    Off.TOO_FEW: _too_few,
}
