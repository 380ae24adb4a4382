"""Needs and a round at Lac-Tamarac. The cast opens it; 2 November 2026, 9:30."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from governance.voting.models import PaperBatch, Round
from tests.cast import AT
from tests.governance.voting.paper_builders import batch_of, mark
from tests.round_builders import accepted_need, opened_round, prepared_round
from tests.worlds import shared


@pytest.fixture(autouse=True)
def key_folder(settings: Any, tmp_path: Any) -> Any:
    """Round keys of one test, in a folder of its own."""
    settings.ROUND_KEYS_DIR = tmp_path / "keys"
    return settings.ROUND_KEYS_DIR


def _need(title: str, host: Cooperative, author: Person, by: Person) -> Proposal:
    return accepted_need(host, author=author, coordinator=by, at=AT, title=title)


@pytest.fixture
def new_need(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person
) -> Callable[[str], Proposal]:
    return lambda title: _need(title, lac_tamarac, rose_aimee, melanie)


@shared
def need(lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person) -> Proposal:
    return _need("Voir qui a lu mon dossier", lac_tamarac, rose_aimee, melanie)


@shared
def needs(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person
) -> list[Proposal]:
    titles = ["Lecture à voix haute", "Rappels hors ligne", "Carnet de vaccination"]
    return [_need(title, lac_tamarac, rose_aimee, melanie) for title in titles]


@shared
def prepared(
    lac_tamarac: Cooperative, need: Proposal, melanie: Person, at: datetime
) -> Round:
    return prepared_round(lac_tamarac, need, by=melanie, at=at)


@shared
def yes_or_no(
    lac_tamarac: Cooperative,
    need: Proposal,
    rose_aimee: Person,
    marc_andre: Person,
    melanie: Person,
    gaetan: Person,
    at: datetime,
) -> Round:
    """Open, on one need; Rose-Aimée, Marc-André, Mélanie and Gaétan are on the roll."""
    return opened_round(lac_tamarac, need, by=melanie, at=at)


@shared
def up_to_two(
    lac_tamarac: Cooperative,
    needs: list[Proposal],
    rose_aimee: Person,
    marc_andre: Person,
    melanie: Person,
    gaetan: Person,
    at: datetime,
) -> Round:
    """Open, choose up to two of three needs."""
    return opened_round(lac_tamarac, *needs, by=melanie, at=at, max_choices=2)


@shared
def hands(melanie: Person, gaetan: Person) -> tuple[Person, Person]:
    """The two who count: the coordinator and the secretary."""
    return melanie, gaetan


@shared
def batch(
    yes_or_no: Round,
    lac_tamarac: Cooperative,
    melanie: Person,
    rose_aimee: Person,
    marc_andre: Person,
    at: datetime,
) -> PaperBatch:
    """Ten ballots, of which Rose-Aimée and Marc-André took one each."""
    batch = batch_of(yes_or_no, lac_tamarac, 10, by=melanie, at=at)
    mark(yes_or_no, rose_aimee, marc_andre, by=melanie, at=at)
    return batch
