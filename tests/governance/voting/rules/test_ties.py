"""Ties are results: said, told apart by an earlier stage, or by a lot drawn openly."""

import hashlib

import pytest

from governance.voting.rules import RULES, Lot
from governance.voting.rules.lot import Listed
from governance.voting.rules.ways import whoever_could_win
from tests.governance.voting.rules.ranked import LOT, asked, letters

ABC = (1, 2, 3)


def test_the_lot_is_sha_256_of_root_round_and_option():
    lot = Lot(root="00ff", round="7")
    drawn = hashlib.sha256(b"00ff | 7 | 31").hexdigest()
    assert lot.draw(31) == drawn
    draws = {
        n: hashlib.sha256(f"00ff | 7 | {n}".encode()).hexdigest() for n in range(9)
    }
    assert lot.order(range(9)) == sorted(draws, key=draws.__getitem__)
    assert lot.pick([1, 2, 3], None, last=False) == lot.order([1, 2, 3])[0]
    assert lot.pick([1, 2, 3], None, last=True) == lot.order([1, 2, 3])[-1]


def test_another_root_draws_another_order():
    orders = {tuple(Lot(f"{n:02x}", "7").order(range(6))) for n in range(50)}
    assert len(orders) > 30


def test_a_published_order_stands_in_for_the_lot():
    assert Listed((3, 1, 2)).order([1, 2, 3]) == [3, 1, 2]


@pytest.mark.parametrize("name", ["irv", "schulze", "stv"])
def test_ten_against_ten_is_a_tie_between_both(name):
    question = asked(options=(1, 2), max_choices=2)
    count = RULES[name].count(question, letters("10 A>B,10 B>A"))
    assert set(count.winners) == {1, 2}
    assert count.elected == (LOT.order([1, 2])[0],)
    assert count.figures()["ties"]


def test_a_tie_for_leaving_is_told_apart_by_the_last_stage_that_differs():
    # C leaves first, to A: A and B are then level, and A had fewer before.
    cast = letters("4 A,5 B,1 C>A,9 D")
    count = RULES["irv"].count(asked(options=(1, 2, 3, 4)), cast)
    assert count.stages[1].totals == {1: 5, 2: 5, 4: 9}
    assert [tie.figures() for tie in count.ties] == [
        {
            "stage": 2,
            "options": [1, 2],
            "why": "exclusion",
            "picked": 1,
            "by": "stage 1",
        }
    ]
    assert count.stages[1].excluded == 1
    assert count.winners == (4,)


def test_three_ways_to_win_on_a_tied_exclusion():
    """A, B or C, depending on the library; here all whom the lot could elect."""
    cast = letters("10 A>B>C,10 B>A>C,11 C>A>B")
    count = RULES["irv"].count(asked(options=ABC), cast)
    assert set(count.winners) == {1, 2}
    favoured = LOT.order([1, 2])[0]
    assert count.elected == (favoured,)
    assert count.ties[0].options == (1, 2)
    assert count.ties[0].by == 0


def test_a_lot_among_the_last_ones_changes_no_winner():
    cast = letters("9 A,1 B>A,1 C>A,1 D>A")
    count = RULES["irv"].count(asked(options=(1, 2, 3, 4)), cast)
    assert count.winners == (1,)


def test_many_options_without_a_vote_are_walked_once():
    """Twelve level at zero are 479 million ways to leave, and one winner."""
    options = tuple(range(1, 15))
    question = asked(options=options, max_choices=14)
    for name in ("irv", "stv"):
        count = RULES[name].count(question, letters("3 A,3 B>A"))
        assert set(count.winners) == {1, 2}


def test_the_walk_stops_where_it_is_told_to():
    tries = []

    def count(draw):
        tries.append(1)
        return [draw.pick([1, 2, 3], (len(tries), i), last=False) for i in range(9)]

    assert whoever_could_win(count, papers=10**9) == ({1, 2, 3}, False)
    assert len(tries) == 10


def test_ten_options_all_level_can_all_win():
    ten = tuple(range(1, 11))
    cast = [{"ranking": [number]} for number in ten]
    count = RULES["irv"].count(asked(options=ten, max_choices=10), cast)
    assert count.winners == ten and count.every_lot_tried


def test_stv_surpluses_level_are_a_tie_for_which_passes_first():
    question = asked(options=(1, 2, 3, 4), seats=3, max_choices=4)
    count = RULES["stv"].count(question, letters("8 A>C,8 B>D,1 C,1 D"))
    assert count.quota == 5
    assert count.ties[0].why == "surplus"
    assert set(count.winners) == {1, 2, 3, 4}
    assert len(count.elected) == 3
