"""All that the page of a result shows."""

from typing import Any

from django.db.models import QuerySet

from governance.decisions.models import Decision
from governance.voting import asking, chairing, papers, queries
from governance.voting.models import Result, Round
from governance.voting.outcomes import lottery
from portal.site.votes import words
from portal.site.votes.results import (
    answers,
    comparing,
    duels,
    exact,
    federated,
    lines,
    participation,
    purchases,
    transfers,
)
from portal.site.votes.shown import choices


def shown(round: Round, result: Result, *, reads_answers: bool) -> dict[str, Any]:
    """``reads_answers``: whether this reader may see who answered what."""
    decided = decisions(round)
    both = federated.by_place(round, result) if reads_answers else {}
    single = round.rule in asking.YES_OR_NO
    return {
        "round": round,
        "result": result,
        "told": queries.outcome(result),
        "tied": chairing.gives_casting_vote(round) and chairing.is_tied(result),
        "lottery": lottery(result),
        "exact": exact.exact(round, result),
        "answers": answers.answers(result),
        "sides": answers.sides(round, both or result.figures),
        "places": answers.places(round, both or result.figures),
        "not_by_place": "" if both else federated.untold(round, result),
        "may_read_answers": reads_answers,
        "lines": lines.lines(round, result, decided),
        "counted": lines.COUNTED.get(round.rule, ""),
        "transfers": transfers.transfers(round, result),
        "duels": duels.duels(round, result),
        "purchases": purchases.purchases(round, result),
        "blank": result.figures.get("blank", 0),
        "paper": result.figures.get("paper"),
        "aside": papers.set_aside(round) if "paper" in result.figures else (),
        "option": choices(round)[0] if single else None,
        "after": lines.after_words(next(iter(decided.values()), None)),
        "sections": participation.sections(round, result),
        "otherwise": comparing.comparison(round, result),
        "nature_sentence": words.nature(round),
        "rules": words.rules(round),
        "sheet": words.sheet_text(round),
    }


def decisions(round: Round) -> dict[int, Decision]:
    """The latest decision that followed this round, by the number of its need."""
    found: QuerySet[Decision] = Decision.objects.filter(round=round)
    told = found.select_related("proposal").order_by("recorded_at", "pk")
    return {d.proposal.number: d for d in told}
