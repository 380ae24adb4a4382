"""Paper and online ballots counted together by the rule, exactly. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain
from typing import Any

from governance.voting.paper import answers, approvals, forms, papers, points
from governance.voting.paper.forms import BY_PLACE, Form, form_of
from governance.voting.paper.piles import Pile
from governance.voting.rules import RULES, Choices, Count, Question


def count(
    rule: str, question: Question, ballots: Iterable[Choices], piles: Sequence[Pile]
) -> Count:
    """Every paper counts as a ballot cast online does; spoiled ones count nowhere."""
    form = form_of(rule, question)
    used = sum(pile.used for pile in piles)
    if form is Form.APPROVALS:
        return approvals.count(question, ballots, totals(rule, question, piles), used)
    if form is Form.POINTS:
        return points.count(question, ballots, totals(rule, question, piles), used)
    every = chain(ballots, *(_as_ballots(rule, form, pile) for pile in piles))
    return RULES[rule].count(question, every)


def totals(rule: str, question: Question, piles: Sequence[Pile]) -> dict[str, Any]:
    """What all the piles say together."""
    tallies = [pile.tally for pile in piles]

    def add(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
        return forms.add(rule, question, one, other)

    return reduce(add, tallies, forms.empty(rule, question))


def _as_ballots(rule: str, form: Form, pile: Pile) -> Iterator[Choices]:
    if form is Form.PAPERS:
        return papers.as_ballots(pile.tally)
    return answers.as_ballots(pile.tally, pile.place, by_place=rule in BY_PLACE)
