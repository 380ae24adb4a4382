"""Sharing out a budget: Equal Shares and greedy, worked by hand and in general."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.voting.files import read_file
from governance.voting.files.tallying import tally
from governance.voting.rules import (
    RULES,
    Fault,
    Lot,
    Question,
    UnfitQuestion,
    Utility,
    mes,
)
from governance.voting.rules.market import market_of, purse
from governance.voting.rules.shares import Run
from tests.governance.voting.rules.shared_cases import by_id, path_of

NUMBERS = (31, 7, 18, 4)
SHARES = ("mes", "mes-plain", "greedy")

ballots = st.lists(st.sets(st.sampled_from(NUMBERS)).map(sorted), max_size=25)
costs = st.tuples(*[st.integers(1, 30)] * len(NUMBERS))
budgets = st.integers(1, 60)
pointed = st.lists(
    st.dictionaries(st.sampled_from(NUMBERS), st.integers(1, 5)), max_size=20
)


def asked(**facts):
    given = {
        "options": NUMBERS, "roll_size": 100, "quorum": Fraction(0), "max_choices": 4,
        "costs": (10, 10, 10, 10), "budget": 20, "draw": Lot("ab", "3"),
    }  # fmt: skip
    return Question(**given | facts)


def chose(chosen):
    return [{"chosen": list(paper)} for paper in chosen]


def gave(papers):
    return [{"points": sorted([n, p] for n, p in paper.items())} for paper in papers]


def test_two_thirds_do_not_take_it_all():
    """Six want 31 and 7, three want 18: greedy gives all to the six, shares do not."""
    cast = chose([[31, 7]] * 6 + [[18]] * 3)
    question = asked(budget=30, costs=(14, 14, 9, 9))
    assert set(RULES["greedy"].count(question, cast).elected) == {31, 7}
    first, second = RULES["mes-plain"].count(question, cast).elected
    assert first in (31, 7) and second == 18


def test_each_supporter_pays_the_same_or_all_she_has():
    """Purses of 5. Three pay 3 each for no. 7. One of them has 2 left for no. 31 at 6:
    she pays her 2, the other who wants it pays 4."""
    cast = chose([[31, 7], [31], [7], [7]])
    question = asked(budget=20, costs=(6, 9, 20, 20))
    first, second = RULES["mes-plain"].count(question, cast).bought
    assert (first.number, first.share) == (7, Fraction(3))
    assert (first.payers, first.poorer) == (3, 0)
    assert (second.number, second.share) == (31, Fraction(4))
    assert (second.payers, second.poorer) == (1, 1)


@pytest.mark.parametrize("name", SHARES)
@given(chosen=ballots, prices=costs, budget=budgets)
def test_the_budget_is_never_overspent(name, chosen, prices, budget):
    count = RULES[name].count(asked(costs=prices, budget=budget), chose(chosen))
    assert count.spent == sum(item.cost for item in count.bought) <= budget
    wanted = {n for paper in chosen for n in paper}
    assert set(count.elected) <= wanted
    assert len(set(count.elected)) == len(count.elected)


@given(chosen=ballots, prices=costs, budget=budgets)
def test_nobody_pays_for_what_she_did_not_choose_or_more_than_her_purse(
    chosen, prices, budget
):
    """Every purse is followed by hand through the run."""
    question = asked(costs=prices, budget=budget)
    count = RULES["mes-plain"].count(question, chose(chosen))
    left = [Fraction(budget, len(chosen) or 1)] * len(chosen)
    for item in count.bought:
        paid = [
            min(purse, item.share) if item.number in paper else 0
            for purse, paper in zip(left, chosen, strict=True)
        ]
        assert sum(paid) == item.cost
        left = [purse - pay for purse, pay in zip(left, paid, strict=True)]
        assert min(left) >= 0
    for number, cost in zip(NUMBERS, prices, strict=True):
        backers = [p for p, paper in zip(left, chosen, strict=True) if number in paper]
        bought = number in count.elected or cost > budget
        assert bought or sum(backers) < cost


@given(papers=pointed, prices=costs, budget=budgets)
def test_with_points_a_supporter_pays_by_her_points(papers, prices, budget):
    question = asked(costs=prices, budget=budget, utility=Utility.POINTS)
    count = RULES["mes-plain"].count(question, gave(papers))
    left = [Fraction(budget, len(papers) or 1)] * len(papers)
    for item in count.bought:
        paid = [
            min(purse, item.share * paper.get(item.number, 0))
            for purse, paper in zip(left, papers, strict=True)
        ]
        assert sum(paid) == item.cost
        left = [purse - pay for purse, pay in zip(left, paid, strict=True)]


@pytest.mark.parametrize("name", SHARES)
@given(chosen=ballots, prices=costs, order=st.randoms())
def test_anonymity_who_votes_first_changes_nothing(name, chosen, prices, order):
    shuffled = list(chosen)
    order.shuffle(shuffled)
    question = asked(costs=prices)
    before = RULES[name].count(question, chose(chosen)).figures()
    assert before == RULES[name].count(question, chose(shuffled)).figures()


@given(chosen=ballots, prices=costs, budget=budgets)
def test_the_next_raise_would_overspend_or_buy_nothing_more(chosen, prices, budget):
    question = asked(costs=prices, budget=budget, raises=0)
    count = RULES["mes"].count(question, chose(chosen))
    profile = mes.budget_ballots.gather(question, chose(chosen))
    support = mes.budget_ballots.supporters(question, profile)
    market = market_of(question, profile, support)
    assert count.endowment == purse(question, profile) + count.raised
    if set(market.cost) - set(count.beside["raised"]):
        again = Run(market, count.endowment + 1)
        assert sum(item.cost for item in again.bought) > budget


def test_every_utility_and_completion_of_the_shared_cases():
    for name in ("pb-warsaw-plac-wojska-2017", "pb-warsaw-zacisze-2017"):
        case = by_id(name)
        election = read_file(path_of(case))
        question = tally(election, "mes-plain").question
        counted = Question(**{**vars(question), "utility": Utility.COUNT})
        count = RULES["mes-plain"].count_profile(counted, election.profile)
        names = [election.name(n) for n in count.elected]
        assert names == case["expected"]["mes_cardinality_utility_plain_in_order"]


@pytest.mark.parametrize(
    "facts",
    [{"costs": (1, 2)}, {"budget": 0}, {"costs": (0, 1, 1, 1)},
     {"costs": (30, 30, 30, 30)}],
)  # fmt: skip
def test_a_budget_it_cannot_share(facts):
    for name in SHARES:
        with pytest.raises(UnfitQuestion) as unfit:
            RULES[name].check(asked(**facts))
        assert unfit.value.fault is Fault.BAD_BUDGET
        RULES[name].check(asked())
