"""A verification bundle counted again by ``tally``, under its rule or another."""

import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command

from governance.voting import merkle
from governance.voting.rules import Lot
from tests.governance.voting.rules.shared_cases import tallied

SHEET = {
    "round": 12, "roll_size": 9, "title": {"fr": "Priorités", "en": "Priorities"},
    "options": [{"number": 31}, {"number": 7}],
    "rule": {"name": "approval", "max_choices": 2, "quorum": "0",
             "quorum_counts_abstentions": True},
}  # fmt: skip
YES_NO = {**SHEET, "options": [{"number": 31}], "rule": {
    "name": "majority", "threshold": "2/3", "comparison": "at_least", "quorum": "1/2",
    "quorum_counts_abstentions": True,
}}  # fmt: skip


def bundle(folder, sheet, choices):
    lines = [
        json.dumps({"tracker": str(n), "choices": c}) for n, c in enumerate(choices)
    ]
    (folder / "rule-sheet.json").write_text(json.dumps(sheet))
    (folder / "ballots.jsonl").write_text("".join(f"{line}\n" for line in lines))
    return folder


def test_choices_of_a_bundle(tmp_path):
    cast = [{"chosen": [7]}, {"chosen": [7, 31]}, {"chosen": []}]
    told = tallied(bundle(tmp_path, SHEET, cast), "approval")
    assert told["winners"] == ["7"]
    assert told["rounds"] == [{"31": 1, "7": 2}]
    assert (told["ballots"], told["blank"]) == (3, 1)


def test_rankings_and_points_of_a_bundle(tmp_path):
    cast = [{"ranking": [7, 31]}, {"ranking": [7]}, {"ranking": [[7, 31]]}]
    told = tallied(bundle(tmp_path, SHEET, cast), "schulze")
    assert told["pairwise_matrix"] == [[0, 0], [2, 0]]
    cast = [{"points": [[7, 2]]}, {"points": [[7, 1], [31, 5]]}]
    told = tallied(bundle(tmp_path, SHEET, cast), "points")
    assert told["rounds"] == [{"31": 5, "7": 3}]


def test_the_lot_is_that_of_the_round(tmp_path):
    """By the numbers of the needs, from the root of the published ballots."""
    sheet = {**SHEET, "options": [{"number": n} for n in (31, 7, 18, 4, 56)]}
    cast = [{"ranking": [n]} for n in (31, 7, 18, 4, 56)]
    folder = bundle(tmp_path, sheet, cast)
    root = merkle.root((folder / "ballots.jsonl").read_bytes().splitlines()).hex()
    drawn = Lot(root, "12").order((31, 7, 18, 4, 56))
    told = tallied(folder, "schulze")
    assert told["order"] == [str(number) for number in drawn]


def on_paper(folder, **totals):
    told = {"batches": [{"place": "ici", "totals": totals}], "entry": "paper"}
    line = json.dumps(told, separators=(",", ":"))
    (folder / "ledger.jsonl").write_text(f"{line}\n")
    return folder


def test_papers_told_by_option_only_are_left_to_the_verifier(tmp_path):
    folder = bundle(tmp_path, SHEET, [{"chosen": [7]}])
    on_paper(folder, approvals=[[31, 1], [7, 2]], blank=0)
    with pytest.raises(CommandError, match="verify_bundle la compte"):
        call_command("tally", str(folder), "--rule", "approval", stdout=io.StringIO())


def test_answers_on_paper_count_with_the_others(tmp_path):
    folder = bundle(tmp_path, YES_NO, [{"answer": "yes"}, {"answer": "no"}])
    told = tallied(on_paper(folder, yes=3, no=0, abstain=1), "majority")
    assert (told["yes"], told["no"], told["abstain"]) == (4, 1, 1)
    assert told["passes"]


def test_rankings_on_paper_count_with_the_others_and_move_the_lot(tmp_path):
    sheet = {**SHEET, "options": [{"number": n} for n in (31, 7, 18, 4, 56)]}
    folder = bundle(tmp_path, sheet, [{"ranking": [n]} for n in (31, 7, 18)])
    on_paper(folder, papers=[[{"ranking": [4]}, 1], [{"ranking": [56]}, 1]])
    lines = (folder / "ballots.jsonl").read_bytes() + (
        folder / "ledger.jsonl"
    ).read_bytes()
    drawn = Lot(merkle.root(lines.splitlines()).hex(), "12").order((31, 7, 18, 4, 56))
    assert tallied(folder, "schulze")["order"] == [str(number) for number in drawn]


@pytest.mark.parametrize("alike", [10**12, -1, True, "2", None])
def test_a_number_of_papers_that_cannot_be_is_refused(tmp_path, alike):
    folder = bundle(tmp_path, YES_NO, [{"answer": "yes"}])
    on_paper(folder, yes=alike, no=0, abstain=0)
    with pytest.raises(CommandError, match="ne peut pas être lue"):
        call_command("tally", str(folder), "--rule", "majority", stdout=io.StringIO())


def test_yes_or_no_from_a_zip(tmp_path):
    folder = tmp_path / "vote-12"
    folder.mkdir()
    bundle(
        folder, YES_NO, [{"answer": a} for a in ("yes", "yes", "no", "abstain", "yes")]
    )
    with zipfile.ZipFile(tmp_path / "vote-12.zip", "w") as packed:
        for file in folder.iterdir():
            packed.write(file, f"vote-12/{file.name}")
    told = tallied(tmp_path / "vote-12.zip", "majority")
    assert (told["yes"], told["no"], told["abstain"]) == (3, 1, 1)
    assert told["quorum_met"] and told["threshold_met"] and told["passes"]


@pytest.mark.parametrize("broken", ["rule-sheet.json", "ballots.jsonl"])
def test_a_bundle_that_cannot_be_read(tmp_path, broken):
    bundle(tmp_path, SHEET, [{"chosen": [7]}])
    (tmp_path / broken).write_text("{}\n")
    with pytest.raises(CommandError):
        call_command("tally", str(tmp_path), "--rule", "approval", stdout=io.StringIO())
    (tmp_path / broken).unlink()
    with pytest.raises(CommandError):
        call_command("tally", str(tmp_path), "--rule", "approval", stdout=io.StringIO())
