"""The public log under many hands: no fork, nothing lost, nothing twice."""

import itertools
import threading
from functools import partial

import pytest

from governance.voting import ledger, records
from governance.voting.actions import publish_commitments
from governance.voting.bundle import verify, writing
from governance.voting.models import LedgerLine, Round, WaitingEntry
from tests.round_builders import (
    accepted_need,
    at_once,
    crowd,
    opened_round,
    sealed,
    vote,
)

VOTERS, HANDS, PUBLISHERS = 48, 6, 3


@pytest.fixture
def members(lac_tamarac):
    return crowd(lac_tamarac, VOTERS)


@pytest.fixture
def open_now(
    database, lac_tamarac, members, rose_aimee, melanie, at, settings, tmp_path
):
    settings.ROUND_KEYS_DIR = tmp_path
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=at)
    return opened_round(lac_tamarac, need, by=melanie, at=at)


def voter(round, people, at, over):
    """Everyone votes, and every third one changes their mind at once."""
    for n, person in enumerate(people):
        for answer in ("yes", "no") if n % 3 == 0 else ("yes",):
            vote(round, person, answer, at=at)
    over.release()


def publisher(round, at, over):
    """Publish without a pause until every voter is done; the sizes of the log seen."""
    sizes = []
    while over._value < HANDS:
        publish_commitments(round, at=at)
        sizes.append(Round.objects.get(pk=round.pk).ledger.size)
    return sizes


def test_batches_while_members_vote_and_change(each_database, open_now, members, at):
    over = threading.Semaphore(0)
    casting = [partial(voter, open_now, members[n::HANDS], at, over) for n in range(6)]
    publishing = [partial(publisher, open_now, at, over)] * PUBLISHERS
    answers = at_once([*casting, *publishing])
    assert not [a for a in answers if isinstance(a, Exception)]
    for sizes in answers[HANDS:]:
        assert sizes == sorted(sizes), "the log only grows"
    assert max(itertools.chain.from_iterable(answers[HANDS:])) > 1, "batches went out"

    sealed(open_now)
    assert not WaitingEntry.objects.exists()
    seqs = list(LedgerLine.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(len(seqs)))
    kept = Round.objects.get(pk=open_now.pk)
    facts = verify.check(writing.files(kept))
    assert facts["ballots"] == VOTERS
    assert facts["lines"] == 1 + VOTERS + 2 * (-(-len(members[::6]) // 3)) * 6 + 3


def test_the_seal_and_the_last_batches_agree(each_database, open_now, members, at):
    """Publishers and sealers at once: one end of the log, and it verifies."""
    for person in members:
        vote(open_now, person, "yes", at=at)
    publish = partial(publish_commitments, open_now, at=at)
    results = at_once([*[partial(sealed, open_now)] * 3, *[publish] * 3])
    assert not [r for r in results if isinstance(r, Exception)]
    kept = Round.objects.get(pk=open_now.pk)
    kinds = [
        line.split(b'"entry":"')[1].split(b'"')[0]
        for line in records.ledger_lines(kept)
    ]
    assert kinds[-3:] == [b"sealed", b"ballots", b"result"] and len(set(kinds)) == 5
    assert verify.check(writing.files(kept))["ballots"] == VOTERS


def test_where_the_log_lies_says_nothing_of_who_voted_when(
    each_database, open_now, members, at
):
    """Each commitment, by its place on the log, against the order of casting."""
    cast = []
    for person in members:
        cast.append(vote(open_now, person, "yes", at=at).commitment)
        publish_commitments(open_now, at=at)
    sealed(open_now)
    log = [c for _, c in sorted((ledger.place_of(open_now, c), c) for c in cast)]
    batches = [note.split("\n")[1] for note in records.notes(open_now)]
    assert len(batches) >= 4
    early = set(cast[:10])
    first_batch = set(log[:10])
    assert first_batch != early, "ten of the twenty that waited, drawn at random"
    assert all(int(b) - int(a) >= 10 for a, b in itertools.pairwise(batches[:-1]))
