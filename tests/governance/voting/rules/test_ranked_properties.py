"""What must hold of every ranked count, whatever the ballots."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.voting.rules import RULES, Outcome
from governance.voting.rules.stv_count import UNIT
from tests.governance.voting.rules.ranked import NUMBERS, asked, cast, papers

RANKED = ("irv", "stv", "schulze")
each_rule = pytest.mark.parametrize("name", RANKED)


def seats(name):
    return 2 if name == "stv" else 1


@each_rule
@given(rankings=papers, order=st.randoms())
def test_anonymity_who_votes_first_changes_nothing(name, rankings, order):
    question, shuffled = asked(seats=seats(name)), list(rankings)
    order.shuffle(shuffled)
    before = RULES[name].count(question, cast(rankings)).figures()
    assert before == RULES[name].count(question, cast(shuffled)).figures()


@each_rule
@given(rankings=papers, places=st.permutations(NUMBERS))
def test_neutrality_renaming_options_renames_the_winners(name, rankings, places):
    """Winners are all whom some lot elects, so names and lots have no part in them."""
    renamed, question = (
        dict(zip(NUMBERS, places, strict=True)),
        asked(seats=seats(name)),
    )
    others = [[renamed[n] for n in ranking] for ranking in rankings]
    before = RULES[name].count(question, cast(rankings))
    after = RULES[name].count(question, cast(others))
    assert {renamed[n] for n in before.winners} == set(after.winners)


@each_rule
@given(rankings=papers)
def test_everyone_stands_somewhere_once(name, rankings):
    count = RULES[name].count(asked(seats=seats(name)), cast(rankings))
    assert sorted(count.order) == sorted(NUMBERS)
    assert set(count.elected) <= set(count.winners)
    if any(rankings):
        assert list(count.order[: seats(name)]) == list(count.elected)
        assert len(count.elected) == seats(name)
    else:
        assert count.winners == count.elected == ()
        assert count.outcome is Outcome.NOT_PASSED
    assert count.blank == sum(1 for ranking in rankings if not ranking)


@given(rankings=papers)
def test_conservation_of_votes_in_a_run_off(rankings):
    count = RULES["irv"].count(asked(), cast(rankings))
    valid = len(rankings) - count.blank
    for stage in count.stages:
        assert sum(stage.totals.values()) + stage.exhausted == valid
    for before, after in zip(count.stages, count.stages[1:], strict=False):
        assert before.excluded not in after.totals
        for number, votes in after.totals.items():
            assert votes == before.totals[number] + before.transfers[number]


@given(rankings=papers, places=st.integers(1, 4))
def test_conservation_of_votes_by_single_transferable_vote(rankings, places):
    """At every stage: totals + exhausted + lost by cutting = all valid ballots."""
    count = RULES["stv"].count(asked(seats=places), cast(rankings))
    valid = (len(rankings) - count.blank) * UNIT
    for stage in count.stages:
        assert sum(stage.totals.values()) + stage.exhausted + stage.lost == valid
        assert min(stage.totals.values()) >= 0
        assert stage.lost <= valid // 1000
    elected = [n for stage in count.stages for n in stage.elected]
    assert not any(rankings) or tuple(elected) == count.elected


@given(rankings=papers)
def test_a_solid_majority_gets_its_first_choice(rankings):
    first = cast([*rankings, *[[NUMBERS[0]]] * (len(rankings) + 1)])
    for name in RANKED:
        assert RULES[name].count(asked(), first).winners == (NUMBERS[0],)


@given(rankings=papers)
def test_schulze_elects_whoever_beats_each_other_option(rankings):
    count = RULES["schulze"].count(asked(), cast(rankings))
    if count.condorcet_winner is not None:
        assert count.winners == (count.condorcet_winner,)
        assert count.smith_set == (count.condorcet_winner,)
    assert not count.winners or set(count.winners) <= set(count.smith_set)


@given(rankings=papers, number=st.sampled_from(NUMBERS))
def test_schulze_is_monotone_raising_an_option_never_makes_it_lose(rankings, number):
    def raised(ranking):
        return [number, *(n for n in ranking if n != number)]

    before = RULES["schulze"].count(asked(), cast(rankings))
    if number in before.winners and rankings:
        changed = [raised(rankings[0]), *rankings[1:]]
        after = RULES["schulze"].count(asked(), cast(changed))
        assert number in after.winners


def test_the_quorum_is_that_of_people_who_voted():
    question = asked(quorum=Fraction(3, 100))
    for name in RANKED:
        count = RULES[name].count(question, cast([[7], []]))
        assert count.outcome is Outcome.NO_QUORUM
        count = RULES[name].count(question, cast([[7], [], []]))
        assert count.outcome is Outcome.RANKED
