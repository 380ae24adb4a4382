"""Bundles of real rounds, each made once, through the actions.

Three co-operatives of a federation: 30 of 40 voted in the first, 15 of 20 in the
second, 3 of 5 in the third. Some changed their vote; the log has several checkpoints.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from governance.membership.models import Cooperative, Federation, Person
from governance.voting import merkle, records, signing
from governance.voting.actions import publish_commitments
from governance.voting.bundle import verify, writing
from governance.voting.models import Round
from tests.cast import AT, admit, seat, welcome
from tests.round_builders import accepted_need, crowd, opened_round, sealed, vote

SIZES = {"lac-tamarac": (40, 30), "trois-ormes": (20, 15), "huit-rivieres": (5, 3)}
ANSWERS = ("yes", "yes", "no", "abstain")


@dataclass(frozen=True)
class Published:
    """``kept``: the checkpoints that a member kept in the middle of the vote.
    ``astray``: another log, and a longer one, signed by the portal's own key.
    ``own``: reference, salt and receipt of a member who voted."""

    files: dict[str, bytes]
    kept: bytes
    astray: dict[str, bytes]
    own: tuple[str, str, str]


@pytest.fixture(scope="session")
def published(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[dict[str, Published]]:
    """By rule: approval and majority."""
    keys = tmp_path_factory.mktemp("keys")
    with (
        django_db_blocker.unblock(),
        override_settings(ROUND_KEYS_DIR=keys),
        transaction.atomic(),
    ):
        found = _both()
        transaction.set_rollback(True)
    yield found


def _both() -> dict[str, Published]:
    federation = Federation.objects.create(
        slug="f", name_fr="F", name_en="F", voting_rule={"mode": "one_coop_one_vote"}
    )
    officer = seat(welcome("Une", "Officière"), "federation_officer", federation)
    coops = [
        Cooperative.objects.create(
            federation=federation, slug=slug, name_fr=slug, name_en=slug,
            short_name=slug, voting_members=size, quorum_members=2,
            quorum_online_pct=0,
        )
        for slug, (size, _) in SIZES.items()
    ]  # fmt: skip
    holder = seat(
        admit(welcome("Une", "Coordonnatrice"), coops[0]), "coordinator", coops[0]
    )
    people = {c.slug: crowd(c, SIZES[c.slug][0] - (c == coops[0])) for c in coops}
    people["lac-tamarac"].append(holder)
    voters = [p for slug, row in people.items() for p in row[: SIZES[slug][1]]]
    facts = {"host": None, "federation": federation, "cooperatives": coops}
    needs = [
        accepted_need(coops[0], author=holder, coordinator=holder, at=AT, title=title)
        for title in ("Un", "Deux", "Trois", "Quatre")
    ]
    several = opened_round(coops[0], *needs[:3], by=officer, at=AT, **facts)
    one = opened_round(coops[0], needs[3], by=officer, at=AT, **facts)
    numbers = [need.number for need in needs[:3]]
    luck = Random(3)
    return {
        "approval": _voted(
            several, voters, lambda: luck.sample(numbers, luck.randint(0, 2))
        ),
        "majority": _voted(one, voters, lambda: luck.choice(ANSWERS)),
    }


def _voted(round: Round, voters: list[Person], choose: Any) -> Published:
    kept = b""
    for n, person in enumerate(voters, start=1):
        receipt = vote(round, person, choose(), at=AT)
        if n % 5 == 0:
            receipt = vote(round, person, choose(), at=AT)
            publish_commitments(round, at=AT)
        if n == 30:
            kept = records.notes(round)[-1].encode()
    sealed(round)
    round.refresh_from_db()
    line = round.roll.get(person=voters[-1])
    own = (str(voters[-1].ref), line.salt, receipt.tracker)
    return Published(writing.files(round), kept, _astray(round), own)


def _astray(round: Round) -> dict[str, bytes]:
    """What a server would have signed that tells one story here, another there."""
    log, lines = round.sheet["log"], list(records.ledger_lines(round))
    told = {"another": [*lines[:8], lines[0]], "longer": [*lines, lines[-1]]}
    notes = {}
    for name, story in told.items():
        root = base64.b64encode(merkle.root(story)).decode()
        note = signing.signed(f"{log['origin']}\n{len(story)}\n{root}\n", log["key"])
        assert note
        notes[name] = note.encode()
    return notes


@pytest.fixture(params=["approval", "majority"])
def bundle(request: pytest.FixtureRequest, published: dict[str, Published]) -> Any:
    return published[request.param]


def laid_out(files: dict[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def verdict(files: dict[str, bytes], **more: Any) -> str:
    """The key of the first thing that does not agree; empty when all does."""
    try:
        verify.check(files, **more)
    except verify.Broken as broken:
        for language in verify.LANGUAGES:
            assert broken.said(language).endswith(".")
        return broken.key
    return ""
