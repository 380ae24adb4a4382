"""Each option against each other one. Pure; indices, not option numbers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations

from governance.voting.rules.rankings import Profile

Matrix = tuple[tuple[int, ...], ...]  # row over column, in ballots


def compared(options: Sequence[int], papers: Profile) -> Matrix:
    """How many ballots put each option above each other one.

    Options are bits: an option beats all but those ranked before it, or with it. Many
    ballots share such a (option, not beaten) pair, so pairs are gathered first.
    """
    bits = {number: 1 << i for i, number in enumerate(options)}
    gathered: Counter[tuple[int, int]] = Counter()
    for ranking, weight in papers.items():
        above = 0
        for rank in ranking:
            group = rank if isinstance(rank, tuple) else (rank,)
            for number in group:
                above |= bits[number]
            for number in group:
                gathered[number, above] += weight
    return _spread(options, gathered)


def _spread(options: Sequence[int], gathered: Counter[tuple[int, int]]) -> Matrix:
    at = {number: i for i, number in enumerate(options)}
    rows = [[0] * len(options) for _ in options]
    for (number, above), weight in gathered.items():
        row = rows[at[number]]
        for i in range(len(options)):
            if not above >> i & 1:
                row[i] += weight
    return tuple(map(tuple, rows))


def strongest_paths(matrix: Matrix) -> Matrix:
    """The strength of the strongest path from each option to each other (Floyd and
    Warshall, widest paths); a link that does not win has none."""
    size = range(len(matrix))
    best = [
        [matrix[i][j] if matrix[i][j] > matrix[j][i] else 0 for j in size] for i in size
    ]
    for via in size:
        onward = best[via]
        for start in size:
            if start == via or not (reach := best[start][via]):
                continue
            row = best[start]
            for end in size:
                if end != start and (path := min(reach, onward[end])) > row[end]:
                    row[end] = path
    return tuple(map(tuple, best))


def groups(strengths: Matrix) -> tuple[tuple[int, ...], ...]:
    """First those nobody beats by paths, then those nobody left beats, and so on."""
    left, found = list(range(len(strengths))), []
    while left:
        top = tuple(
            i for i in left if all(strengths[i][j] >= strengths[j][i] for j in left)
        )
        found.append(top)
        left = [i for i in left if i not in top]
    return tuple(found)


def beats_all(matrix: Matrix) -> int | None:
    size = range(len(matrix))
    wins = (i for i in size if all(matrix[i][j] > matrix[j][i] for j in size if j != i))
    return next(wins, None)


def smith(matrix: Matrix) -> set[int]:
    """The smallest set of options that each beat every option outside it."""
    size = range(len(matrix))
    beaten_by = [sum(matrix[i][j] > matrix[j][i] for i in size) for j in size]
    inside = {i for i in size if beaten_by[i] == min(beaten_by)}
    while True:
        more = {
            j for j in size if j not in inside
            if any(matrix[i][j] <= matrix[j][i] for i in inside)
        }  # fmt: skip
        if not more:
            return inside
        inside |= more


def level(matrix: Matrix) -> Iterator[tuple[int, int]]:
    for i, j in permutations(range(len(matrix)), 2):
        if i < j and matrix[i][j] == matrix[j][i] > 0:
            yield i, j
