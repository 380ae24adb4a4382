"""Ranked ballots to draw from, and questions to put."""

from fractions import Fraction

from hypothesis import strategies as st

from governance.voting.rules import Lot, Question

NUMBERS = (31, 7, 18, 4, 56)
LOT = Lot(root="ab" * 32, round="12")

papers = st.lists(
    st.tuples(st.permutations(NUMBERS), st.integers(0, 5)).map(
        lambda drawn: drawn[0][: drawn[1]]
    ),
    max_size=25,
)


def asked(**facts):
    given = {
        "options": NUMBERS, "roll_size": 100, "quorum": Fraction(0),
        "max_choices": len(NUMBERS), "draw": LOT,
    }  # fmt: skip
    return Question(**given | facts)


def cast(rankings):
    return [{"ranking": list(ranking)} for ranking in rankings]


def letters(text):
    """``"10 A>B>C, 3 C"`` as ballots; A is option 1."""
    ballots = []
    for part in text.split(","):
        many, order = part.split()
        ranking = ["_ABCDEF".index(letter) for letter in order.split(">")]
        ballots += [{"ranking": ranking}] * int(many)
    return ballots
