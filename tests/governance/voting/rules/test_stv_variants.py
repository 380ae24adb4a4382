"""Negative control: the cases catch counts that are wrong the way libraries are."""

import pytest

from governance.voting.files import read_file
from governance.voting.rules import rankings, stv_count
from governance.voting.rules.stv_count import UNIT, Scottish
from tests.governance.voting.rules.shared_cases import by_id, path_of


class ToTheQueue(Scottish):
    """Papers also go to those already elected whose surplus waits, as one package on
    the registry does while calling itself Scottish."""

    def pass_on(self, option, top, bottom):
        kept = self.running
        self.running = [*kept, *(n for n in self.surpluses if n != option)]
        try:
            return super().pass_on(option, top, bottom)
        finally:
            self.running = kept


class Rounded(Scottish):
    """Transfer values rounded to five decimals instead of cut."""

    def pass_on(self, option, top, bottom):
        pile = self.piles[option]
        if bottom != 1:
            self.piles[option] = [
                (r, at, n, (v * top * 2 + bottom) // (2 * bottom))
                for r, at, n, v in pile
            ]
        return super().pass_on(option, 1, 1)


def elected(monkeypatch, variant, name):
    monkeypatch.setattr(stv_count, "Scottish", variant)
    election = read_file(path_of(by_id(name)))
    papers = rankings.strict(election.profile)
    held = stv_count.hold(election.options, election.seats, papers, election.draw)
    return [election.name(n) for n in held.elected], held


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("stv-lerwick-south-2017", "Amanda Westlake", "Frances Valente"),
        ("stv-mid-upper-nithsdale-2022", "Andrew Wood", "Kyle Thornton"),
    ],
)
def test_papers_passed_to_the_elected_elect_somebody_else(
    monkeypatch, name, right, wrong
):
    rightly, _held = elected(monkeypatch, Scottish, name)
    assert right in rightly and wrong not in rightly
    wrongly, _held = elected(monkeypatch, ToTheQueue, name)
    assert wrong in wrongly and right not in wrongly


def test_rounding_shows_in_the_fifth_decimal(monkeypatch):
    case = by_id("stv-lerwick-south-2017")
    expected = case["expected"]["last_stage_totals"]["Amanda Westlake"]
    _names, held = elected(monkeypatch, Rounded, case["id"])
    wrong = held.totals[4]
    assert f"{wrong // UNIT}.{wrong % UNIT:05d}" != expected
