"""When the vote closed: as the rule sheet says, or put off in public within its limit."""

import pytest

from governance.voting.bundle import verify
from tests.verification.conftest import verdict
from tests.verification.elections import FIXED
from tests.verification.inventing import CLOSES, LATER, bundled, read, sheet_of

REASON = {"fr": "Une panne.", "en": "An outage."}
HALFWAY = "2026-12-01T16:00:00Z"


def put_off(start, until, **more):
    return {
        "entry": "extended", "closed_at": start, "until": until, "reason": REASON, **more
    }  # fmt: skip


def vote(*extended, closes=CLOSES):
    question, choices = FIXED["majority"]
    sheet = sheet_of("majority", question)
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
