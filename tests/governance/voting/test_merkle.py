"""The tree of RFC 6962, against its published vectors and for every size to 64."""

import pytest

from governance.voting import merkle
from governance.voting.merkle import Frontier

# From the reference implementation of Certificate Transparency.
LINES = [
    bytes.fromhex(line)
    for line in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
MOST = 64
MANY = [f"line {n}".encode() for n in range(MOST)]
TOPS = [merkle.root(MANY[:n]) for n in range(MOST + 1)]


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_the_published_roots(size):
    assert merkle.root(LINES[:size]).hex() == ROOTS[size]


def test_the_published_proofs():
    proof = [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]
    assert [h.hex() for h in merkle.inclusion(LINES, 0)] == proof
    proof = [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    assert [h.hex() for h in merkle.consistency(LINES, 6)] == proof


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_every_line_is_in_the_tree_at_its_place_and_nowhere_else(size):
    for index in range(size):
        proof = merkle.inclusion(MANY[:size], index)
        line, top = MANY[index], TOPS[size]
        assert merkle.is_included(line, index, size, proof, top)
        assert not merkle.is_included(line, index + 1, size, proof, top)
        assert not merkle.is_included(b"another", index, size, proof, top)
        assert not merkle.is_included(line, index, size, [*proof, top], top)
        assert not merkle.is_included(line, index, size, proof, TOPS[size - 1])
        if proof:
            assert not merkle.is_included(line, index, size, proof[:-1], top)


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_every_tree_continues_each_of_its_prefixes(size):
    for earlier in range(1, size + 1):
        proof = merkle.consistency(MANY[:size], earlier)
        before, after = TOPS[earlier], TOPS[size]
        assert merkle.is_consistent(earlier, before, size, after, proof)
        assert not merkle.is_consistent(earlier, after, size, before, proof) or (
            earlier == size
        )
        assert not merkle.is_consistent(earlier, TOPS[earlier - 1], size, after, proof)
        assert not merkle.is_consistent(earlier, before, size, after, [*proof, before])
        if proof:
            cut, bent = proof[:-1], [bytes(32), *proof[1:]]
            assert not merkle.is_consistent(earlier, before, size, after, cut)
            assert not merkle.is_consistent(earlier, before, size, after, bent)


def test_a_tree_is_taken_up_again_where_it_was_left():
    tree = Frontier()
    for size, line in enumerate(MANY):
        tree = Frontier(tree.size, tree.tops)
        assert tree.root() == TOPS[size]
        tree.add(line)
    with pytest.raises(ValueError, match="tops"):
        Frontier(3, [bytes(32)])


def test_nothing_is_proved_of_what_is_not_there():
    with pytest.raises(IndexError):
        merkle.inclusion(MANY[:4], 4)
    with pytest.raises(IndexError):
        merkle.consistency(MANY[:4], 5)
    assert merkle.is_consistent(0, merkle.EMPTY, 5, TOPS[5], [])
    assert not merkle.is_consistent(6, TOPS[6], 5, TOPS[5], [])
