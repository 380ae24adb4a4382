"""The Merkle tree of RFC 6962: one hash stands for a list, in its order. Pure.

A list can only grow without changing what was there: ``consistency`` proves that a
tree continues an earlier one, ``inclusion`` that a line is in it.
"""

import hashlib
from collections.abc import Iterable, Sequence

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(line: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """A tree that grows at its end and keeps only the tops of its full subtrees.

    ``tops`` go from the largest subtree to the smallest: as many as ``size`` has ones
    in binary. Adding a line and reading the root take a number of hashes that grows
    with the logarithm of the size.
    """

    def __init__(self, size: int = 0, tops: Iterable[bytes] = ()) -> None:
        self.size, self.tops = size, list(tops)
        if len(self.tops) != size.bit_count():
            raise ValueError("as many tops as the size has ones in binary")

    def add(self, line: bytes) -> None:
        top = leaf_hash(line)
        full = self.size
        while full & 1:
            top = node_hash(self.tops.pop(), top)
            full >>= 1
        self.tops.append(top)
        self.size += 1

    def root(self) -> bytes:
        if not self.tops:
            return EMPTY
        top = self.tops[-1]
        for left in reversed(self.tops[:-1]):
            top = node_hash(left, top)
        return top


def root(lines: Iterable[bytes]) -> bytes:
    tree = Frontier()
    for line in lines:
        tree.add(line)
    return tree.root()


def inclusion(lines: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from the line at ``index`` to the root, the lowest first."""
    if not 0 <= index < len(lines):
        raise IndexError(index)
    if len(lines) == 1:
        return []
    half = _split(len(lines))
    if index < half:
        return [*inclusion(lines[:half], index), root(lines[half:])]
    return [*inclusion(lines[half:], index - half), root(lines[:half])]


def is_included(
    line: bytes, index: int, size: int, proof: Sequence[bytes], top: bytes
) -> bool:
    """Whether ``proof`` leads from ``line`` at ``index`` to the root ``top``."""
    if not 0 <= index < size:
        return False
    here, last, found = index, size - 1, leaf_hash(line)
    for beside in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            found = node_hash(beside, found)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            found = node_hash(found, beside)
        here, last = here >> 1, last >> 1
    return last == 0 and found == top


def consistency(lines: Sequence[bytes], earlier: int) -> list[bytes]:
    """The hashes that prove that the tree over ``lines`` continues the tree over its
    first ``earlier`` lines."""
    if not 0 < earlier <= len(lines):
        raise IndexError(earlier)
    return _consistency(lines, earlier, whole=True)


def _consistency(lines: Sequence[bytes], earlier: int, *, whole: bool) -> list[bytes]:
    if earlier == len(lines):
        return [] if whole else [root(lines)]
    half = _split(len(lines))
    if earlier <= half:
        left = _consistency(lines[:half], earlier, whole=whole)
        return [*left, root(lines[half:])]
    right = _consistency(lines[half:], earlier - half, whole=False)
    return [*right, root(lines[:half])]


def is_consistent(
    earlier: int, earlier_top: bytes, size: int, top: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the tree of ``size`` continues the tree of ``earlier`` (RFC 9162,
    2.1.4.2); an empty tree is continued by any."""
    if earlier == 0:
        return not proof and earlier_top == EMPTY
    if earlier >= size:
        return earlier == size and not proof and earlier_top == top
    path = list(proof)
    if earlier & (earlier - 1) == 0:
        path.insert(0, earlier_top)
    if not path:
        return False
    here, last = earlier - 1, size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    before = after = path[0]
    for beside in path[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            before, after = node_hash(beside, before), node_hash(beside, after)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            after = node_hash(after, beside)
        here, last = here >> 1, last >> 1
    return last == 0 and before == earlier_top and after == top


def _split(size: int) -> int:
    """The largest power of two that is smaller than ``size``."""
    return 1 << (size - 1).bit_length() - 1
