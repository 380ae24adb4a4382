"""Bars of a values portrait: order, words, and what stays hidden."""

from datetime import date
from fractions import Fraction

from django.utils.translation import override

from governance.values import vocabulary
from governance.values.portrait import portrait
from governance.values.queries import Portrayed


def profile(shares: dict[str, str], respondents: int) -> Portrayed:
    mission = {k: Fraction(shares.get(k, "0.5")) for k in vocabulary.values("mission")}
    return Portrayed(
        shares={"mission": mission, "foundational": {}},
        respondents=respondents,
        response_rate=Fraction("0.07"),
        held_on=date(2026, 9, 1),
    )


def test_rows_go_from_most_to_least_named_in_the_readers_words() -> None:
    with override("en"):
        shown = portrait(
            profile({"privacy": "0.9", "prevention": "0.1"}, 100), "mission"
        )
    assert (shown.rows[0].key, shown.rows[0].percent) == ("privacy", 90)
    assert shown.rows[-1].key == "prevention"
    assert shown.rows[0].label == vocabulary.values()["privacy"].label_en
    assert (shown.respondents, shown.response_rate) == (100, Fraction("0.07"))


def test_under_five_answers_nothing_is_shown() -> None:
    shown = portrait(profile({}, 4), "mission")
    assert shown.suppressed
    assert shown.rows == []
    assert not portrait(profile({}, 10), "mission").suppressed


def test_a_cell_under_five_is_hidden_and_comes_last() -> None:
    shown = portrait(profile({"privacy": "0.04", "prevention": "0.03"}, 100), "mission")
    hidden = [row.key for row in shown.rows if row.suppressed]
    assert sorted(hidden) == ["prevention", "privacy"]
    assert [row.key for row in shown.rows[-2:]] == hidden
    assert all(row.percent is None for row in shown.rows[-2:])


def test_a_single_hidden_cell_takes_the_next_smallest_with_it() -> None:
    shown = portrait(profile({"privacy": "0.04", "prevention": "0.2"}, 100), "mission")
    hidden = {row.key for row in shown.rows if row.suppressed}
    assert hidden == {"privacy", "prevention"}
