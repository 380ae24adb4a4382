"""Corrections of the roll in a bundle: counted again, and every lie about them named.

The bundles are signed by the forger's key: a portal that lies from the first line on.
"""

import hashlib
import json
from fractions import Fraction

import pytest

from governance.voting.bundle import verify
from governance.voting.rules import Place
from governance.voting.rules.bands import every
from tests.verification.conftest import verdict
from tests.verification.forging import canonical, forged_note, put, rows
from tests.verification.inventing import HERE, bundled, question, sheet_of

YES = [{"chosen": [7]}] * 30


def sheet(name="approval", **facts):
    return sheet_of(name, question(max_choices=2, **facts))


@pytest.fixture(scope="module")
def bundle():
    """Two struck, two added: 80 people on the roll at the opening and at the end."""
    return bundled(sheet(), YES, corrected=["trois-ormes", 39, "lac-tamarac", 78])


@pytest.fixture
def files(bundle):
    return dict(bundle)


def test_the_roll_is_the_opened_one_with_what_was_added_and_struck(files):
    facts = verify.check(files)
    assert {n: facts[n] for n in ("roll", "opened", "added", "struck")} == {
        "roll": 80, "opened": 80, "added": 2, "struck": 2,
    }  # fmt: skip
    told = " ".join(verify.told(facts, "en"))
    assert "80 people, each once: the 80 of the opening, plus 2 added" in told


@pytest.mark.parametrize(("votes", "outcome"), [(20, "no_quorum"), (21, "ranked")])
def test_the_quorum_is_of_the_corrected_roll(votes, outcome):
    """A quarter of 80 is 20; of 81, 21."""
    asked = sheet(quorum=Fraction(1, 4))
    files = bundled(asked, [{"chosen": [7]}] * votes, corrected=["lac-tamarac"])
    assert verdict(files) == ""
    assert json.loads(files["result.json"])["figures"]["outcome"] == outcome


def test_co_ops_count_while_anyone_is_on_their_roll():
    """With its one person struck, the third co-op leaves the denominator: one of two
    is no majority, one of one would be."""
    places = (*HERE, Place("huit-rivieres", 9))
    asked = sheet_of("double-majority", question(
        options=(7,), roll_size=61, places=places, max_choices=1,
    ))  # fmt: skip
    for row, size in zip(asked["electorate"], (30, 30, 1), strict=True):
        row["roll"] = size
    ballots = [{"answer": "yes", "place": "lac-tamarac"}] * 3
    files = bundled(asked, ballots, corrected=[61])
    assert verdict(files) == ""
    figures = json.loads(files["result.json"])["figures"]
    assert (figures["places_total"], figures["roll_size"]) == (2, 60)


def test_the_votes_of_delegates_stay_those_of_the_sheet():
    asked = sheet_of("delegates", question(
        options=(7,), max_choices=1, places=HERE, bands=every(100, cap=5),
    ))  # fmt: skip
    ballots = [{"answer": "yes", "place": "trois-ormes"}]
    files = bundled(asked, ballots, corrected=["trois-ormes", 5])
    assert verdict(files) == ""


# --- lies ----------------------------------------------------------------------------


def corrections(files):
    """Where they stand on the log, and what they say."""
    lines = rows(files, "ledger.jsonl")
    at = [i for i, line in enumerate(lines) if b'"entry":"corrected"' in line]
    return lines, at


def signed(files, lines):
    """The log made anew, under the key of the rule sheet."""
    put(files, "ledger.jsonl", lines)
    origin = json.loads(files["rule-sheet.json"])["log"]["origin"]
    files["checkpoints.txt"] = forged_note(origin, lines)


def said(which, **changes):
    """One correction says something else."""

    def forge(files):
        lines, at = corrections(files)
        lines[at[which]] = canonical(json.loads(lines[at[which]]) | changes)
        signed(files, lines)

    return forge


def part(which, name, **changes):
    def forge(files):
        lines, at = corrections(files)
        entry = json.loads(lines[at[which]])
        entry[name] |= changes
        lines[at[which]] = canonical(entry)
        signed(files, lines)

    return forge


def removed(which):
    def forge(files):
        lines, at = corrections(files)
        del lines[at[which]]
        signed(files, lines)

    return forge


def twice(which):
    def forge(files):
        lines, at = corrections(files)
        lines.insert(at[-1] + 1, lines[at[which]])
        signed(files, lines)

    return forge


def swapped(files):
    lines, at = corrections(files)
    one, other = at[:2]
    lines[one], lines[other] = lines[other], lines[one]
    signed(files, lines)


def late(files):
    """After the seal, when its only use is to move the quorum."""
    lines, at = corrections(files)
    lines.insert(len(lines) - 1, lines.pop(at[-1]))
    signed(files, lines)


def roll_line(number, **changes):
    def forge(files):
        lines = rows(files, "roll.jsonl")
        told = json.loads(lines[number - 1])
        lines[number - 1] = canonical({k: v for k, v in (told | changes).items() if v != ""
                                       or k == "place"})  # fmt: skip
        put(files, "roll.jsonl", lines)

    return forge


def brought_back(files):
    """A line struck is shown as any other one."""
    lines = rows(files, "roll.jsonl")
    told = json.loads(lines[38])
    del told["struck"]
    lines[38] = canonical(told | {"place": "lac-tamarac"})
    put(files, "roll.jsonl", lines)


def reworded(files):
    """By somebody without the key; a checkpoint was signed with this correction."""
    lines, at = corrections(files)
    origin = json.loads(files["rule-sheet.json"])["log"]["origin"]
    notes = [forged_note(origin, lines[:n]) for n in (at[1], at[1] + 1, len(lines))]
    files["checkpoints.txt"] = b"\n".join(notes)
    assert verdict(summed(files)) == ""
    entry = json.loads(lines[at[1]])
    entry["reason"]["fr"] = "À sa demande."
    lines[at[1]] = canonical(entry)
    put(files, "ledger.jsonl", lines)


def summed(files):
    files["SHA256SUMS"] = b"".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode()
        for name, content in sorted(files.items())
        if name != "SHA256SUMS"
    )
    return files


LIES = {
    "a kind that nobody knows": (said(0, kind="moved"), "corrected"),
    "a correction without a reason": (part(0, "reason", en=""), "corrected"),
    "a correction that says more": (said(0, name="Rose"), "corrected"),
    "a co-op that does not vote": (said(0, place="ailleurs"), "corrected"),
    "a day that is none": (said(0, on="hier"), "corrected"),
    "a correction of an addition is removed": (removed(2), "corrected_missing"),
    "a correction of a striking is removed": (removed(3), "corrected_missing"),
    "a correction between others is removed": (removed(1), "corrected_counts"),
    "every correction is removed": (
        lambda f: [removed(0)(f) for _ in range(4)], "roll_size",
    ),
    "an addition is there twice": (twice(0), "roll_size_corrected"),
    "a striking is there twice": (twice(1), "corrected_twice"),
    "another line is struck": (said(1, line=40), "corrected_line"),
    "a line that does not exist is struck": (said(1, line=900), "corrected_line"),
    "another person is added": (said(0, leaf="0" * 64), "corrected_line"),
    "a co-op has more people than it had": (
        part(0, "people", before=9, after=10), "corrected_counts",
    ),
    "the roll grows by two at once": (part(0, "roll", after=82), "corrected_counts"),
    "a person is added to another co-op": (
        said(0, place="lac-tamarac"), "corrected_counts",
    ),
    "the fingerprint of the roll is another one": (
        part(3, "roll", root="0" * 64), "corrected_root",
    ),
    "two corrections change places": (swapped, "corrected_counts"),
    "a correction comes after the seal": (late, "order"),
    "a struck line is shown as standing": (brought_back, "corrected_line"),
    "a line is struck and no correction says so": (
        roll_line(35, struck=True, place=""), "corrected_missing",
    ),
    "a struck line voted": (roll_line(39, voted=True), "roll_struck"),
    "an added line is another one": (roll_line(81, leaf="0" * 64), "corrected_line"),
    "a reason is reworded": (reworded, "corrected_reworded"),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_every_lie_about_corrections_is_named(files, lie):
    forge, sentence = LIES[lie]
    forge(files)
    assert verdict(summed(files)) == sentence


def test_figures_that_forget_the_corrections(files):
    result = json.loads(files["result.json"])
    del result["figures"]["roll_corrections"]
    files["result.json"] = canonical(result)
    assert verdict(summed(files)) == "figure"


def test_a_struck_person_finds_it_said(files):
    line = b'"struck":true'
    assert line in rows(files, "roll.jsonl")[38]
    assert "struck you" in verify.say("own_line_struck", "en", line=39)
