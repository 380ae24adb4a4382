"""verify.py counts by code of its own; on every election both find the same figures.

No database: what is compared is all that the portal would publish, ties, lots, stages
and transfers included.
"""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.voting.bundle import verify
from governance.voting.files import read_file
from governance.voting.files.tallying import tally
from governance.voting.rules import RULES, Lot, rankings, ways
from tests.governance.voting.rules.shared_cases import CASES, path_of
from tests.verification.elections import EVERY, FIXED, elections
from tests.verification.inventing import cast, counted, read, sheet_of

each_rule = pytest.mark.parametrize("rule", EVERY)


def recounted(sheet, choices):
    """The figures that verify.py finds."""
    lines = [ballot.line() for ballot in cast(choices)]
    asked = verify.Asked(sheet, verify.root_of(lines))
    verify.check_terms(asked)
    reads, _count = verify.RULES[sheet["rule"]["name"], 1]
    told = (json.loads(json.dumps(choice)) for choice in choices)
    return verify.recount(asked, verify.Counter(reads(asked, c) for c in told))


def agree(rule, question, choices):
    sheet = sheet_of(rule, question)
    choices = read(sheet, choices)
    told = counted(sheet, choices)
    assert verify.first_difference(recounted(sheet, choices), told) is None
    return told


@each_rule
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_both_counts_agree_on_any_election(rule, data):
    agree(rule, *data.draw(elections(rule)))


@each_rule
def test_both_counts_agree_on_one_that_does_all_the_rule_can(rule):
    told = agree(rule, *FIXED[rule])
    drawn = {"points", "irv", "stv", "schulze", "mes", "greedy"}
    assert ("lot" in told) == (rule in drawn), told


@pytest.mark.parametrize("rule", ["irv", "stv"])
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_both_stop_at_the_same_ways_of_the_lot(rule, data):
    """When there are too many ways for all to be tried, the same ones were."""
    question, choices = data.draw(elections(rule))
    with pytest.MonkeyPatch.context() as few:
        few.setattr(ways, "MOST_PAPERS", 0)
        few.setattr(verify.Ways, "MOST_PAPERS", 0)
        agree(rule, question, choices)


RULE_OF = {"irv": "irv", "stv": "stv", "condorcet": "schulze"}
RANKED = [case for case in CASES if case["kind"] in RULE_OF]
SHARED_OUT = [case for case in CASES if case["kind"] == "participatory_budget"]


def agree_on_file(path, rule):
    """On the ballots of a file, the lot being that of a round."""
    counted = tally(read_file(path), rule)
    question = replace(counted.question, draw=Lot("ab" * 32, "12"))
    profile = counted.election.profile
    if rule in ("irv", "stv"):
        profile = rankings.strict(profile)
    told = RULES[rule].count_profile(question, profile).figures()
    asked = verify.Asked(sheet_of(rule, question), "ab" * 32)
    if rule == "schulze":
        profile = _in_groups(profile)
    found = verify.RULES[rule, 1][1](asked, profile)
    for name in found.keys() & told.keys():
        assert verify.first_difference(found[name], told[name]) is None, name
    assert not told.keys() - found.keys()


def _in_groups(profile):
    return {
        tuple(rank if type(rank) is tuple else (rank,) for rank in ranking): people
        for ranking, people in profile.items()
    }


@pytest.mark.parametrize("case", RANKED, ids=lambda case: case["id"])
def test_both_counts_agree_on_real_rankings(case):
    agree_on_file(path_of(case), RULE_OF[case["kind"]])


@pytest.mark.parametrize("case", SHARED_OUT, ids=lambda case: case["id"])
def test_both_counts_agree_on_real_budgets(case):
    agree_on_file(path_of(case), "greedy")
    agree_on_file(path_of(case), "mes-plain")


def test_both_counts_agree_on_a_real_budget_raised_and_completed():
    """On the smallest one: the others take hundreds of runs."""
    (case,) = (c for c in SHARED_OUT if c["id"] == "pb-warsaw-plac-wojska-2017")
    agree_on_file(path_of(case), "mes")


def first_by_lot(claim, lot):
    return lot.lined_up(claim.left)[0]


# Mistakes that counting programs make, put into ours.
MISTAKES = {
    "irv": (verify.Claim, "settled", first_by_lot),
    "stv": (verify.Scottish, "unit", 100),
    "schulze": (verify, "smith_set", lambda options, votes: list(options)),
    "points": (verify, "heights", lambda totals: [[n] for n in totals]),
    "mes": (verify.EqualShares, "worth", lambda run, option: 1),
    "mes-plain": (verify.EqualShares, "worth", lambda run, option: run.costs[option]),
    "greedy": (verify, "filled", lambda asked, votes, already: ([], [])),
    "delegates": (verify, "band", lambda steps, size: 1),
    "double-majority": (verify, "by_place", lambda asked, box: {}),
}


@pytest.mark.parametrize("rule", MISTAKES)
def test_a_mistake_in_the_count_is_found(rule, monkeypatch):
    """The comparison bites: with a mistake the figures differ."""
    question, choices = FIXED[rule]
    sheet = sheet_of(rule, question)
    choices = read(sheet, choices)
    told = counted(sheet, choices)
    assert verify.first_difference(recounted(sheet, choices), told) is None
    monkeypatch.setattr(verify, "check_terms", lambda asked: None)
    monkeypatch.setattr(*MISTAKES[rule])
    assert verify.first_difference(recounted(sheet, choices), told) is not None
