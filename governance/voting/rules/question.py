"""What a counting rule is asked, and the ways it can say no. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from governance.voting.rules.bands import ONE_EACH, Bands
from governance.voting.rules.lot import UNSEALED, Draw

# What a ballot says, in the form its rule gives it: JSON values only.
Choices = Mapping[str, Any]

_SHARE = re.compile(r"0|1|[0-9]{1,5}/[0-9]{1,5}")


class Comparison(StrEnum):
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"


class Outcome(StrEnum):
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    RANKED = "ranked"
    NO_QUORUM = "no_quorum"


class Fault(StrEnum):
    """Why a ballot cannot be read, or a question cannot be put."""

    WRONG_SHAPE = "wrong_shape"
    UNKNOWN_ANSWER = "unknown_answer"
    UNKNOWN_OPTION = "unknown_option"
    REPEATED = "repeated"
    TOO_MANY = "too_many"
    NOT_ONE_OPTION = "not_one_option"
    TOO_FEW_OPTIONS = "too_few_options"
    BAD_LIMIT = "bad_limit"
    BAD_QUORUM = "bad_quorum"
    BAD_THRESHOLD = "bad_threshold"
    BAD_SEATS = "bad_seats"
    BAD_POINTS = "bad_points"
    BAD_BUDGET = "bad_budget"
    NO_PLACES = "no_places"


class Utility(StrEnum):
    """What a person gains, in Equal Shares, when a need she chose is built."""

    COST = "cost"  # its cost: the usual choice of cities
    COUNT = "count"  # one, whatever it costs: favours small needs
    POINTS = "points"  # the points she gave it


@dataclass(frozen=True)
class Place:
    """A co-operative on the roll; ``size`` is what its band is read from."""

    name: str
    size: int = 0


class UnreadableBallot(Exception):
    """The choices are not a ballot under this rule."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class UnfitQuestion(Exception):
    """The rule cannot decide this question."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Question:
    """Everything a rule may look at besides the ballots; each rule takes what it needs.

    ``options`` are the numbers of the needs, in the order of the ballot paper;
    ``costs`` follow them, in the unit of ``budget`` (developer-days, or money).
    ``quorum`` is a share of the roll, ``threshold`` a share of the yes and no votes.
    ``max_choices`` bounds approvals and ranks, ``max_points`` the points for one option,
    ``total_points`` those of a whole ballot (0: no bound). ``raises`` is how many steps
    of Equal Shares add up to one more budget (0: a step is one unit for each person).
    ``smallest_place``: in a secret vote by co-op, how many must have voted in one for
    its total to be told apart (0: no bound).
    """

    options: tuple[int, ...]
    roll_size: int
    quorum: Fraction
    threshold: Fraction = Fraction(1, 2)
    comparison: Comparison = Comparison.MORE_THAN
    max_choices: int = 1
    quorum_counts_abstentions: bool = True
    seats: int = 1
    max_points: int = 5
    total_points: int = 0
    costs: tuple[int, ...] = ()
    budget: int = 0
    utility: Utility = Utility.COST
    raises: int = 20
    places: tuple[Place, ...] = ()
    smallest_place: int = 0
    bands: Bands = ONE_EACH
    draw: Draw = UNSEALED


def share(text: str) -> Fraction:
    """The fraction a text like ``2/3`` names, between 0 and 1; else ``ValueError``.

    Decimals are refused: 0.07 × 100 is not 7 in binary, and a by-law says “two thirds”.
    """
    if not _SHARE.fullmatch(text):
        raise ValueError(text)
    top, _, bottom = text.partition("/")
    if int(bottom or 1) == 0 or int(top) > int(bottom or 1):
        raise ValueError(text)
    return Fraction(int(top), int(bottom or 1))
