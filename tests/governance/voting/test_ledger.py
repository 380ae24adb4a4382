"""The public log: what goes on it, when, in what order, and who may change it."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import IntegrityError, transaction

from governance.voting import ledger, merkle, records, seal, signing
from governance.voting.actions import (
    open_round,
    publish_commitments,
    void_round,
)
from governance.voting.commitments import commitment, roll_leaf
from governance.voting.models import (
    Ballot,
    Checkpoint,
    LedgerLine,
    Result,
    Round,
    WaitingEntry,
)
from governance.voting.refusals import CountRefused, InvalidBallot
from tests.round_builders import crowd, opened_round, sealed, vote
from tests.worlds import shared

NONCE = "0123456789abcdef" * 2


@shared
def open_now(lac_tamarac, need, melanie, at):
    crowd(lac_tamarac, 45)
    return opened_round(lac_tamarac, need, by=melanie, at=at)


@shared
def voters(open_now):
    return [line.person for line in open_now.roll.select_related("person")]


def entries(round):
    return [json.loads(line) for line in records.ledger_lines(round)]


def kinds(round):
    return [entry["entry"] for entry in entries(round)]


def verified(note, key):
    """The lines of a signed note, once its signature is checked the other way."""
    text, signature = note.rsplit("\n\n", 1)
    name, _id, encoded = key.split("+", 2)
    assert signature.startswith(f"— {name} ")
    raw = base64.b64decode(signature.split(" ")[2])
    public = base64.b64decode(encoded)[1:]
    assert raw[:4] == signing.key_id(name, public)
    Ed25519PublicKey.from_public_bytes(public).verify(raw[4:], f"{text}\n".encode())
    return text.split("\n")


def test_the_roll_is_frozen_under_a_root_on_the_rule_sheet(yes_or_no, rose_aimee):
    lines = list(yes_or_no.roll.order_by("number"))
    sheet = yes_or_no.rule_sheet
    leaves = [bytes.fromhex(line.leaf) for line in lines]
    assert sheet["roll"]["root"] == merkle.root(leaves).hex()
    own = yes_or_no.roll.get(person=rose_aimee)
    assert own.leaf == roll_leaf(yes_or_no.pk, rose_aimee.ref, own.salt)
    assert len({line.salt for line in lines}) == len(lines)
    place = lines.index(own)
    proof = merkle.inclusion(leaves, place)
    top = bytes.fromhex(sheet["roll"]["root"])
    assert merkle.is_included(leaves[place], place, len(leaves), proof, top)


def test_the_first_line_binds_rule_sheet_and_roll(yes_or_no):
    (opened,) = entries(yes_or_no)
    assert opened == {
        "entry": "opened",
        "format": "passerelle/ledger/1",
        "round": yes_or_no.pk,
        "rule_sheet": yes_or_no.rule_sheet_hash,
        "roll": {"root": yes_or_no.rule_sheet["roll"]["root"], "size": 4},
    }
    log = yes_or_no.rule_sheet["log"]
    (note,) = records.notes(yes_or_no)
    origin, size, root = verified(note, log["key"])
    assert (origin, size) == (log["origin"], "1")
    assert origin == f"127.0.0.1:8000/votes/{yes_or_no.pk}"
    assert base64.b64decode(root) == merkle.root(records.ledger_lines(yes_or_no))


def test_a_ballot_waits_hidden_behind_its_commitment(yes_or_no, rose_aimee, at):
    from governance.voting.actions import cast_ballot

    receipt = cast_ballot(
        yes_or_no, by=rose_aimee, at=at, choices={"answer": "yes"},
        form_key="k", nonce=NONCE,
    )  # fmt: skip
    ballot = Ballot.objects.get()
    assert receipt.nonce == ballot.nonce == NONCE
    assert receipt.commitment == commitment({"answer": "yes"}, NONCE, ballot.salt)
    waiting = WaitingEntry.objects.get()
    assert (waiting.kind, waiting.commitment) == ("cast", receipt.commitment)
    assert kinds(yes_or_no) == ["opened"]


@pytest.mark.parametrize("sent", ["", "short", "Z" * 32, NONCE.upper(), NONCE + "0"])
def test_without_a_browser_s_nonce_the_portal_draws_one(
    yes_or_no, rose_aimee, at, sent
):
    from governance.voting.actions import cast_ballot

    receipt = cast_ballot(
        yes_or_no, by=rose_aimee, at=at, choices={"answer": "no"}, form_key="k",
        nonce=sent,
    )  # fmt: skip
    assert receipt.nonce != sent and len(receipt.nonce) == 32


def test_a_nonce_names_one_ballot(yes_or_no, rose_aimee, marc_andre, at):
    from governance.voting.actions import cast_ballot

    first = {"at": at, "choices": {"answer": "no"}, "nonce": NONCE}
    cast_ballot(yes_or_no, by=rose_aimee, form_key="a", **first)
    with pytest.raises(InvalidBallot):
        cast_ballot(yes_or_no, by=marc_andre, form_key="b", **first)
    assert Ballot.objects.count() == 1
    cast_ballot(yes_or_no, by=rose_aimee, form_key="c", **first)  # in place of her own


def test_a_batch_waits_for_twenty_and_ten_stay_back(open_now, voters, at):
    receipts = [vote(open_now, person, "yes", at=at) for person in voters[:19]]
    assert publish_commitments(open_now, at=at) == 0
    receipts.append(vote(open_now, voters[19], "no", at=at))
    assert publish_commitments(open_now, at=at) == 10
    assert publish_commitments(open_now, at=at) == 0
    logged = [e["commitment"] for e in entries(open_now)[1:]]
    waiting = list(open_now.waiting.values_list("commitment", flat=True))
    cast = [receipt.commitment for receipt in receipts]
    assert sorted(logged + waiting) == sorted(cast)
    assert logged != [c for c in cast if c in logged], "shuffled"
    assert logged != cast[:10], "drawn from all that waited"
    assert [c.size for c in open_now.checkpoints.all()] == [1, 11]


def test_a_long_log_takes_larger_batches():
    assert not ledger.batch_is_due(19, 0) and ledger.batch_is_due(20, 200)
    assert not ledger.batch_is_due(999, 10_000) and ledger.batch_is_due(1000, 10_000)


def test_a_replaced_ballot_is_withdrawn_after_its_commitment(open_now, voters, at):
    first = vote(open_now, voters[0], "yes", at=at)
    second = vote(open_now, voters[0], "no", at=at)
    for person in voters[1:30]:
        vote(open_now, person, "yes", at=at)
    publish_commitments(open_now, at=at)
    sealed(open_now)
    log = entries(open_now)
    cast = {"entry": "cast", "commitment": first.commitment}
    withdrawn = {"entry": "replaced", "commitment": first.commitment}
    assert log.index(cast) < log.index(withdrawn)
    assert first.commitment not in ledger.live(open_now)
    assert second.commitment in ledger.live(open_now)


def test_nothing_is_published_before_the_opening_or_after_the_close(
    open_now, voters, at
):
    for person in voters[:25]:
        vote(open_now, person, "yes", at=at)
    assert publish_commitments(open_now, at=open_now.closes_at) == 0
    sealed(open_now)
    assert publish_commitments(open_now, at=at) == 0
    assert not open_now.waiting.exists()


def test_the_log_ends_with_roll_ballots_and_result(yes_or_no, rose_aimee, melanie, at):
    vote(yes_or_no, rose_aimee, "yes", at=at)
    vote(yes_or_no, melanie, "no", at=at)
    result = sealed(yes_or_no)
    assert kinds(yes_or_no) == ["opened", "cast", "cast", "sealed", "ballots", "result"]
    *_, closed, ballots, told = entries(yes_or_no)
    assert closed["voted"] == ballots["count"] == 2
    assert closed["roll"] == merkle.root(records.roll_lines(yes_or_no)).hex()
    cast = [ballot.as_cast() for ballot in Ballot.objects.all()]
    assert ballots["root"] == merkle.root(seal.ballot_lines(cast)).hex()
    assert told["seal"] == result.seal
    *_, last = records.notes(yes_or_no)
    _, size, root = verified(last, yes_or_no.rule_sheet["log"]["key"])
    assert size == "6"
    assert base64.b64decode(root) == merkle.root(records.ledger_lines(yes_or_no))


def test_every_checkpoint_signs_what_the_log_was_then(open_now, voters, at):
    for n, person in enumerate(voters, start=1):
        vote(open_now, person, "yes", at=at)
        if n % 7 == 0:
            publish_commitments(open_now, at=at)
    sealed(open_now)
    lines = list(records.ledger_lines(open_now))
    notes = records.notes(open_now)
    assert len(notes) > 3
    for note in notes:
        _, size, root = verified(note, open_now.rule_sheet["log"]["key"])
        assert base64.b64decode(root) == merkle.root(lines[: int(size)])


def test_a_ballot_altered_in_the_database_stops_the_count(yes_or_no, rose_aimee, at):
    vote(yes_or_no, rose_aimee, "yes", at=at)
    Ballot.objects.update(choices={"answer": "no"})
    with pytest.raises(CountRefused):
        sealed(yes_or_no)
    assert not Result.objects.exists() and kinds(yes_or_no) == ["opened"]


def test_a_cancelled_round_says_so_on_its_log(yes_or_no, rose_aimee, melanie, at):
    vote(yes_or_no, rose_aimee, "yes", at=at)
    void_round(yes_or_no, by=melanie, at=at, reason_fr="Erreur.", reason_en="Erreur.")
    assert kinds(yes_or_no) == ["opened", "cast", "voided"]
    assert not yes_or_no.waiting.exists()


def test_the_database_lets_the_log_grow_and_nothing_else(yes_or_no, rose_aimee, at):
    vote(yes_or_no, rose_aimee, "yes", at=at)
    sealed(yes_or_no)
    for act in (
        lambda: LedgerLine.objects.update(line="{}"),
        lambda: LedgerLine.objects.filter(seq=0).delete(),
        lambda: LedgerLine.objects.create(round=yes_or_no, seq=99, line="{}"),
        lambda: Checkpoint.objects.update(note="x"),
        lambda: Checkpoint.objects.all().delete(),
        lambda: Checkpoint.objects.create(round=yes_or_no, size=99, note="x"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_a_log_has_one_line_at_each_place(yes_or_no):
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerLine.objects.create(round=yes_or_no, seq=0, line="{}")


def test_the_signing_key_is_kept_beside_the_round_keys(
    prepared, melanie, at, key_folder
):
    assert not key_folder.exists()
    held = open_round(prepared, by=melanie, at=at)
    file = key_folder / "checkpoints.ed25519"
    assert file.stat().st_mode & 0o777 == 0o600 and len(file.read_bytes()) == 32
    assert signing.public_key() == held.rule_sheet["log"]["key"]


def test_a_lost_signing_key_stops_no_vote(yes_or_no, rose_aimee, at, key_folder):
    vote(yes_or_no, rose_aimee, "yes", at=at)
    signing.path().write_bytes(b"1" * 32)
    assert sealed(yes_or_no).ballots == 1
    assert [c.size for c in yes_or_no.checkpoints.all()] == [1]


def test_a_round_opened_before_there_was_a_log_is_counted_as_before(
    yes_or_no, rose_aimee, at
):
    """Its sheet names no log, its ballots no nonce."""
    fresh = Round.objects.get(pk=yes_or_no.pk)
    assert ledger.has_log(fresh)
    fresh.rule_sheet.pop("log")
    assert not ledger.has_log(fresh)
    assert open_round(yes_or_no, by=None, at=at) == yes_or_no
