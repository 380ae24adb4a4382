"""A bundle of each rule that fits together in everything but the count.

No key and no checkpoint gives these lies away: the forger held the server from the
first line on. Only a second count does.
"""

import copy

import pytest

from governance.voting.bundle import verify
from tests.verification.conftest import verdict
from tests.verification.elections import EVERY, FIXED, LAC, ORMES
from tests.verification.inventing import bundled, counted, read, sheet_of, voters
from tests.verification.lies import FIGURES
from tests.verification.misfits import SHEETS


def election(rule):
    question, choices = FIXED[rule]
    sheet = sheet_of(rule, question)
    return sheet, read(sheet, choices)


def cases(table):
    return [(rule, what) for rule, kinds in table.items() for what in kinds]


@pytest.mark.parametrize("rule", EVERY)
def test_untouched_each_agrees(rule):
    assert verdict(bundled(*election(rule))) == ""


@pytest.mark.parametrize(("rule", "what"), cases(FIGURES))
def test_the_first_forged_figure_is_named(rule, what):
    sheet, choices = election(rule)
    forge, name = FIGURES[rule][what]
    figures = counted(sheet, choices)
    forge(figures)
    with pytest.raises(verify.Broken) as broken:
        verify.check(bundled(sheet, choices, figures))
    assert (broken.value.key, broken.value.facts["name"]) == ("figure", name)
    for language, quoted in (("fr", f"«\u00a0{name}\u00a0»"), ("en", f"“{name}”")):
        assert quoted in broken.value.said(language)


@pytest.mark.parametrize(("rule", "what"), cases(SHEETS))
def test_a_sheet_or_a_ballot_that_does_not_fit_is_named(rule, what):
    sheet, choices = election(rule)
    figures, voted = counted(sheet, choices), voters(sheet, choices)
    lie, key = SHEETS[rule][what]
    told = copy.deepcopy(sheet)
    lie(told, choices)
    files = bundled(told, choices, figures, voted=voted)
    if key == "sheet":
        files["rule-sheet.json"] = bundled(sheet, choices, figures)["rule-sheet.json"]
    assert verdict(files) == key


@pytest.mark.parametrize("rule", ["double-majority", "delegates"])
def test_ballots_of_each_co_op_are_held_against_its_roll(rule):
    """As many ballots as marks in all, but not at each co-op."""
    sheet, choices = election(rule)
    voted = {LAC: 6, ORMES: 7}
    assert verdict(bundled(sheet, choices, voted=voted)) == "place_marks"
    crowded = choices + [choices[0]] * 40
    voted = {LAC: 40, ORMES: 13}
    assert verdict(bundled(sheet, crowded, voted=voted)) == "place_many"


def test_every_sentence_says_its_facts():
    """No sentence of either language asks for a fact that the other does not."""
    for key, sentences in verify.SAID.items():
        facts = [set(verify.re.findall(r"{(\w+)}", text)) for text in sentences]
        assert facts[0] == facts[1], key


@pytest.mark.parametrize("rule", ["stv", "mes", "delegates"])
def test_an_odd_term_ends_in_a_sentence_and_never_in_a_crash(rule):
    sheet, choices = election(rule)
    figures, voted = counted(sheet, choices), voters(sheet, choices)
    for term in sheet["rule"]:
        for odd in (None, "x", [[]]):
            told = copy.deepcopy(sheet)
            told["rule"][term] = odd
            assert verdict(bundled(told, choices, figures, voted=voted)), (term, odd)
