"""The steps of development, as GitHub's news or a coordinator tell them."""

from dataclasses import dataclass

from governance.proposals.lifecycle import DELIVERED, Status

S = Status


@dataclass(frozen=True)
class Step:
    """``quiet`` are the stages at which the step has nothing left to do: news comes
    twice, late and out of order, and repeating it must be harmless."""

    to: str
    verb: str
    quiet: frozenset[str]


STEPS: dict[str, Step] = {
    "started": Step(
        S.IN_DEVELOPMENT,
        "need.started",
        frozenset({S.IN_DEVELOPMENT, S.IN_TEST}) | DELIVERED,
    ),
    "built": Step(S.IN_TEST, "need.built", frozenset({S.IN_TEST}) | DELIVERED),
    "reopened": Step(
        S.IN_DEVELOPMENT, "need.reopened", frozenset({S.IN_DEVELOPMENT, S.MANDATED})
    ),
    "put_back": Step(S.MANDATED, "need.put_back", frozenset({S.MANDATED})),
}
