"""Formulas F1 and F4 against the worked examples of the domain study (1.4)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.values import vocabulary
from governance.values.alignment import (
    Effort,
    asked_shares,
    built_shares,
    exact,
    proposal_alignment,
    serving_days,
    steering_match,
)
from tests.governance.values import demo

MISSION = list(vocabulary.values("mission"))
# The seven delivered needs of the study: 100 developer-days in all.
DELIVERED = (
    "liste-medicaments-imprimable",
    "rappels-de-prise-reglables",
    "mode-hors-ligne-campagne",
    "qui-a-vu-mon-dossier",
    "tout-emporter",
    "sommaire-international",
    "ou-sont-mes-donnees",
)


def said(family: str) -> dict[str, Fraction]:
    profile = demo.coop("riviere-aux-huards")["values_profile"]
    return {value: exact(share) for value, share in profile[family].items()}


def efforts() -> list[Effort]:
    return [
        Effort(Fraction(demo.need(slug)["effort_days"]), demo.tags(slug))
        for slug in DELIVERED
    ]


def test_f1_serves_053_of_three_mission_values() -> None:
    tags = demo.tags("applications-choisies-par-la-coop")
    assert proposal_alignment(said("mission"), tags) == Fraction("0.53")


def test_f1_serves_015_of_three_foundational_values() -> None:
    tags = demo.tags("applications-choisies-par-la-coop")
    assert proposal_alignment(said("foundational"), tags) == Fraction("0.15")


def test_f1_goes_down_when_a_need_goes_against_a_value() -> None:
    shares = {"privacy": Fraction("0.6"), "flexibility": Fraction("0.2")}
    against = {"privacy": -2, "flexibility": 1, "equity": 2}
    assert proposal_alignment(shares, against) == Fraction("-0.5")


def test_f4_of_the_mission_family_is_79() -> None:
    built = built_shares(efforts(), MISSION)
    asked = asked_shares(said("mission"))
    assert sum(e.days for e in efforts()) == 100
    assert round(steering_match(built, asked)) == 79
    assert [round(100 * built["flexibility"]), round(100 * asked["flexibility"])] == [
        25,
        7,
    ]
    assert [round(100 * built["empowerment"]), round(100 * asked["empowerment"])] == [
        3,
        15,
    ]


def test_f4_of_the_foundational_family_is_41() -> None:
    built = built_shares(efforts(), vocabulary.values("foundational"))
    assert round(steering_match(built, asked_shares(said("foundational")))) == 41


def test_f4_is_100_when_effort_is_spread_like_priorities() -> None:
    asked = asked_shares(said("mission"))
    assert steering_match(asked, asked) == 100


def test_f4_is_0_when_nothing_is_in_common() -> None:
    assert steering_match({"a": Fraction(1)}, {"b": Fraction(1)}) == 0


def test_what_a_need_goes_against_gets_no_effort() -> None:
    efforts = [Effort(Fraction(9), {"privacy": -1, "flexibility": 2, "continuity": 1})]
    built = built_shares(efforts, MISSION)
    assert built["flexibility"] == Fraction(2, 3)
    assert built["privacy"] == 0


def test_nothing_is_built_where_no_need_serves_the_family() -> None:
    assert built_shares([Effort(Fraction(5), {"equity": 1})], MISSION) == {}
    assert asked_shares({}) == {}


def test_days_that_serve_no_value_of_a_family_are_told() -> None:
    both = [
        Effort(Fraction(14), {"openness": 2, "privacy": 1, "honesty": 1}),
        Effort(Fraction(28), {"equity": 1, "privacy": -2}),
    ]
    assert serving_days(both, MISSION) == 14
    assert serving_days(both, vocabulary.values("foundational")) == 42
    assert serving_days([], MISSION) == 0


weights = st.sampled_from([-2, -1, 1, 2])
needs = st.lists(
    st.builds(
        Effort,
        st.integers(1, 400).map(Fraction),
        st.dictionaries(st.sampled_from(MISSION), weights, min_size=1, max_size=3),
    ),
    max_size=12,
)


@given(needs)
def test_built_shares_add_up_to_one_or_are_not_there(items: list[Effort]) -> None:
    built = built_shares(items, MISSION)
    assert sum(built.values()) == (1 if built else 0)
    assert all(share >= 0 for share in built.values())


@given(needs, needs)
def test_the_match_is_between_0_and_100_and_the_same_both_ways(
    some: list[Effort], others: list[Effort]
) -> None:
    a, b = built_shares(some, MISSION), built_shares(others, MISSION)
    if a and b:
        assert 0 <= steering_match(a, b) == steering_match(b, a) <= 100


@given(st.dictionaries(st.sampled_from(MISSION), weights, max_size=7))
def test_alignment_stays_within_three(tags: dict[str, int]) -> None:
    shares = dict.fromkeys(MISSION, Fraction(3, 7))
    assert -3 <= proposal_alignment(shares, tags) <= 3


@pytest.mark.parametrize("share", [0.1, "0.1", 0.62, 1])
def test_a_share_is_read_as_written(share: object) -> None:
    assert exact(share) == Fraction(str(share))
