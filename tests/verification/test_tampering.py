"""Every way we thought of to lie with a bundle, and the sentence that names it.

The list of hashes is always made anew, so that only the contents can give a lie away.
"""

import hashlib

import pytest

from governance.voting.bundle import verify
from tests.verification.conftest import verdict
from tests.verification.forging import at, edit, put, rows, vote_invented
from tests.verification.kinds import KINDS, ZEROS


def summed(files):
    files["SHA256SUMS"] = b"".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode()
        for name, content in sorted(files.items())
        if name != "SHA256SUMS"
    )


@pytest.fixture
def files(published):
    return dict(published["approval"].files)


def test_untouched_it_agrees(files):
    assert verdict(files) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_tampering_is_named(files, kind):
    forge, sentence = KINDS[kind]
    before = dict(files)
    forge(files)
    assert files != before, "nothing was tampered with"
    if "SHA256SUMS" in files:
        summed(files)
    assert verdict(files) == sentence


@pytest.mark.parametrize("name", ["verify.py", "README.md", "keys.txt", "roll.jsonl"])
def test_a_hash_that_is_not_that_of_the_file(files, name):
    digest = hashlib.sha256(files[name]).hexdigest()
    files["SHA256SUMS"] = files["SHA256SUMS"].replace(digest.encode(), ZEROS)
    assert verdict(files) == "sum"


def test_a_list_of_hashes_that_forgets_a_file(files):
    kept = [r for r in rows(files, "SHA256SUMS") if b"roll.jsonl" not in r]
    put(files, "SHA256SUMS", kept)
    assert verdict(files) == "sum_missing"


def test_a_whole_new_history_needs_a_kept_checkpoint_to_be_seen(files, published):
    """Whoever holds the server can invent a vote from its first line. What was kept
    elsewhere gives them away; so does the seal of the rule sheet, shown at opening."""
    vote_invented(files)
    summed(files)
    assert verdict(files) == ""
    kept = ("kept.txt", published["approval"].kept)
    assert verdict(files, since=kept) == "signature"


@pytest.mark.parametrize(
    ("story", "sentence"), [("another", "note_root"), ("longer", "note_beyond")]
)
def test_a_server_that_told_two_stories_is_found_out(files, published, story, sentence):
    """Signed by its own key: the kept checkpoint is the proof."""
    kept = published["approval"].astray[story]
    assert verdict(files, since=("kept.txt", kept)) == sentence


def test_a_checkpoint_of_another_vote_is_not_continued(files, published):
    other = published["majority"].kept
    assert verdict(files, since=("kept.txt", other)) == "origin"


@pytest.mark.parametrize("name", ["roll.jsonl", "ledger.jsonl", "ballots.jsonl"])
def test_the_line_that_is_named_is_the_first_broken_one(files, name):
    edit(name, at(6, b"[0-9a-f]{8}", b"xxxxxxxx"))(files)
    with pytest.raises(verify.Broken) as broken:
        verify.check(files)
    assert broken.value.said("en").startswith(f"Line 7 of {name}") or (
        name == "ledger.jsonl" and broken.value.key == "order"
    )


def test_any_byte_changed_anywhere_is_noticed(files):
    """One flipped bit in each of many places of each file."""
    for name in sorted(files):
        size = len(files[name])
        for place in range(0, size, max(1, size // 40)):
            bent = dict(files)
            data = bytearray(bent[name])
            data[place] ^= 1
            bent[name] = bytes(data)
            assert verdict(bent), (name, place)
