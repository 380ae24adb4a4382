"""A real round of each rule, voted and sealed, whose bundle a bare Python verifies."""

import subprocess
import sys

import pytest

from governance.voting import asking
from governance.voting.actions.paper_batches import name_scrutineer, set_batch_aside
from governance.voting.bundle import verify, writing
from tests.every_rule import RULES, Hall, ballots, opened, voters
from tests.governance.voting.paper_builders import batch_of, counted_twice, mark
from tests.round_builders import sealed, vote
from tests.verification.conftest import laid_out, verdict
from tests.verification.forging import figure
from tests.verification.paper import tally


@pytest.fixture
def hall(
    les_affluents, denis, lac_tamarac, trois_ormes, rose_aimee, melanie, at,
    settings, tmp_path,
):  # fmt: skip
    settings.ROUND_KEYS_DIR = tmp_path / "keys"
    for place in (lac_tamarac, trois_ormes):
        voters(place)
    return Hall(les_affluents, denis, lac_tamarac, trois_ormes, rose_aimee, melanie, at)


def published(hall, rule):
    """Voted by some of both co-ops; one of them changed their mind."""
    held, needs = opened(hall, rule)
    there = voters(hall.host)[:2] + voters(hall.guest)[:2]
    if rule != "delegates":
        there += voters(hall.host)[2:7]
    choices = ballots(rule, needs)
    vote(held, there[0], choices[1], at=hall.at)
    for person, choice in zip(there, choices, strict=False):
        vote(held, person, choice, at=hall.at)
    sealed(held)
    held.refresh_from_db()
    return writing.files(held), len(there)


@pytest.mark.parametrize("rule", RULES)
def test_a_bundle_of_each_rule_verifies_by_itself(hall, rule, tmp_path):
    files, voted = published(hall, rule)
    folder = tmp_path / "bundle"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(laid_out(files, folder) / "verify.py")],
        env={}, cwd="/", capture_output=True, check=False,
    )  # fmt: skip
    told = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b""), told
    assert told.startswith("Tout concorde") and f"{voted} ballots" in told
    facts = verify.check(files)
    assert (facts["rule"], facts["ballots"]) == (rule, voted)
    figure("outcome", "forged")(files)
    assert verdict(files) == "figure"


@pytest.mark.parametrize("rule", ["irv", "approval", "double-majority"])
def test_a_bundle_with_paper_verifies_too(hall, rule):
    held, needs = opened(hall, rule)
    online, papers = voters(hall.host)[:2], voters(hall.host)[2:6]
    choices = ballots(rule, needs)
    for person, choice in zip(online, choices, strict=False):
        vote(held, person, choice, at=hall.at)
    batch = batch_of(held, hall.host, 5, by=hall.officer, at=hall.at)
    lost = batch_of(held, hall.host, 5, by=hall.officer, at=hall.at)
    mark(held, *papers, by=hall.officer, at=hall.at)
    name_scrutineer(held, by=hall.officer, at=hall.at, person=hall.author)
    counted_twice(
        batch, (hall.officer, hall.author), at=hall.at, used=4, spoiled=1, returned=0,
        tally=tally(rule, asking.of_sheet(held.sheet), choices[2:6]),
    )  # fmt: skip
    set_batch_aside(
        lost, by=hall.officer, at=hall.at, reason_fr="Perdu.", reason_en="Lost."
    )
    sealed(held)
    held.refresh_from_db()
    facts = verify.check(writing.files(held))
    assert (facts["ballots"], facts["papers"], facts["taken"]) == (2, 4, 4)
