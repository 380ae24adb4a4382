"""Yes, no, abstain: the cases worked by hand, the edges, and what must always hold."""

import hashlib
import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.voting.rules import (
    RULES,
    Comparison,
    Fault,
    Outcome,
    Question,
    UnfitQuestion,
    share,
)

CASES = Path(__file__).parent / "cases"
KNOWN = json.loads((CASES / "index.json").read_text())["cases"]
RULE = RULES["majority"]

answers = st.lists(st.sampled_from(["yes", "no", "abstain"]), max_size=60)
shares = st.fractions(min_value=0, max_value=1, max_denominator=20)


def asked(**facts):
    given = {"options": (12,), "roll_size": 100, "quorum": Fraction(0)}
    return Question(**given | facts)


def ballots(yes=0, no=0, abstain=0):
    said = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain
    return [{"answer": answer} for answer in said]


def cast(said):
    return [{"answer": answer} for answer in said]


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: case["id"])
def test_a_case_worked_by_hand(case):
    raw = (CASES / case["file"]).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == case["sha256"]
    facts = json.loads(raw)
    question = asked(
        roll_size=facts["roll_size"],
        quorum=share(facts["quorum"]),
        threshold=share(facts["threshold"]),
        comparison=Comparison(facts["comparison"]),
        quorum_counts_abstentions=facts["quorum_counts_abstain"],
    )
    votes = {key: facts[key] for key in ("yes", "no", "abstain")}
    count = RULE.count(question, ballots(**votes))
    assert {
        "quorum_met": count.quorum_met,
        "threshold_met": count.figures()["threshold_met"],
        "passes": count.outcome is Outcome.PASSED,
    } == case["expected"]


@pytest.mark.parametrize("comparison", Comparison)
def test_nobody_said_yes_or_no_so_it_is_not_approved(comparison):
    for said in (ballots(), ballots(abstain=40)):
        count = RULE.count(asked(comparison=comparison), said)
        assert count.outcome is Outcome.NOT_PASSED
        assert count.figures()["share"] is None


def test_exactly_the_threshold_passes_only_as_at_least():
    said = ballots(yes=20, no=10)
    third = {"threshold": Fraction(2, 3)}
    at_least = RULE.count(asked(comparison=Comparison.AT_LEAST, **third), said)
    more = RULE.count(asked(comparison=Comparison.MORE_THAN, **third), said)
    assert at_least.outcome is Outcome.PASSED
    assert more.outcome is Outcome.NOT_PASSED
    assert at_least.figures()["share"] == "2/3"


def test_a_share_no_float_can_hold():
    """7 of 100 is exactly 7/100; in binary 0.07 × 100 is a little more than 7."""
    question = asked(threshold=share("7/100"), comparison=Comparison.AT_LEAST)
    assert RULE.count(question, ballots(yes=7, no=93)).outcome is Outcome.PASSED


def test_abstentions_count_in_the_quorum_unless_the_sheet_says_otherwise():
    half = {"quorum": Fraction(1, 2), "roll_size": 10}
    said = ballots(yes=3, no=1, abstain=1)
    assert RULE.count(asked(**half), said).quorum_met
    without = asked(**half, quorum_counts_abstentions=False)
    assert not RULE.count(without, said).quorum_met


def test_one_voter_below_the_quorum_the_result_does_not_count():
    twentieth = asked(quorum=Fraction(1, 20), roll_size=41)  # 2.05 people: three
    assert RULE.count(twentieth, ballots(yes=2)).outcome is Outcome.NO_QUORUM
    assert RULE.count(twentieth, ballots(yes=3)).outcome is Outcome.PASSED


@given(said=answers, order=st.randoms())
def test_anonymity_who_votes_first_changes_nothing(said, order):
    shuffled = list(said)
    order.shuffle(shuffled)
    question = asked()
    assert RULE.count(question, cast(said)) == RULE.count(question, cast(shuffled))


@given(said=answers)
def test_conservation_every_ballot_is_counted_once(said):
    figures = RULE.count(asked(), cast(said)).figures()
    assert figures["yes"] + figures["no"] + figures["abstain"] == len(said)


@given(said=answers)
def test_neutrality_swapping_yes_and_no_swaps_the_outcome(said):
    """At one half, “more than”: both cannot pass, and both fail only on a tie."""
    swapped = [{"yes": "no", "no": "yes"}.get(answer, answer) for answer in said]
    passed = RULE.count(asked(), cast(said)).outcome is Outcome.PASSED
    other = RULE.count(asked(), cast(swapped)).outcome is Outcome.PASSED
    assert not (passed and other)
    assert (passed or other) == (said.count("yes") != said.count("no"))


@given(said=answers, comparison=st.sampled_from(Comparison), bar=shares, lower=shares)
def test_a_lower_threshold_never_turns_yes_into_no(said, comparison, bar, lower):
    low, high = sorted([bar, lower])
    strict = RULE.count(asked(threshold=high, comparison=comparison), cast(said))
    easy = RULE.count(asked(threshold=low, comparison=comparison), cast(said))
    if strict.outcome is Outcome.PASSED:
        assert easy.outcome is Outcome.PASSED


@given(said=answers, bar=shares, quorum=shares, comparison=st.sampled_from(Comparison))
def test_one_more_yes_never_hurts(said, bar, quorum, comparison):
    question = asked(threshold=bar, quorum=quorum, comparison=comparison)
    before = RULE.count(question, cast(said))
    after = RULE.count(question, cast([*said, "yes"]))
    if before.outcome is Outcome.PASSED:
        assert after.outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"options": (1, 2)}, Fault.NOT_ONE_OPTION),
        ({"options": ()}, Fault.NOT_ONE_OPTION),
        ({"threshold": Fraction(0)}, Fault.BAD_THRESHOLD),
        ({"threshold": Fraction(1)}, Fault.BAD_THRESHOLD),  # more than all
    ],
)
def test_a_question_it_cannot_decide(facts, fault):
    with pytest.raises(UnfitQuestion) as unfit:
        RULE.check(asked(**facts))
    assert unfit.value.fault is fault


def test_all_of_them_can_be_asked_for_as_at_least():
    RULE.check(asked(threshold=Fraction(1), comparison=Comparison.AT_LEAST))


@pytest.mark.parametrize(
    "text", ["0.5", "1/0", "3/2", "-1/2", "½", "1 / 2", "", "2", "1/2/3", "1e1/20"]
)
def test_a_share_is_a_plain_fraction_between_nothing_and_all(text):
    with pytest.raises(ValueError):
        share(text)


def test_a_stored_ballot_that_is_none_stops_the_count():
    with pytest.raises(ValueError, match="perhaps"):
        RULE.count(asked(), cast(["yes", "perhaps"]))
