"""After the seal, nothing that is stored tells who cast which ballot."""

import random

import pytest
from django.db import connection

from governance.journal.models import Entry
from governance.voting import keyring, queries
from governance.voting.actions import publish_commitments, void_round
from governance.voting.models import Ballot, LedgerLine, RollLine, WaitingEntry
from tests.round_builders import accepted_need, crowd, opened_round, sealed, vote

VOTERS = 40
PLACE = {"sqlite": "rowid", "postgresql": "ctid"}


@pytest.fixture
def open_now(database, lac_tamarac, rose_aimee, melanie, at, settings, tmp_path):
    settings.ROUND_KEYS_DIR = tmp_path
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=at)
    crowd(lac_tamarac, VOTERS)
    return opened_round(lac_tamarac, need, by=melanie, at=at)


@pytest.fixture
def cast_in_turn(open_now, at):
    """Everyone votes, one after the other; the receipts in the order of casting."""
    lines = list(open_now.roll.order_by("?")[:VOTERS])
    said = ["yes", "no", "abstain"]
    return [
        (line, vote(open_now, line.person, random.choice(said), at=at).tracker)
        for line in lines
    ]


def in_place(table, column):
    """The column in the order in which the rows lie in the table's own storage."""
    place = PLACE[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY {place}")
        return [row[0] for row in cursor.fetchall()]


def agreement(one, other):
    """Spearman's rank correlation of two orders of the same things."""
    rank = {thing: i for i, thing in enumerate(other)}
    n = len(one)
    gaps = sum((i - rank[thing]) ** 2 for i, thing in enumerate(one))
    return 1 - 6 * gaps / (n * (n * n - 1))


def test_the_order_of_rows_says_nothing_after_the_seal(
    each_database, open_now, cast_in_turn
):
    cast = [tracker for _, tracker in cast_in_turn]
    before = agreement(in_place("voting_ballot", "tracker"), cast)
    assert before > 0.9, "negative control: before the seal the order does tell"
    sealed(open_now)
    lying = in_place("voting_ballot", "tracker")
    by_id = list(Ballot.objects.order_by("pk").values_list("tracker", flat=True))
    for order in (lying, by_id):
        assert (
            abs(agreement(order, cast)) < 0.65
        )  # chance goes past it once in a million
    assert lying != cast


def test_ids_are_drawn_again_at_the_seal(open_now, cast_in_turn):
    before = set(Ballot.objects.values_list("pk", flat=True))
    sealed(open_now)
    assert not before & set(Ballot.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("end", ["sealed", "void"])
def test_links_form_keys_and_the_key_are_gone(open_now, cast_in_turn, melanie, at, end):
    old = {
        line.pk: RollLine.objects.get(pk=line.pk).ballot_link
        for line, _ in cast_in_turn
    }
    assert all(old.values())
    if end == "sealed":
        sealed(open_now)
    else:
        void_round(
            open_now, by=melanie, at=at, reason_fr="Erreur.", reason_en="Erreur."
        )
    assert not RollLine.objects.exclude(ballot_link="").exists()
    assert not RollLine.objects.exclude(form_keys="").exists()
    assert not keyring.path(open_now.key_id).exists()
    line, _ = cast_in_turn[0]
    with pytest.raises(keyring.KeyLost):  # a link kept in an old backup opens nothing
        keyring.read_link(open_now.key_id, line.number, old[line.pk])
    own = queries.own_ballot(open_now, line.person)
    assert own.voted_on and own.choices is own.tracker is None


def test_no_value_is_found_in_both_tables(open_now, cast_in_turn):
    """Every cell of the roll, against every cell of the ballots."""
    ballots_before = {str(b) for b in Ballot.objects.values_list("pk", flat=True)}
    sealed(open_now)
    roll = _cells(RollLine)
    ballots = _cells(Ballot) | ballots_before
    shared = (roll & ballots) - {str(open_now.pk)}
    assert not {cell for cell in shared if len(cell) > 3}, shared


def test_the_public_log_shares_nothing_with_the_roll(open_now, cast_in_turn):
    """Neither salts nor leaves nor references of people stand in a line of the log."""
    publish_commitments(open_now, at=open_now.opens_at)
    sealed(open_now)
    log = " ".join(LedgerLine.objects.values_list("line", flat=True))
    for line in RollLine.objects.select_related("person"):
        for secret in (line.salt, line.leaf, str(line.person.ref)):
            assert len(secret) >= 32 and secret not in log
    assert not WaitingEntry.objects.exists()


def test_the_journal_of_casts_knows_neither_ballot_nor_hour(open_now, cast_in_turn):
    sealed(open_now)
    trackers = set(Ballot.objects.values_list("tracker", flat=True))
    ids = {str(b) for b in Ballot.objects.values_list("pk", flat=True)}
    for entry in Entry.objects.filter(verb="ballot.cast"):
        assert set(entry.facts) == {"roll_line"}
        assert not {entry.digest, entry.prev} & (trackers | ids)
    assert len(set(Entry.objects.filter(verb="ballot.cast").values_list("at"))) == 1


def _cells(model):
    fields = [f.attname for f in model._meta.concrete_fields]
    return {str(cell) for row in model.objects.values_list(*fields) for cell in row}
