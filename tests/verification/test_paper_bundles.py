"""Paper counted with the ballots cast online: recounted from the totals of each batch,
which two people found, and held against the roll."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.voting.bundle import verify
from tests.verification.conftest import verdict
from tests.verification.elections import EVERY, FIXED, A, B, elections
from tests.verification.inventing import bundled, cast, counted, read, sheet_of, voters
from tests.verification.paper import on_paper, takers

each_rule = pytest.mark.parametrize("rule", EVERY)


def split(rule):
    """A vote of which the first ballots were cast online, and the others on paper."""
    question, choices = FIXED[rule]
    sheet = sheet_of(rule, question)
    every = read(sheet, choices)
    online, papers = every[: len(every) // 3], every[len(every) // 3 :]
    return sheet, online, on_paper(rule, sheet, papers)


def whole(sheet, online, paper, entry=None, figures=None, taken=None):
    """The bundle; ``entry`` is what the log says of the paper."""
    return bundled(
        sheet, online, figures or counted(sheet, online, paper),
        paper=json.loads(json.dumps(entry or paper.entry())),
        taken=taken or takers(sheet, paper),
    )  # fmt: skip


@each_rule
def test_paper_of_each_rule_is_counted_too(rule):
    sheet, online, paper = split(rule)
    files = whole(sheet, online, paper)
    assert verdict(files) == ""
    told = " ".join(verify.told(verify.check(files), "en"))
    assert f"{paper.used} paper ballots are counted with them" in told
    _question, choices = FIXED[rule]
    alone = counted(sheet, read(sheet, choices))
    figures = json.loads(files["result.json"])["figures"]
    for name in figures.keys() - {"paper", "lot"}:
        if "lot" not in alone:
            assert figures[name] == alone[name], "paper counts as a ballot does"


@each_rule
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_both_counts_agree_on_any_paper(rule, data):
    question, choices = data.draw(elections(rule))
    sheet = sheet_of(rule, question)
    every = read(sheet, choices)
    online = every[: data.draw(st.integers(0, len(every)))]
    paper = on_paper(rule, sheet, every[len(online) :])
    lines = [*(ballot.line() for ballot in cast(online)), paper.line()]
    asked = verify.Asked(sheet, verify.root_of(lines))
    reads, _count = verify.RULES[rule, 1]
    plain = json.loads(json.dumps([online, paper.entry()]))
    box = verify.Counter(reads(asked, choice) for choice in plain[0])
    totals = verify.unpacked(asked, reads, verify.piles_of(asked, plain[1]), box)
    told = counted(sheet, online, paper)
    assert verify.first_difference(totals, told.pop("paper")["totals"]) is None
    assert verify.first_difference(verify.recount(asked, box), told) is None


def batch(at=0, **changes):
    def lie(entry):
        entry["batches"][at] |= changes

    return lie


def total(*path, to):
    def lie(entry):
        told = entry["batches"][1]["totals"]
        for step in path[:-1]:
            told = told[step]
        assert told[path[-1]] != to
        told[path[-1]] = to

    return lie


LIES = {
    ("approval", "fewer people took one"): (lambda e: e.update(marked=2), "paper_marks"),
    ("approval", "a batch twice"): (batch(1, numbers=[1]), "paper_twice"),
    ("approval", "a batch set aside is counted"): (batch(1, numbers=[9]), "paper_twice"),
    ("approval", "ballots issued vanish"): (batch(issued=40), "paper_unfit"),
    ("approval", "of a co-op of no vote"): (batch(place="ailleurs"), "paper_unfit"),
    ("approval", "papers below zero"): (batch(spoiled=-1, issued=2), "paper_unfit"),
    ("approval", "more chose it than voted"): (
        total("approvals", 0, 1, to=30), "paper_unfit",
    ),
    ("approval", "one chose more"): (total("approvals", 0, 1, to=2), "figure"),
    ("approval", "a need is left out"): (
        lambda e: e["batches"][1]["totals"]["approvals"].pop(), "paper_unfit",
    ),
    ("approval", "it says it is few"): (batch(few=False), "form"),
    ("approval", "something more is said"): (batch(note="x"), "form"),
    ("approval", "set aside without a reason"): (
        lambda e: e["not_counted"][0]["reason"].update(fr=""), "form",
    ),
    ("points", "more points than papers hold"): (
        total("points", 0, 1, 2, to=9), "paper_unfit",
    ),
    ("majority", "answers are added"): (total("yes", to=30), "paper_unfit"),
    ("double-majority", "of two co-ops at once"): (
        batch(place="lac-tamarac+trois-ormes"), "paper_unfit",
    ),
    ("irv", "a paper that is no ballot"): (
        total("papers", 0, 0, to={"ranking": [A, A]}), "paper_unfit",
    ),
    ("irv", "one paper more"): (total("papers", 0, 1, to=9), "paper_unfit"),
    ("irv", "another ranking"): (
        total("papers", 0, 0, to={"ranking": [B]}), "figure",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", LIES, ids=": ".join)
def test_every_lie_about_paper_is_named(kind):
    sheet, online, paper = split(kind[0])
    lie, key = LIES[kind]
    entry = copy.deepcopy(paper.entry())
    lie(entry)
    assert entry != paper.entry()
    assert verdict(whole(sheet, online, paper, entry)) == key


def test_papers_are_held_against_those_who_took_one():
    sheet, online, paper = split("approval")
    marked = {**paper.entry(), "marked": 3}
    taken = {"trois-ormes": 3}
    assert verdict(whole(sheet, online, paper, marked, taken=taken)) == "paper_used"
    every = {"lac-tamarac": 1, "trois-ormes": paper.marked - 1}
    assert verdict(whole(sheet, online, paper, taken=every)) == "paper_used"


def test_nobody_votes_online_and_on_paper():
    sheet, online, paper = split("majority")
    files = whole(sheet, online, paper)
    voted = b'"place":"lac-tamarac","voted":true'
    files["roll.jsonl"] = files["roll.jsonl"].replace(
        voted, b'"paper":true,' + voted, 1
    )
    assert verdict(files) == "roll_both"


def test_paper_marks_need_an_entry_and_an_entry_needs_its_place():
    sheet, online, _paper = split("majority")
    figures = counted(sheet, online)
    lost = bundled(sheet, online, figures, taken={"trois-ormes": 2})
    assert verdict(lost) == "paper_marks"
    assert voters(sheet, online)["trois-ormes"] == 0


def test_forged_totals_on_paper_are_named():
    sheet, online, paper = split("stv")
    figures = counted(sheet, online, paper)
    figures["paper"]["spoiled"] += 1
    with pytest.raises(verify.Broken) as broken:
        verify.check(whole(sheet, online, paper, figures=figures))
    assert broken.value.facts["name"] == "paper, spoiled"
