"""``manage.py tally`` as people read it, in both languages, and when it says no."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.governance.voting.rules.shared_cases import CARRIED

TENNESSEE = CARRIED / "condorcet" / "con-tennessee.blt"
TIE = '2 1\n5 1 2 0\n5 2 1 0\n2 0\n0\n"Élan"\n"Racine"\n'
PB = (
    "META\nkey;value\nbudget;30\nvote_type;approval\nPROJECTS\nproject_id;cost\n"
    "a;14\nb;14\nc;9\nVOTES\nvoter_id;vote\n"
    + "".join(f"{n};a,b\n" for n in range(6))
    + "".join(f"{n};c\n" for n in range(6, 9))
)


def said(*arguments, language="en"):
    out = io.StringIO()
    with translation.override(language):
        call_command("tally", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_sentence_then_a_table():
    lines = said(TENNESSEE, "--rule", "irv").splitlines()
    assert lines[0] == "Knoxville comes first."
    assert lines[1] == "100 ballots were counted."
    assert lines[3].split() == ["Option", "1", "2", "3"]
    assert lines[5].split() == ["Knoxville", "17", "32", "58"]
    french = said(TENNESSEE, "--rule", "schulze", language="fr")
    assert french.startswith("Nashville arrive en tête. Elle bat chacune des autres")


def test_a_tie_is_said_and_the_lot_can_be_drawn_again(tmp_path):
    path = tmp_path / "tie.blt"
    path.write_text(TIE)
    text = said(path, "--rule", "irv")
    assert text.startswith("Tied: Élan, Racine. The lot leaves ")
    assert "2 of them say nothing that counts." in text
    assert "the lot, which anyone can draw again" in text
    told = json.loads(said(path, "--rule", "irv", "--json"))
    assert told["winners"] == ["Élan", "Racine"] and told["ties"] == [
        ["Élan", "Racine"]
    ]
    assert told["ties_broken"][0]["draws"].keys() == {"Élan", "Racine"}
    assert told == json.loads(said(path, "--rule", "irv", "--json", language="fr"))


def test_a_budget_with_what_other_rules_would_buy(tmp_path):
    path = tmp_path / "small.pb"
    path.write_text(PB)
    text = said(path, "--rule", "mes")
    assert text.startswith("2 projects are selected, for 23 out of 30: a, c.")
    assert "By greedy alone it would be: a, b." in text
    told = json.loads(said(path, "--rule", "mes", "--budget", "14", "--json"))
    assert told["budget"] == 14 and told["spent"] <= 14


def test_seats_from_the_file_or_the_command():
    told = json.loads(said(TENNESSEE, "--rule", "stv", "--seats", "2", "--json"))
    assert told["quota"] == 34 and len(told["elected"]) == 2
    told = json.loads(said(TENNESSEE, "--rule", "approval", "--seats", "2", "--json"))
    assert told["order"] and told["rounds"][0]["Memphis"] == 100


def test_hand_worked_cases_in_a_sentence():
    rules = CARRIED / "rules"
    text = said(rules / "yn-tie.json", "--rule", "majority")
    assert text.startswith("It does not pass: the yes votes do not reach")
    text = said(rules / "yn-quorum-missed.json", "--rule", "majority", language="fr")
    assert text.startswith("La proposition n’est pas adoptée\u00a0: trop peu")
    text = said(rules / "dm-both.json", "--rule", "double-majority")
    assert text.startswith("It passes: members and co-operatives say yes.")
    text = said(rules / "del-simple.json", "--rule", "delegation")
    assert text.startswith("Every vote that was lent is cast.")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            (TENNESSEE, "--rule", "mes"),
            "cannot count these ballots. These can: irv, stv",
        ),
        ((TENNESSEE, "--rule", "stv", "--seats", "9"), "9 seats cannot be filled"),
        ((TENNESSEE, "--rule", "irv", "--seats", "2"), "2 seats cannot be filled"),
        ((TENNESSEE, "--rule", "majority"), "cannot count these ballots"),
        ((CARRIED / "rules" / "yn-tie.json", "--rule", "irv"), "counted by the rule"),
        (("nowhere.blt", "--rule", "irv"), "nowhere.blt cannot be opened"),
    ],
)
def test_what_it_cannot_count_it_says(arguments, sentence):
    with pytest.raises(CommandError) as refused:
        said(*arguments)
    assert sentence in str(refused.value)


def test_no_ballots_at_all(tmp_path):
    path = tmp_path / "none.blt"
    path.write_text('2 1\n0\n"A"\n"B"\n')
    for rule in ("irv", "stv", "schulze", "approval"):
        assert said(path, "--rule", rule).startswith("Nothing comes out")
