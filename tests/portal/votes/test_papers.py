"""What each paper reads, and how it explains what it cannot; no database."""

from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation

from governance.voting.rules import Question, share
from portal.site.votes.forms.ballot import PAPERS, Paper
from portal.site.votes.forms.ballot.saying import place
from portal.site.votes.shown import Choice

A, B, C, D = 11, 12, 13, 14
TITLES = {A: "Lire à voix haute", B: "Rappels", C: "Vaccins", D: "Journal d’accès"}
OPTIONS = [Choice(n, title, "fr", 12, "/besoin/") for n, title in TITLES.items()]
Filled = dict[str, Any]


def paper(rule: str, filled: Filled | None = None, **terms: Any) -> Paper:
    facts: dict[str, Any] = {
        "options": tuple(TITLES),
        "roll_size": 40,
        "quorum": share("1/20"),
        "max_choices": 3,
        "max_points": 3,
        "total_points": 5,
    }
    if rule == "mes":
        facts |= {"costs": (10, 20, 30, 40), "budget": 60}
    data = QueryDict(mutable=True)
    for name, value in (filled or {}).items():
        data.setlist(
            name, [str(v) for v in value] if isinstance(value, list) else [str(value)]
        )
    return PAPERS[rule](
        data if filled is not None else None,
        options=OPTIONS,
        question=Question(**facts | terms),
    )


READ = [
    ("majority", {"answer": "no"}, {"answer": "no"}),
    ("double-majority", {"answer": "abstain"}, {"answer": "abstain"}),
    ("delegates", {"answer": "yes"}, {"answer": "yes"}),
    ("approval", {"chosen": [C, A]}, {"chosen": [C, A]}),
    ("mes", {"chosen": [B]}, {"chosen": [B]}),
    ("points", {f"points_{B}": 3, f"points_{A}": 2}, {"points": [[A, 2], [B, 3]]}),
    ("irv", {f"rank_{C}": 1, f"rank_{A}": 2, f"rank_{B}": ""}, {"ranking": [C, A]}),
    ("stv", {f"rank_{D}": 1}, {"ranking": [D]}),
    ("schulze", {"none": "on"}, {"ranking": []}),
    ("points", {"none": "on", f"points_{A}": 0}, {"points": []}),
    ("mes", {"none": "on"}, {"chosen": []}),
]


@pytest.mark.parametrize(("rule", "filled", "choices"), READ)
def test_a_paper_is_read_and_filled_in_again(
    rule: str, filled: Filled, choices: Filled
) -> None:
    sent = paper(rule, filled)
    assert sent.is_valid(), sent.errors
    assert sent.choices() == choices
    again = paper(rule, {k: v for k, v in sent.filled_in(choices).items() if v})
    assert again.is_valid() and again.choices() == choices


# The rule, what was sent, and words of the explanation in each language.
EXPLAINED = [
    ("irv", {f"rank_{A}": 2, f"rank_{C}": 2, f"rank_{B}": 1},
     "« Lire à voix haute » et « Vaccins » sont tous deux votre 2e choix",
     "“Lire à voix haute” and “Vaccins” are both your 2nd choice"),
    ("irv", {f"rank_{A}": 4}, "Choisissez un rang de la liste", "one of the places"),
    ("irv", {f"rank_{A}": 1, "none": "on"}, "Gardez l’un ou l’autre", "Keep one or the other"),
    ("stv", {}, "pour remettre un bulletin blanc", "to hand in a blank ballot"),
    ("points", {f"points_{A}": 3, f"points_{B}": 3},
     "Vous avez donné 6 points; vous pouvez en donner 5 en tout. Reprenez 1 point.",
     "You gave 6 points; you may give 5 in all. Take back 1 point."),
    ("points", {f"points_{A}": 4}, "Donnez de 0 à 3 points", "Give from 0 to 3 points"),
    ("points", {f"points_{A}": [1, 2]}, "Donnez de 0 à 3 points", "Give from 0 to 3"),
    ("points", {f"points_{A}": 0}, "bulletin blanc", "blank ballot"),
    ("approval", {"chosen": [A, B, C, D]}, "Décochez 1 besoin", "Uncheck 1 need"),
    ("mes", {"chosen": [99]}, "n’est pas sur ce bulletin", "is not on this ballot"),
    ("delegates", {"answer": ["yes", "no"]}, "pas sur le bulletin", "not on the ballot"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "filled", "french", "english"), EXPLAINED)
def test_what_cannot_be_read_is_explained_in_both_languages(
    rule: str, filled: Filled, french: str, english: str
) -> None:
    for language, words in (("fr", french), ("en", english)):
        with translation.override(language):
            sent = paper(rule, filled)
            told = [str(error) for errors in sent.errors.values() for error in errors]
            assert len(told) == 1
            assert words in told[0].replace("\xa0", " ")


def test_what_was_typed_is_still_there() -> None:
    order = paper("irv", {f"rank_{A}": 2, f"rank_{C}": 2, f"rank_{B}": 1})
    assert [row.marked for row in order.rows()] == ["2", "1", "2", ""]  # type: ignore[attr-defined]
    assert [bool(row.error) for row in order.rows()] == [False, False, True, False]  # type: ignore[attr-defined]
    points = paper("points", {f"points_{A}": 3, f"points_{B}": 3})
    assert [row.marked for row in points.rows()] == ["3", "3", "0", "0"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Vous n’avez pas indiqué de 2e choix"),
        ("en", "You named no 2nd choice"),
    ],
)
def test_a_gap_in_the_order_is_closed_up_and_said(language: str, words: str) -> None:
    with translation.override(language):
        sent = paper("irv", {f"rank_{C}": 1, f"rank_{A}": 3})
        assert sent.is_valid() and sent.choices() == {"ranking": [C, A]}
        assert len(sent.notices()) == 1 and words in sent.notices()[0]
        assert paper("irv", {f"rank_{C}": 1}).is_valid()


def test_many_points_are_typed() -> None:
    """Eleven targets or more would not fit a phone."""
    sent = paper("points", {f"points_{A}": 40}, max_points=50, total_points=100)
    assert sent.is_valid() and sent.choices() == {"points": [[A, 40]]}
    wrong = paper("points", {f"points_{A}": "beaucoup"}, max_points=50)
    assert not wrong.is_valid() and wrong.rows()[0].marked == "beaucoup"  # type: ignore[attr-defined]


def test_equal_shares_say_what_each_need_costs() -> None:
    days = [row.option.effort_days for row in paper("mes").rows()]  # type: ignore[attr-defined]
    assert days == [10, 20, 30, 40]


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [(1, "1er choix", "1st choice"), (2, "2e choix", "2nd choice"),
     (3, "3e choix", "3rd choice"), (5, "5e choix", "5th choice")],
)  # fmt: skip
def test_places_in_words(number: int, french: str, english: str) -> None:
    with translation.override("fr"):
        assert place(number) == french
    with translation.override("en"):
        assert place(number) == english
