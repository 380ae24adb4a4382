"""Small elections under each rule: one that is always the same, and any at random."""

from fractions import Fraction

from hypothesis import strategies as st

from governance.voting.rules import RULES, Comparison, Place, Utility
from governance.voting.rules.bands import Bands
from tests.verification.inventing import HERE, question

A, B, C, D = 31, 7, 18, 4
ONE = (A,)
BUDGETS = ("mes", "mes-plain", "greedy")
BY_PLACE = ("double-majority", "delegates")
LAC, ORMES = (place.name for place in HERE)


def _orders(text):
    """``"3 AB, 1 C"`` as lists of numbers."""
    named, found = {"A": A, "B": B, "C": C, "D": D}, []
    for part in text.split(", "):
        many, _, letters = part.partition(" ")
        found += [[named[letter] for letter in letters]] * int(many)
    return found


def _ranked(text):
    return [{"ranking": order} for order in _orders(text)]


def _chosen(text):
    return [{"chosen": sorted(order)} for order in _orders(text)]


def _answered(text, place=None):
    said = {"y": "yes", "n": "no", "a": "abstain"}
    from_there = {"place": place} if place else {}
    return [{"answer": said[letter], **from_there} for letter in text]


_PLACED = [*_answered("yyynnay", LAC), *_answered("nnyyya", ORMES)]
_BUDGET = {"costs": (20, 12, 9, 30), "budget": 44, "max_choices": 3}
_WANTED = _chosen("4 AB, 2 BC, 2 D, 3 CD, 1 ABC, 1 C, 1 ")

# A question of each rule and ballots that make it do all it can, with a lot where it
# can need one.
FIXED = {
    "majority": (question(options=ONE), _answered("yyyynna")),
    "approval": (question(max_choices=2), _chosen("3 AB, 3 C, 2 D, 1 ")),
    "points": (
        question(max_points=3, total_points=5, seats=2),
        [{"points": [[A, 3], [B, 2]]}] * 2 + [{"points": [[B, 2], [C, 3]]}] * 2,
    ),
    "irv": (question(max_choices=4), _ranked("4 AD, 3 BA, 2 CB, 2 DC, 1 ")),
    "stv": (
        question(max_choices=3, seats=2),
        _ranked("4 AB, 4 AD, 1 A, 3 B, 3 D, 1 CA, 1 "),
    ),
    "schulze": (
        question(max_choices=4, seats=2),
        [*_ranked("2 ABC, 2 BCA, 2 CAB, 1 "), {"ranking": [[A, B, C], D]}],
    ),
    "mes": (question(**_BUDGET), _WANTED),
    "mes-plain": (question(**_BUDGET, utility=Utility.COUNT), _WANTED),
    "greedy": (question(**_BUDGET), _WANTED),
    "double-majority": (
        question(options=ONE, places=HERE, threshold=Fraction(1, 2)), _PLACED,
    ),
    "delegates": (
        question(options=ONE, places=HERE, bands=Bands(((0, 1), (51, 2), (101, 3)))),
        _PLACED,
    ),
}  # fmt: skip


NUMBERS = st.lists(st.integers(1, 60), min_size=2, max_size=6, unique=True)
QUORUMS = st.sampled_from(["0", "1/20", "1/5"]).map(Fraction)
FEW = {"max_size": 14}


@st.composite
def elections(draw, rule):
    """A question of a rule and ballots; ties are frequent."""
    if rule in ("majority", *BY_PLACE):
        return draw(_yes_or_no(rule))
    options = tuple(draw(NUMBERS))
    facts = {
        "options": options,
        "quorum": draw(QUORUMS),
        "max_choices": draw(st.integers(1, len(options))),
        "seats": 1 if rule == "irv" else draw(st.integers(1, len(options) - 1)),
    }
    if rule in BUDGETS:
        facts |= draw(_budget(options))
    if rule == "points" or facts.get("utility") is Utility.POINTS:
        facts |= {"max_points": 4, "total_points": draw(st.sampled_from([0, 6]))}
        return question(**facts), draw(_pointed(options, facts["total_points"] or 99))
    some = _some(options, facts["max_choices"])
    if rule == "approval" or rule in BUDGETS:
        return question(**facts), draw(st.lists(some.map(_as("chosen")), **FEW))
    if rule == "schulze":
        some = some.flatmap(_with_equals)
    return question(**facts), draw(st.lists(some.map(_as("ranking")), **FEW))


def _as(name):
    return lambda value: {name: value}


def _some(options, most):
    drawn = st.tuples(st.permutations(options), st.integers(0, most))
    return drawn.map(lambda both: list(both[0][: both[1]]))


def _with_equals(order):
    """Two neighbours of a ranking put side by side, or not."""
    places = st.integers(0, len(order))
    return places.map(
        lambda at: (
            [*order[:at], order[at : at + 2], *order[at + 2 :]]
            if at + 2 <= len(order)
            else order
        )
    )


@st.composite
def _pointed(draw, options, most):
    ballots = []
    for order in draw(st.lists(_some(options, len(options)), **FEW)):
        left, given = most, []
        for number in order:
            points = draw(st.integers(0, min(4, left)))
            left -= points
            given.append([number, points])
        ballots.append({"points": given})
    return ballots


@st.composite
def _budget(draw, options):
    prices = st.sampled_from([3, 5, 8, 8, 13, 21, 60])
    costs = tuple(draw(prices) for _ in options)
    return {
        "costs": costs,
        "budget": max(min(costs), draw(st.integers(5, 50))),
        "utility": draw(st.sampled_from(Utility)),
        "raises": draw(st.sampled_from([0, 2, 20])),
    }


@st.composite
def _yes_or_no(draw, rule):
    threshold, comparison = draw(st.sampled_from([
        (Fraction(1, 2), Comparison.MORE_THAN), (Fraction(2, 3), Comparison.AT_LEAST),
        (Fraction(1), Comparison.AT_LEAST), (Fraction(3, 5), Comparison.MORE_THAN),
    ]))  # fmt: skip
    facts = {
        "options": ONE, "quorum": draw(QUORUMS), "threshold": threshold,
        "comparison": comparison, "quorum_counts_abstentions": draw(st.booleans()),
    }  # fmt: skip
    answers = st.lists(st.sampled_from("yyna"), max_size=20)
    if rule == "majority":
        return question(**facts), _answered(draw(answers))
    sizes = draw(st.lists(st.integers(0, 150), min_size=1, max_size=4))
    places = tuple(Place(f"place-{n}", size) for n, size in enumerate(sizes))
    if rule == "delegates":
        facts["bands"] = Bands(((10, 1), (51, 2), (101, 5)))
    from_each = [_answered(draw(answers), place.name) for place in places]
    return question(places=places, **facts), [b for part in from_each for b in part]


EVERY = tuple(RULES)
