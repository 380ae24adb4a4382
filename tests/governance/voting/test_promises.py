"""The promise given with a receipt can be checked with the key of the log alone."""

import base64

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from governance.voting.bundle import verify, writing
from governance.voting.promises import promise
from tests.round_builders import sealed, vote


def test_the_note_binds_the_commitment_to_the_log(yes_or_no, rose_aimee, at):
    receipt = vote(yes_or_no, rose_aimee, "yes", at=at)
    note = promise(yes_or_no, receipt.commitment)
    text, _, signed_by = note.partition("\n\n")
    signature = signed_by.split(" ")[-1]
    log = yes_or_no.sheet["log"]
    origin, says, commitment, by = text.split("\n")
    assert (origin, says) == (log["origin"], "promise")
    assert commitment == receipt.commitment and by.endswith("Z")
    key = base64.b64decode(log["key"].split("+", 2)[2])[1:]
    signed = base64.b64decode(signature)[4:]
    Ed25519PublicKey.from_public_bytes(key).verify(signed, f"{text}\n".encode())


def test_nothing_is_promised_of_a_ballot_without_commitment(yes_or_no):
    assert promise(yes_or_no, "") == ""


def test_a_member_finds_out_whether_the_promise_was_kept(yes_or_no, rose_aimee, at):
    receipt = vote(yes_or_no, rose_aimee, "yes", at=at)
    kept = promise(yes_or_no, receipt.commitment).encode()
    broken = promise(yes_or_no, "0" * 64).encode()
    sealed(yes_or_no)
    yes_or_no.refresh_from_db()
    files = writing.files(yes_or_no)
    assert verify.promise_in(dict(files), kept)[0] == "promise_kept"
    key, facts = verify.promise_in(dict(files), broken)
    assert (key, facts["commitment"]) == ("no_promise_kept", "0" * 64)
    forged = kept.replace(receipt.commitment.encode(), b"0" * 64)
    assert verify.promise_in(dict(files), forged)[0] == "no_promise"
    assert verify.promise_in(dict(files), b"\xff\n\n")[0] == "no_promise"
