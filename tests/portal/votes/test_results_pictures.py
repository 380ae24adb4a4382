"""The figures behind the pictures of a count: nothing is lost, nothing appears."""

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.voting.rules import RULES, Question
from governance.voting.turnouts import GroupTurnout, by_channel, split
from portal.site.flows import NOBODY, Flow, letters
from portal.site.votes.results import otherwise, paying, purchases, transfers

OPTIONS = (11, 12, 13, 14, 15)
PAPERS = {
    n: SimpleNamespace(letter=letter)
    for n, letter in zip(OPTIONS, letters(len(OPTIONS)), strict=True)
}
rankings = st.lists(
    st.permutations(OPTIONS).map(lambda p: p[:3]), min_size=1, max_size=40
)


def asked(**more: Any) -> Question:
    facts = {"roll_size": 100, "quorum": Fraction(0), "max_choices": 3}
    return Question(options=OPTIONS, **facts | more)


def flow(rule: str, cast: list[Any], seats: int) -> Flow:
    ballots = [{"ranking": list(ranking)} for ranking in cast]
    figures = RULES[rule].count(asked(seats=seats), ballots).figures()
    return transfers.flow_of({"rule": rule, **figures}, PAPERS)


@pytest.mark.parametrize(("rule", "seats"), [("irv", 1), ("stv", 2)])
@settings(max_examples=40, deadline=None)
@given(cast=rankings)
def test_what_leaves_one_stage_is_what_comes_to_the_next(rule, seats, cast):
    drawn = flow(rule, cast, seats)
    for level in drawn.levels:
        assert sum(level.values()) == len(cast), "every vote is somewhere"
    for at, below in enumerate(drawn.levels[1:]):
        streams = drawn.streams(at)
        for heir in drawn.keys:
            arrives = sum(streams[key][heir] for key in drawn.keys)
            assert arrives == below.get(heir, 0), (at, heir)
        assert all(v >= 0 for given in streams.values() for v in given.values())
    assert len(drawn.moves) == len(drawn.levels) - 1


def test_the_parts_of_a_bar_fill_it_and_ribbons_stay_inside():
    drawn = flow("irv", [(11, 12), (12,), (13, 11), (13,), (12, 11)], 1)
    for row in drawn.rows():
        widths = [float(part.width.rstrip("%")) for part in row.parts]
        assert sum(widths) == pytest.approx(100, abs=0.05)
        for ribbon in row.ribbons:
            numbers = ribbon.path.replace("M", "").replace("Z", "")
            for sign in "CH":
                numbers = numbers.replace(sign, " ")
            assert all(0 <= float(n) <= 1000 for n in numbers.split())
    assert drawn.rows()[-1].ribbons == ()
    assert drawn.keys[-1] == NOBODY


def test_the_line_of_a_run_off_is_half_of_what_still_counts():
    drawn = flow("irv", [(11,), (11,), (12,), (12,), (13,)], 1)
    assert drawn.marks[0] == Fraction(5, 2)
    assert drawn.marks[-1] == 2, "one ballot named nothing else"


@settings(max_examples=30, deadline=None)
@given(
    cast=st.lists(
        st.sets(st.sampled_from(OPTIONS), max_size=3), min_size=1, max_size=30
    )
)
def test_those_who_pay_for_a_need_pay_all_of_it(cast):
    question = asked(costs=(30, 18, 25, 15, 22), budget=60)
    ballots = [{"chosen": sorted(chosen)} for chosen in cast]
    figures = RULES["mes"].count(question, ballots).figures()
    spent = 0
    for row in figures["rounds"]:
        shared = row["share"] is not None
        days = purchases._days(spent, row["cost"], 60, shared)
        assert sum(part.value for part in days.slices) == 60
        spent += row["cost"]
        if shared:
            people = purchases._people(row, len(cast))
            assert sum(part.value for part in people.slices) == len(cast)
            assert row["payers"] + row["poorer"] == row["votes"]
            assert Fraction(row["share"]) * row["payers"] <= row["cost"]
    assert spent == figures["spent"] <= 60


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (Fraction(0), "0"),
        (Fraction(120, 1434), "0.0837"),
        (Fraction(5, 4), "1.25"),
        (Fraction(25, 2), "12.5"),
        (Fraction(3), "3"),
        (Fraction(400), "400"),
    ],
)
def test_a_price_shows_the_digits_that_matter(amount, shown):
    assert paying.short(amount).replace(",", ".") == shown


def groups(*counts: tuple[str, int]) -> list[GroupTurnout]:
    return [GroupTurnout((key,), voted, voted + 5) for key, voted in counts]


def test_a_small_group_takes_another_with_it():
    told = split(groups(("user", 40), ("worker", 12), ("supporting", 3)))
    assert [group.parts for group in told.groups] == [
        ("user",),
        ("supporting", "worker"),
    ]
    assert not told.silent


def test_nothing_is_told_where_the_rest_of_the_sum_would_tell():
    assert split(groups(("fr", 40), ("en", 3))) == split([]).__class__((), silent=True)
    assert by_channel(online=40, paper=9).silent
    assert [g.voted for g in by_channel(online=40, paper=10).groups] == [40, 10]
    assert not by_channel(online=40, paper=0).silent, (
        "one way of voting: nothing to tell"
    )


def test_more_voters_who_all_push_one_need_are_counted_for_real():
    result = SimpleNamespace(
        figures={"elected": [11]}, roll_size=100, ballots=9
    )  # two points: 2 people
    ballots = [{"ranking": [11]}] * 5 + [{"ranking": [12]}] * 4
    held = SimpleNamespace(rule="irv")
    found = otherwise._if_one_first(held, asked(), result, ballots)
    assert found == {"pushed": {"extra": 2, "changing": [12]}}
