"""What another rule, threshold, weight or turnout would have given."""

from fractions import Fraction

from governance.voting.rules import RULES, Place, Question, otherwise
from governance.voting.rules.bands import every
from tests.governance.voting.rules.ranked import asked, letters

# Tennessee: Nashville beats each; instant run-off elects Knoxville, first choices
# Memphis. A Memphis, B Nashville, C Chattanooga, D Knoxville.
TENNESSEE = "42 A>B>C>D,26 B>C>D>A,17 D>C>B>A,15 C>D>B>A"


def test_the_same_rankings_under_each_rule_that_reads_them():
    question = asked(options=(1, 2, 3, 4), max_choices=4)
    told = otherwise.under_other_rules("schulze", question, letters(TENNESSEE))
    assert {(o.rule, o.winners, o.differs) for o in told} == {
        ("irv", (4,), True), ("first-choices", (1,), True),
    }  # fmt: skip
    told = otherwise.under_other_rules("irv", question, letters("5 A>B,1 B"))
    assert not any(o.differs for o in told)


def test_several_seats_are_compared_with_several_seats():
    question = asked(options=(1, 2, 3, 4), max_choices=4, seats=2)
    told = otherwise.under_other_rules("stv", question, letters(TENNESSEE))
    assert {o.rule: len(o.winners) for o in told} == {"schulze": 2, "first-choices": 2}


def test_a_budget_under_each_rule_that_shares_it():
    question = Question(
        options=(1, 2, 3), roll_size=9, quorum=Fraction(0), max_choices=3,
        costs=(14, 14, 9), budget=30,
    )  # fmt: skip
    cast = [{"chosen": [1, 2]}] * 6 + [{"chosen": [3]}] * 3
    told = {o.rule: o for o in otherwise.under_other_rules("mes-plain", question, cast)}
    assert set(told) == {"mes", "greedy"}
    assert set(told["greedy"].winners) == {1, 2} and told["greedy"].differs


def test_yes_or_no_has_thresholds_instead():
    assert otherwise.under_other_rules("majority", asked(), []) == []
    question = Question(options=(1,), roll_size=100, quorum=Fraction(0))
    count = RULES["majority"].count_profile(question, {"yes": 62, "no": 38})
    told = otherwise.under_other_thresholds(count)
    assert told == {"1/2": True, "3/5": True, "2/3": False}


def test_two_points_more_turnout_could_or_could_not_change_it():
    question = Question(options=(1,), roll_size=200, quorum=Fraction(1, 2))
    close = RULES["majority"].count_profile(question, {"yes": 50, "no": 47})
    more = otherwise.with_more_voters(close)
    assert (more.extra, more.could_change, more.quorum_met) == (4, True, True)
    clear = RULES["majority"].count_profile(question, {"yes": 60, "no": 37})
    assert not otherwise.with_more_voters(clear).could_change
    everyone = RULES["majority"].count_profile(question, {"yes": 101, "no": 99})
    assert otherwise.with_more_voters(everyone).extra == 0


def test_first_place_by_approval_and_who_stays_home():
    question = Question(
        options=(1, 2), roll_size=100, quorum=Fraction(0), max_choices=2
    )
    for votes, could in ((12, True), (13, False)):
        cast = [{"chosen": [1]}] * votes + [{"chosen": [2]}] * 10
        count = RULES["approval"].count(question, cast)
        assert otherwise.with_more_voters(count).could_change is could


def test_delegates_with_one_vote_for_each_co_operative():
    places = (Place("small", 10), Place("tiny", 5), Place("large", 900))
    question = Question(
        options=(1,), roll_size=3, quorum=Fraction(0), places=places,
        bands=every(50, cap=3),
    )  # fmt: skip
    cast = [
        {"place": "large", "answer": "yes"},
        {"place": "small", "answer": "no"},
        {"place": "tiny", "answer": "no"},
    ]
    assert RULES["delegates"].count(question, cast).threshold_met
    assert not otherwise.under_one_vote_each(question, cast)
