"""The privacy guard: what it stops, what it points at, what it leaves alone."""

import itertools
import json
import logging
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from governance import guard
from governance.guard.rules import luhn
from tests.governance.guard_lines import CLEAN, POSITIVE

DEMO = Path(__file__).parents[2] / "portal/demo/data/proposals.json"


def test_there_are_enough_labelled_lines() -> None:
    assert len(POSITIVE) + len(CLEAN) >= 300


@pytest.mark.parametrize(("line", "tier", "kind"), POSITIVE)
def test_a_labelled_line_is_found_at_its_tier(line: str, tier: str, kind: str) -> None:
    assert (tier, kind) in [(f.tier, f.kind) for f in guard.scan(line)]


@pytest.mark.parametrize("line", CLEAN)
def test_a_clean_line_is_left_alone(line: str) -> None:
    assert guard.scan(line) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_demo_needs_are_neither_blocked_nor_warned_of(language: str) -> None:
    if not DEMO.exists():
        pytest.skip(f"NO DEMO DATA at {DEMO}: the guard was NOT tried on real needs.")
    needs = json.loads(DEMO.read_text())
    tiers = [
        finding.tier
        for need in needs
        for part in ("title", "need")
        for finding in guard.scan(need[f"{part}_{language}"])
    ]
    assert len(needs) == 60
    assert set(tiers) <= {guard.COACH}
    assert len(tiers) <= 8


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Ma carte : TREM\u00a05412\u00a02816, merci", "TREM\u00a05412\u00a02816"),
        ("e\u0301te\u0301 TREM 5412 2816", "TREM 5412 2816"),
        ("TR\u200bEM 5412 2816!", "TR\u200bEM 5412 2816"),
        ("ＴＲＥＭ ５４１２ ２８１６", "ＴＲＥＭ ５４１２ ２８１６"),
        ("TREM 5412–2816", "TREM 5412–2816"),
    ],
)
def test_a_finding_says_where_in_the_text_as_given(line: str, found: str) -> None:
    (finding,) = guard.scan(line)
    assert line[finding.start : finding.end] == found


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_is_scanned_and_findings_stand_apart(text: str) -> None:
    findings = guard.scan(text)
    assert all(0 <= f.start < f.end <= len(text) for f in findings)
    assert all(a.end <= b.start for a, b in itertools.pairwise(findings))


@given(
    st.from_regex(r"[A-Z]{4}", fullmatch=True),
    st.integers(0, 99),
    st.sampled_from([*range(1, 13), *range(51, 63)]),
    st.integers(1, 31),
    st.integers(0, 99),
)
@settings(max_examples=100, deadline=None)
def test_every_possible_health_number_is_stopped(
    letters: str, year: int, month: int, day: int, rest: int
) -> None:
    number = f"{letters} {year:02}{month:02} {day:02}{rest:02}"
    assert guard.scan(number)[0].tier == guard.BLOCK


@given(st.integers(0, 99_999_999))
def test_exactly_one_last_figure_passes_the_check(first: int) -> None:
    passing = [d for d in range(10) if luhn(f"{first:08}{d}")]
    assert len(passing) == 1


@pytest.mark.parametrize(
    "text", ["TREM 5412 2816", "mon NAS : 046 454 286"], ids=["health", "social"]
)
def test_a_refusal_says_what_it_looks_like_and_never_what_it_was(
    text: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(guard.PersonalInformation) as refusal, override("en"):
        guard.refuse_blocked(text)
    with override("en"):
        value = refusal.value
        said = f"{value!s} {value!r} {value.findings} {caplog.text}"
    assert "insurance number" in said
    assert not any(part in said for part in ("TREM", "5412", "2816", "454", "286"))


def test_warnings_and_offers_do_not_refuse() -> None:
    guard.refuse_blocked("Mme Gagnon, 819 555-0123, j’ai le diabète, TREM 5499 2816")


def test_the_cost_of_a_long_text_grows_with_its_length() -> None:
    for text in ("ma " * 2600, "a1a" * 2600, "my my " * 1300 + "x", "12 a " * 1600):
        guard.scan(text[:8000])  # a pattern that backtracks would not come back
