"""When the vote closed: as the rule sheet says, or put off in public within its limit."""

import json

import pytest

from governance.voting.bundle import verify
from tests.verification.conftest import verdict
from tests.verification.elections import FIXED
from tests.verification.forging import canonical
from tests.verification.inventing import (
    CLOSES,
    LATER,
    ROUND,
    bundled,
    read,
    sheet_of,
)

REASON = {"fr": "Une panne.", "en": "An outage."}
HALFWAY = "2026-12-01T16:00:00Z"


def put_off(start, until, **more):
    return {
        "entry": "extended", "closed_at": start, "until": until, "reason": REASON, **more
    }  # fmt: skip


def declared(start, until, **more):
    told = {"closed_at": start, "until": until, "everyone": False}
    return {"entry": "declared", **told, **more}


def vote(*extended, closes=CLOSES, **more):
    question, choices = FIXED["majority"]
    sheet = sheet_of("majority", question) | more
    sheet["closes_at"]["utc"] = closes
    return bundled(sheet, read(sheet, choices), extended=extended)


def test_a_closing_put_off_twice_agrees_and_is_told():
    files = vote(put_off(CLOSES, HALFWAY), put_off(HALFWAY, LATER))
    assert verdict(files) == ""
    told = " ".join(verify.told(verify.check(files), "en"))
    assert f"put off until {LATER}" in told


@pytest.mark.parametrize(
    ("extended", "sentence"),
    [
        ([put_off(HALFWAY, LATER)], "extended"),
        ([put_off(CLOSES, CLOSES)], "extended"),
        ([put_off(CLOSES, "2026-12-05T00:00:00Z")], "extended"),
        ([put_off(CLOSES, LATER), put_off(CLOSES, LATER)], "extended"),
        ([put_off(CLOSES, "2026-12-03T00:00:00Z")], "sealed_early"),
        ([put_off(CLOSES, "tomorrow")], "form"),
        ([put_off(CLOSES, "2026-12-01T16:00:00")], "form"),
        ([put_off(CLOSES, LATER, by="x")], "form"),
    ],
)
def test_a_closing_put_off_otherwise_is_named(extended, sentence):
    assert verdict(vote(*extended)) == sentence


def test_a_count_before_the_closing_is_named():
    assert verdict(vote(closes="2026-12-09T00:00:00Z")) == "sealed_early"


MEETING = {
    "opens_at": {"utc": "2026-11-30T23:00:00Z"},
    "meeting": {"early_closing": {}, "tie": {"broken_by": "the chair"}},
}
EARLY = "2026-12-01T04:30:00Z"  # before the hour of the sheet


def test_a_vote_declared_closed_agrees_and_is_told():
    files = vote(declared(CLOSES, EARLY), **MEETING)
    assert verdict(files) == ""
    told = " ".join(verify.told(verify.check(files), "en"))
    assert f"declared the vote closed before its hour, at {EARLY}" in told


@pytest.mark.parametrize(
    ("entries", "meeting", "sentence"),
    [
        ([declared(CLOSES, EARLY)], {}, "document"),
        ([declared(CLOSES, EARLY)], MEETING | {"meeting": {}}, "declared"),
        ([declared(EARLY, EARLY)], MEETING, "declared"),
        ([declared(CLOSES, HALFWAY)], MEETING, "declared"),
        ([declared(CLOSES, "2026-11-30T22:00:00Z")], MEETING, "declared"),
        ([declared(CLOSES, EARLY), declared(EARLY, EARLY)], MEETING, "declared"),
        ([declared(CLOSES, EARLY, by="x")], MEETING, "form"),
    ],
)
def test_a_vote_declared_closed_otherwise_is_named(entries, meeting, sentence):
    assert verdict(vote(*entries, **meeting)) == sentence


@pytest.mark.parametrize("lie", [{}, {"answer": "maybe"}, {"seal": "0"}, {"round": 1}])
def test_a_casting_vote_without_a_tie_or_of_another_vote_is_named(lie):
    """This vote has no tie: nothing that is said of the chair's vote holds."""
    files = vote(**MEETING)
    seal = json.loads(files["result.json"])["seal"]
    about = {"format": "passerelle/casting-vote/1", "round": ROUND, "seal": seal}
    files["casting-vote.json"] = canonical({**about, "answer": "yes", **lie})
    assert verdict(files) == "casting"
