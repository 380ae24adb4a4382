"""The signatures of witnesses in a bundle: who vouches for the whole log, and lies."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from governance.voting import cosigning
from governance.voting.bundle import verify
from tests.verification.conftest import verdict
from tests.verification.forging import canonical, notes, put
from tests.verification.test_tampering import summed

MOMENT = 1_793_000_000


def witness(name):
    """A witness: how it writes its key, and how it signs a note."""
    private = Ed25519PrivateKey.from_private_bytes(name.encode().ljust(32, b"."))
    raw = cosigning.COSIGNER + private.public_key().public_bytes_raw()
    key = f"{name}+%s+{base64.b64encode(raw).decode()}"
    identity = verify.hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]

    def sign(note):
        body = note.partition("\n\n")[0] + "\n"
        signed = private.sign(f"cosignature/v1\ntime {MOMENT}\n{body}".encode())
        line = identity + MOMENT.to_bytes(8, "big") + signed
        return f"{note}— {name} {base64.b64encode(line).decode()}\n"

    return key % identity.hex(), sign


ORMES, SIGNED_BY_ORMES = witness("trois-ormes.example")
RIVIERES, SIGNED_BY_RIVIERES = witness("huit-rivieres.example")


def known(*keys):
    return [
        canonical(
            {"cooperative": key.split(".")[0], "key": key,
             "name": {"fr": f"Coop {key[:5]}", "en": f"{key[:5]} Co-op"}}
        )
        for key in keys
    ]  # fmt: skip


@pytest.fixture
def files(published):
    """Both signed the last checkpoint, and one of them an earlier one too."""
    found = dict(published["approval"].files)
    put(found, "witnesses.jsonl", known(ORMES, RIVIERES))
    notes(lambda n: [
        n[0], SIGNED_BY_ORMES(n[1]), *n[2:-1], SIGNED_BY_RIVIERES(SIGNED_BY_ORMES(n[-1]))
    ])(found)  # fmt: skip
    summed(found)
    return found


def told(files, language="en"):
    return " ".join(verify.told(verify.check(files), language))


def test_the_portal_reads_the_same_line(files):
    last = files["checkpoints.txt"].decode().removesuffix("\n").split("\n\n")[-2:]
    signed = cosigning.found("\n\n".join(last), cosigning.Key.read(ORMES))
    assert signed is not None and signed.at.timestamp() == MOMENT


def test_those_who_vouch_for_everything_are_named(files):
    assert "witness co-operatives (2): huit- Co-op, trois Co-op." in told(files)
    assert "témoins (2)\u00a0: Coop huit-, Coop trois." in told(files, "fr")


def test_a_signature_under_an_earlier_checkpoint_vouches_for_that_one_only(files):
    notes(lambda n: [*n[:-1], "\n".join(n[-1].split("\n")[:5]) + "\n"])(files)
    summed(files)
    assert "No witness co-operative signed the last" in told(files)


def test_without_any_that_is_said(published):
    assert "only checkpoints that somebody kept" in told(published["approval"].files)


def other_name(text):
    return text.replace("— trois-ormes.example", "— trois-ormes.exemple")


LIES = {
    "a signature of a witness is moved to another checkpoint": (
        notes(lambda n: [n[0] + n[1].split("\n")[5] + "\n", *n[1:]]), "witness_false",
    ),
    "the time of a witness is changed": (
        notes(lambda n: [*n[:-1], bent(n[-1], 11)]), "witness_false",
    ),
    "a signature of a witness is changed": (
        notes(lambda n: [*n[:-1], bent(n[-1], 50)]), "witness_false",
    ),
    "a witness signs under another name": (
        notes(lambda n: [*n[:-1], other_name(n[-1])]), "witness_unknown",
    ),
    "a witness that nobody knows": (
        lambda f: put(f, "witnesses.jsonl", known(ORMES)), "witness_unknown",
    ),
    "the keys of the witnesses are taken away": (
        lambda f: f.pop("witnesses.jsonl"), "witness_unknown",
    ),
    "the key of a witness is another one": (
        lambda f: put(f, "witnesses.jsonl", [
            canonical(json.loads(known(ORMES)[0]) | {"key": ORMES[:-4] + "AAA="})
        ]),
        "witness_file",
    ),
}  # fmt: skip


def bent(note, place):
    """One bit of the last line, in the byte at this place."""
    start, _space, encoded = note.rstrip("\n").rpartition(" ")
    raw = bytearray(base64.b64decode(encoded))
    raw[place] ^= 1
    return f"{start} {base64.b64encode(bytes(raw)).decode()}\n"


@pytest.mark.parametrize("lie", LIES)
def test_a_false_witness_is_named(files, lie):
    forge, sentence = LIES[lie]
    forge(files)
    summed(files)
    assert verdict(files) == sentence


def test_a_list_of_hashes_that_forgets_the_witnesses(files):
    rows = files["SHA256SUMS"].splitlines()
    put(files, "SHA256SUMS", [row for row in rows if b"witnesses" not in row])
    assert verdict(files) == "sum_missing"


def test_keys_are_multiplied_alike(monkeypatch):
    """The comb of a key that comes back gives what doubling gives."""
    for factor in (0, 1, 15, 16, 2**252 - 3, verify.ORDER - 1):
        fast = verify._times_often(factor, verify.BASE)
        slow = verify._times(factor, verify.BASE)
        for i in (0, 1):
            assert (fast[i] * slow[2] - slow[i] * fast[2]) % verify.P == 0
