"""A member reads their own ballot and their own line in words."""

import hashlib

import pytest

from governance.voting.bundle import verify
from tests.verification.elections import FIXED, A, B, C
from tests.verification.inventing import ROUND, bundled, read, sheet_of

SHEET = {
    "options": [
        {"number": A, "title": {"fr": "Lire", "en": "Read"}},
        {"number": B, "title": {"fr": "Écrire", "en": "Write"}},
        {"number": C},
    ]
}


@pytest.mark.parametrize(
    ("choices", "french", "english"),
    [
        ({"answer": "no"}, "non", "no"),
        ({"answer": "yes", "place": "x"}, "oui (de x)", "yes (from x)"),
        ({"chosen": [B, A]}, "« Écrire », « Lire »", "“Write”, “Read”"),
        ({"chosen": []}, "bulletin blanc", "blank ballot"),
        ({"points": [[A, 3]]}, "« Lire » : 3", "“Read”: 3"),
        ({"ranking": [B, [A, C]]}, f"1. « Écrire », 2. « Lire » = « {C} »",
         f"1. “Write”, 2. “Read” = “{C}”"),
    ],
)  # fmt: skip
def test_a_ballot_in_words(choices, french, english):
    told = verify.in_words(SHEET, choices, "fr").replace("\u00a0", " ")
    assert (told, verify.in_words(SHEET, choices, "en")) == (french, english)


@pytest.mark.parametrize(
    ("mark", "did"),
    [
        (b'"place":"lac-tamarac","voted":true', "online"),
        (b'"paper":true,"place":"lac-tamarac","voted":false', "paper"),
        (b'"place":"lac-tamarac","voted":false', "silent"),
    ],
)
def test_ones_own_line_says_what_one_did(mark, did):
    question, choices = FIXED["majority"]
    sheet = sheet_of("majority", question)
    files = bundled(sheet, read(sheet, choices))
    salt = "ab" * 16
    parts = (b"roll/1", str(ROUND).encode(), b"me", bytes.fromhex(salt))
    leaf = hashlib.sha256(b"\0".join(parts)).hexdigest().encode()
    files["roll.jsonl"] = b'{"leaf":"%b",%b}\n' % (leaf, mark)
    key, facts = verify.own_line(dict(files), "ME", salt)
    assert (key, facts) == (f"own_line_{did}", {"line": 1})
