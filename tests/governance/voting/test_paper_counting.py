"""Paper counted with the online ballots: pure, exact, and as if all were online."""

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.voting.paper import counting, forms, piles
from governance.voting.paper.faults import Off, UnfitTally
from governance.voting.paper.piles import Pile
from governance.voting.paper.whole import Paper, SetAside
from governance.voting.rules import RULES, Place, Question
from governance.voting.rules.bands import Bands
from tests.every_rule import RULES as OFFERED
from tests.every_rule import ballots as nine

PLACES = (Place("lac-tamarac", 40), Place("trois-ormes", 60))
NEEDS = [SimpleNamespace(number=number) for number in (12, 14, 15)]


def asked(rule: str, **more: Any) -> Question:
    single = rule in ("majority", "double-majority", "delegates")
    facts: dict[str, Any] = {
        "options": (12,) if single else (12, 14, 15),
        "roll_size": 40,
        "quorum": Fraction(1, 20),
        "max_choices": 3,
        "max_points": 3,
        "total_points": 5,
        "seats": 1,
        "costs": (5, 10, 20),
        "budget": 30,
        "places": PLACES,
        "bands": Bands(((0, 1), (50, 2))),
    }
    return Question(**facts | more)


def cast(rule: str, question: Question) -> list[dict[str, Any]]:
    needs = NEEDS[: len(question.options)]
    told = nine(rule, needs)
    if rule in forms.BY_PLACE:
        names = [place.name for place in PLACES]
        told = [b | {"place": names[i % 2]} for i, b in enumerate(told)]
    return [RULES[rule].read(question, ballot) for ballot in told]


def tallied(rule: str, question: Question, cast: list[dict[str, Any]]) -> dict:
    """The tally that a hand count of these papers gives."""
    tally = forms.empty(rule, question)
    if "answer" in (cast[0] if cast else {}):
        for ballot in cast:
            tally[ballot["answer"]] += 1
    elif "approvals" in tally:
        chosen = [n for ballot in cast for n in ballot["chosen"]]
        tally["approvals"] = [[n, chosen.count(n)] for n in question.options]
        tally["blank"] = sum(not ballot["chosen"] for ballot in cast)
    elif "points" in tally:
        rows = dict(map(tuple, tally["points"]))
        for ballot in cast:
            for number, points in ballot["points"]:
                rows[number][points - 1] += 1
        tally["blank"] = sum(not ballot["points"] for ballot in cast)
    elif cast:
        one = {"papers": [[ballot, 1] for ballot in cast]}
        tally = forms.add(rule, question, tally, one)
    return tally


def pile(rule: str, question: Question, cast: list[dict[str, Any]], n: int) -> Pile:
    place = cast[0].get("place", "lac-tamarac") if cast else "lac-tamarac"
    tally = tallied(rule, question, cast)
    return Pile((n,), place, len(cast) + 3, len(cast), 1, 2, tally)


@pytest.mark.parametrize("rule", OFFERED)
@pytest.mark.parametrize("kept_online", [0, 4, 9])
def test_ballots_on_paper_count_as_if_they_were_cast_online(rule, kept_online):
    question = asked(rule)
    every = cast(rule, question)
    online, paper = every[:kept_online], every[kept_online:]
    parts = [paper[::2], paper[1::2]]  # by place, where ballots have one
    found = [pile(rule, question, part, n) for n, part in enumerate(parts, 1)]
    for one in found:
        forms.check(rule, question, one.tally, one.used)
    counted = counting.count(rule, question, online, found)
    assert counted.figures() == RULES[rule].count(question, every).figures()
    assert counted.ballots == 9


SHORT = {"approvals": [[12, 3], [14, 0], [15, 0]], "blank": 0}


@pytest.mark.parametrize(
    ("rule", "tally", "used", "off"),
    [
        ("majority", {"yes": 3, "no": 1, "abstain": 0}, 5, Off.USED),
        ("majority", {"yes": 3, "no": -1, "abstain": 0}, 2, Off.SHAPE),
        ("majority", {"yes": 3, "no": True, "abstain": 0}, 4, Off.SHAPE),
        ("majority", {"yes": 3, "no": 1}, 4, Off.SHAPE),
        ("approval", SHORT, 2, Off.ONE_NEED),
        ("approval", SHORT, 4, Off.TOO_FEW),
        ("approval", SHORT | {"blank": 9}, 4, Off.BLANK),
        ("approval", {"approvals": [[12, 3]], "blank": 0}, 3, Off.SHAPE),
        ("points", {"points": [[12, [0, 0, 9]], [14, [9, 0, 0]], [15, [0, 9, 0]]],
                    "blank": 0}, 9, Off.TOO_MANY),
        ("irv", {"papers": [[{"ranking": [12, 12]}, 1]]}, 1, Off.PAPER),
        ("irv", {"papers": [[{"ranking": [12]}, 1]]}, 2, Off.USED),
    ],
)  # fmt: skip
def test_figures_that_cannot_be_right_are_named(rule, tally, used, off):
    with pytest.raises(UnfitTally) as unfit:
        forms.check(rule, asked(rule), tally, used)
    assert unfit.value.off is off


def test_points_on_a_long_scale_are_typed_paper_by_paper():
    assert forms.form_of("points", asked("points", max_points=11)) == "papers"
    assert forms.form_of("points", asked("points", max_points=10)) == "points"


def _add(one, other):
    return {"n": one["n"] + other["n"]}


def _batch(number: int, used: int, place: str) -> Pile:
    return Pile((number,), place, used, used, 0, 0, {"n": used})


@given(
    st.lists(st.tuples(st.integers(0, 25), st.sampled_from("abc")), max_size=7),
    st.booleans(),
)
def test_no_pile_under_ten_is_published_beside_another(sizes, by_place):
    batches = [_batch(n, used, place) for n, (used, place) in enumerate(sizes, 1)]
    found = piles.published(batches, _add, by_place=by_place)
    assert sorted(n for p in found for n in p.numbers) == [
        b.numbers[0] for b in batches
    ]
    assert sum(p.used for p in found) == sum(used for used, _ in sizes)
    assert all(p.tally["n"] == p.used == p.issued for p in found)
    for few in (p for p in found if p.is_few):
        others = [p for p in found if p is not few]
        assert not others or (by_place and few.place not in {p.place for p in others})


def test_the_entry_of_the_public_log():
    small = Pile((1,), "a", 12, 4, 1, 7, {"yes": 3, "no": 1, "abstain": 0})
    paper = Paper(5, 1, (small,), (SetAside(2, "b", 20, "Mouillé", "Wet"),))
    assert paper.entry() == {
        "entry": "paper",
        "marked": 5,
        "batches": [
            {
                "numbers": [1], "place": "a", "issued": 12, "used": 4, "spoiled": 1,
                "returned": 7, "few": True,
                "totals": {"yes": 3, "no": 1, "abstain": 0},
            }
        ],
        "not_counted": [
            {
                "number": 2, "place": "b", "issued": 20,
                "reason": {"fr": "Mouillé", "en": "Wet"},
            }
        ],
    }  # fmt: skip
    told = paper.figures("majority", asked("majority"))
    assert told["ballots"] == 4 and told["totals"]["yes"] == 3
