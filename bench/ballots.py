"""Made-up ballots for the counting rules."""

from collections.abc import Callable
from fractions import Fraction
from random import Random

from governance.voting.rules import RULES, Question

QUORUM = Fraction(1, 20)


def majority(luck: Random, size: int) -> Callable[[], object]:
    question = Question(options=(1,), roll_size=size * 2, quorum=QUORUM)
    cast = [{"answer": luck.choice(("yes", "no", "abstain"))} for _ in range(size)]
    return lambda: RULES["majority"].count(question, cast)


def approval(luck: Random, size: int) -> Callable[[], object]:
    options = tuple(range(1, 11))
    question = Question(
        options=options, roll_size=size * 2, quorum=QUORUM, max_choices=3
    )
    cast = [{"chosen": luck.sample(options, luck.randint(0, 3))} for _ in range(size)]
    return lambda: RULES["approval"].count(question, cast)
