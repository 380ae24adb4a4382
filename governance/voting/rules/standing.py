"""Who stands lowest or highest, told apart by earlier stages before any lot. Pure."""

from collections.abc import Iterable, Sequence

from governance.voting.rules.counted import Tie
from governance.voting.rules.lot import Draw

History = Sequence[dict[int, int]]  # totals by option, stage after stage


def record(option: int, history: History) -> tuple[int, ...]:
    """The totals of an option, the latest stage first: compared in this order, the last
    stage at which two differ decides."""
    return tuple(totals.get(option, 0) for totals in reversed(history))


def extreme(
    options: Iterable[int],
    history: History,
    draw: Draw,
    *,
    why: str,
    last: bool,
    enough: int = 1,
) -> tuple[int, Tie | None]:
    """The lowest (``last``) or the highest option, and the tie if there was one.

    When ``enough`` options have votes, those without any leave in whatever order: no
    paper moves, nobody else is elected for it, so no other lot need be followed.
    """
    options = tuple(options)
    records = {option: record(option, history) for option in options}
    choose = min if last else max
    latest = choose(r[0] for r in records.values())
    level = tuple(o for o, r in records.items() if r[0] == latest)
    if len(level) == 1:
        return level[0], None
    furthest = choose(records[o] for o in level)
    left = [o for o in level if records[o] == furthest]
    if len(left) == 1:
        others = [records[o] for o in level if o != left[0]]
        by = len(history) - max(_depth(furthest, other) for other in others)
        return left[0], Tie(len(history), level, why, left[0], by=by)
    if latest == 0 and sum(1 for r in records.values() if r[0]) >= enough:
        picked = draw.order(left)[-1 if last else 0]
        return picked, Tie(len(history), level, why, picked)
    everyone = frozenset((o, record(o, history)) for o in history[-1])
    state = (why, frozenset(options), everyone)
    picked = draw.pick(left, state, last=last)
    return picked, Tie(len(history), level, why, picked)


def _depth(one: Sequence[int], other: Sequence[int]) -> int:
    """How many stages back the two last differed."""
    return next(i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)


def in_order(options: Iterable[int], history: History, draw: Draw) -> list[int]:
    """From the highest to the lowest; what no stage tells apart, in the lot's order."""
    drawn = draw.order(options)
    return sorted(drawn, key=lambda o: record(o, history), reverse=True)
