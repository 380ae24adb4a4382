"""The steps of development, as GitHub's news or a coordinator tell them."""

from dataclasses import dataclass

from governance.proposals.lifecycle import DELIVERED, Status

S = Status


@dataclass(frozen=True)
class Step:
    """``moves`` are the stages from which the step goes ``to`` its own; at those that
    are ``quiet`` it has nothing left to do: news comes twice, late and out of order.
    From any other stage it is refused."""

    to: str
    verb: str
    moves: frozenset[str]
    quiet: frozenset[str]


STEPS: dict[str, Step] = {
    "started": Step(
        to=S.IN_DEVELOPMENT,
        verb="need.started",
        moves=frozenset({S.MANDATED}),
        quiet=frozenset({S.IN_DEVELOPMENT, S.IN_TEST}) | DELIVERED,
    ),
    "built": Step(
        to=S.IN_TEST,
        verb="need.built",
        moves=frozenset({S.MANDATED, S.IN_DEVELOPMENT}),
        quiet=frozenset({S.IN_TEST}) | DELIVERED,
    ),
    "reopened": Step(
        to=S.IN_DEVELOPMENT,
        verb="need.reopened",
        moves=frozenset({S.IN_TEST}) | DELIVERED,
        quiet=frozenset({S.IN_DEVELOPMENT, S.MANDATED}),
    ),
    # Nobody works on it any more; never a way to a mandate without a board.
    "put_back": Step(
        to=S.MANDATED,
        verb="need.put_back",
        moves=frozenset({S.IN_DEVELOPMENT}),
        quiet=frozenset({S.MANDATED}),
    ),
}
