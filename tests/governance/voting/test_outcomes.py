"""What each rule's result says, and how its ties are told; no database."""

from fractions import Fraction
from types import SimpleNamespace

import pytest
from django.utils import translation

from governance.voting.outcomes import in_short, lottery, of_need, outcome
from governance.voting.rules import RULES, Lot, Place, Question
from governance.voting.rules.bands import Bands

A, B, C = 1, 2, 3
TITLES = {A: "Aa", B: "Bb", C: "Cc"}


def counted(rule, ballots, *, needs=(A, B, C), roll=20, **more):
    """A result as it stands once sealed, with a lot of its own."""
    facts = {"quorum": Fraction(1, 10), "max_choices": 3, "draw": Lot("ab12", "7")}
    question = Question(options=needs, roll_size=roll, **facts | more)
    count = RULES[rule].count(question, ballots)
    told = count.figures()
    drawn = any(tie["by"] == "lot" for tie in told.get("ties_broken", ()))
    terms = {
        "quorum": "1/10",
        "quorum_counts_abstentions": True,
        **RULES[rule].terms(question),
    }
    return SimpleNamespace(
        round_id=7,
        round=SimpleNamespace(
            sheet={
                "rule": terms,
                "roll_size": roll,
                "options": [
                    {"number": n, "title": {"fr": TITLES[n], "en": TITLES[n]}}
                    for n in needs
                ],
            }
        ),
        outcome=count.outcome.value,
        quorum_met=count.quorum_met,
        ballots=count.ballots,
        roll_size=roll,
        get_outcome_display=count.outcome.value.title,
        figures={
            "rule": rule,
            "quorum_voters": 2,
            **told,
            **({"lot": {"root": "ab12"}} if drawn else {}),
        },
    )


def ranked(*orders):
    return [{"ranking": list(order)} for order in orders]


def told(result):
    with translation.override("en"):
        return outcome(result)


def answers(*said, place="x"):
    return [{"answer": answer, "place": place} for answer in said]


TWO = (Place("x", 10), Place("y", 10))


@pytest.mark.parametrize(
    ("result", "headline"),
    [
        (
            counted("points", [{"points": [[A, 3], [B, 1]]}] * 3, seats=2),
            "“Aa” and “Bb” are retained.",
        ),
        (counted("points", [{"points": []}] * 3), "Nobody gave any points."),
        (counted("irv", ranked((A,), (A,), (B,))), "“Aa” is retained."),
        (counted("irv", ranked((), ())), "Nobody put any need in order."),
        (
            counted("stv", ranked((A, B), (A, B), (B,)), seats=2),
            "“Aa” and “Bb” are retained.",
        ),
        (counted("schulze", ranked((C, A), (C,))), "“Cc” is retained."),
        (
            counted("mes", [{"chosen": [A, B]}, {"chosen": [A]}], costs=(5, 5, 9), budget=10),
            "“Aa” and “Bb” are retained.",
        ),
        (
            counted("majority", answers("yes"), needs=(A,)),
            "Too few people voted: the result does not count.",
        ),
        (
            counted(
                "double-majority", answers("yes", "yes"), needs=(A,), places=TWO
            ),
            ("Members approve this need, but too few co-operatives do: it is not "
            "approved."),
        ),
        (
            counted(
                "double-majority",
                [*answers("yes"), *answers("yes", place="y")],
                needs=(A,),
                places=TWO,
            ),
            "Members and co-operatives both approve this need.",
        ),
        (
            counted(
                "delegates",
                [*answers("yes"), *answers("no", place="y")],
                needs=(A,),
                places=TWO,
            ),
            "There are as many votes for as against: the need is not approved.",
        ),
    ],
)  # fmt: skip
def test_the_outcome_comes_first_whatever_the_rule(result, headline):
    assert told(result).headline == headline


def test_delegates_are_counted_by_co_operative_and_parts_of_a_vote_are_rounded():
    ballots = [*answers("yes", "yes", "no"), *answers("no", place="y")]
    bands = Bands(((0, 1), (5, 2)))
    result = counted("delegates", ballots, needs=(A,), places=TWO, bands=bands,
                     quorum=Fraction(1, 2))  # fmt: skip
    said = told(result)
    assert said.figures == "1.33 votes for, 2.67 against, 0 abstaining."
    assert said.turnout.startswith("2 co-operatives out of 2 voted.")
    with translation.override("en"):
        assert in_short(result, A) == "33% in favour"


def test_a_run_off_tells_its_tie_at_the_stage_of_the_page_and_draws_its_lot():
    result = counted("irv", ranked((A,), (B,)))
    said = told(result)
    assert any(s.startswith("At stage 2, nothing told “Aa” and “Bb” apart.")
               for s in said.ties)  # fmt: skip
    assert any("could have been retained" in s for s in said.ties)
    drawn = lottery(result)
    assert drawn is not None
    assert [d.text for d in drawn.drawn] == [
        f"ab12 | 7 | {n}" for n in Lot("ab12", "7").order([A, B])
    ]


def test_a_tie_of_a_scottish_count_is_told_where_the_need_leaves():
    result = counted("stv", ranked((A,), (A,), (B,), (C,), (A, B), (B, A)), seats=2)
    for tie, sentence in zip(
        result.figures["ties_broken"], told(result).ties, strict=False
    ):
        assert f"At stage {tie['stage'] + 1}," in sentence


def test_places_shared_under_points_are_kept_and_no_lot_is_told():
    result = counted("points", [{"points": [[A, 2], [B, 2]]}] * 2)
    said = told(result)
    assert said.headline == "Tied for first place: “Aa” and “Bb”."
    assert said.ties == ("“Aa” and “Bb” share the same place.",)
    assert lottery(result) is None


def test_a_circle_of_needs_is_said():
    circle = ranked(*[(A, B, C)] * 4, *[(B, C, A)] * 3, *[(C, A, B)] * 2)
    said = told(counted("schulze", circle))
    assert said.figures.startswith("No need beats each of the others")


@pytest.mark.parametrize(
    ("yes", "every", "met", "told"),
    [(199, 299, False, 66), (2, 3, True, 67), (1, 2, False, 50), (501, 1000, True, 51),
     (999, 1000, True, 99), (7, 7, True, 100)],
)  # fmt: skip
def test_a_rounded_share_never_crosses_its_threshold(yes, every, met, told):
    assert of_need._percent(Fraction(yes, every), met) == told
