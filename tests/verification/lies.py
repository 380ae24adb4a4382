"""Forged figures that only a recount finds: the forger made everything else fit.

By rule: what is forged, and the name under which the sentence tells it.
"""

from tests.verification.elections import ORMES, A, B, C, D

LOT = "ties_broken, 1, picked"


def put(*path, to):
    """Set a figure, found by keys and positions."""

    def forge(figures):
        *way, last = path
        for step in way:
            figures = figures[step]
        assert figures[last] != to, "nothing is forged"
        figures[last] = to

    return forge


def swap(*path):
    """Let the first two of a list change places."""

    def forge(figures):
        for step in path:
            figures = figures[step]
        figures[0], figures[1] = figures[1], figures[0]

    return forge


FIGURES = {
    "majority": {
        "a vote is moved": (put("yes", to=5), "yes"),
        "the share is rounded": (put("share", to="0.67"), "share"),
        "the threshold is said to be missed": (
            put("threshold_met", to=False), "threshold_met",
        ),
        "a tie is denied": (put("tie", to=True), "tie"),
        "the quorum is said to be missed": (put("quorum_met", to=False), "quorum_met"),
        "the quorum is another one": (put("quorum_voters", to=9), "quorum_voters"),
        "the turnout is flattered": (put("turnout", to="40/80"), "turnout"),
    },
    "approval": {
        "approvals are added": (
            put("approvals", 2, "approvals", to=9), f"approvals, number {C}, approvals",
        ),
        "blank ballots are hidden": (put("blank", to=0), "blank"),
        "the order is turned": (swap("order"), "order, 1, 1"),
    },
    "points": {
        "points are added": (
            put("points", 0, "points", to=9), f"points, number {A}, points",
        ),
        "givers are added": (
            put("givers", 3, "people", to=1), f"givers, number {D}, people",
        ),
        "a tie is hidden": (put("groups", 1, to=[C]), "groups, 2, 1"),
        "the lot is forged": (put("elected", to=[B, A]), "elected, 2"),
        "who the lot left is hidden": (put("winners", to=[B, C]), "winners, 2"),
    },
    "irv": {
        "a transfer is forged": (
            put("rounds", 1, "transfers", 1, "votes", to=3),
            f"rounds, 2, transfers, number {C}, votes",
        ),
        "a total is forged": (
            put("rounds", 0, "totals", 3, "votes", to=3),
            f"rounds, 1, totals, number {D}, votes",
        ),
        "another one leaves": (put("rounds", 0, "excluded", to=C), "rounds, 1, excluded"),
        "exhausted ballots are added": (
            put("rounds", 2, "exhausted", to=1), "rounds, 3, exhausted",
        ),
        "the lot is forged": (put("ties_broken", 0, "picked", to=C), LOT),
        "the root of the lot is forged": (put("lot", "root", to="0" * 64), "lot, root"),
        "a tie is hidden": (put("ties_broken", to=[]), "ties_broken, 1"),
        "another lot is said to change nothing": (put("winners", to=[A]), "winners, 2"),
        "not every lot is said to be tried": (
            put("every_lot_tried", to=False), "every_lot_tried",
        ),
        "another one is elected": (put("elected", to=[B]), "elected, 1"),
    },
    "stv": {
        "a transfer is forged": (
            put("rounds", 1, "transfers", 0, "votes", to="1.33333"),
            f"rounds, 2, transfers, number {B}, votes",
        ),
        "what is lost by cutting is hidden": (
            put("rounds", 1, "lost", to="0.00000"), "rounds, 2, lost",
        ),
        "the quota is lowered": (put("quota", to=5), "quota"),
        "another one is elected": (put("elected", to=[A, B]), "elected, 2"),
        "elected at another stage": (
            put("rounds", 2, "elected", to=[D]), "rounds, 3, elected, 1",
        ),
        "the lot is forged": (put("ties_broken", 0, "picked", to=D), LOT),
        "a stage is left out": (
            lambda figures: figures["rounds"].pop(), "rounds, 4",
        ),
    },
    "schulze": {
        "a duel is forged": (put("matrix", 0, 1, to=1), "matrix, 1, 2"),
        "a path is made stronger": (put("strengths", 1, 0, to=5), "strengths, 2, 1"),
        "a champion is invented": (put("condorcet_winner", to=A), "condorcet_winner"),
        "the lot is forged": (put("elected", to=[A, B]), "elected, 1"),
        "the smith set is made smaller": (put("smith_set", to=[A, B]), "smith_set, 3"),
    },
    "mes": {
        "a step is forged": (
            put("rounds", 1, "share", to="3/2"), f"rounds, number {B}, share",
        ),
        "payers are added": (
            put("rounds", 2, "payers", to=5), f"rounds, number {A}, payers",
        ),
        "steps change places": (swap("rounds"), "rounds, 1, number"),
        "a need is slipped in": (
            lambda figures: figures["elected"].append(D), "elected, 4",
        ),
        "what was spent is lowered": (put("spent", to=40), "spent"),
        "the budget is raised": (put("budget", to=50), "budget"),
        "a raise is left out": (put("raised", to=22), "raised"),
        "the purse is rounded": (put("endowment", to="7"), "endowment"),
        "the greedy outcome beside is forged": (
            put("beside", "greedy", to=[B, C, A]), "beside, greedy, 1",
        ),
        "the lot is forged": (put("ties_broken", 0, "picked", to=B), LOT),
    },
    "mes-plain": {
        "a need nobody could pay is bought": (
            put("winners", to=[C, B, A]), "winners, 3",
        ),
        "votes are added": (put("votes", 3, "votes", to=9), f"votes, number {D}, votes"),
    },
    "greedy": {
        "what does not fit is bought": (put("elected", to=[C, B, D]), "elected, 3"),
        "the lot is forged": (put("ties_broken", 0, "picked", to=D), LOT),
    },
    "double-majority": {
        "a co-op is made to say yes": (
            put("places", 1, "no", to=0), f"places, place {ORMES}, no",
        ),
        "a co-op is left out": (put("places_total", to=1), "places_total"),
        "the co-ops are said to refuse": (
            put("places_majority", to=False), "places_majority",
        ),
        "the members are said to refuse": (
            put("members_majority", to=False), "members_majority",
        ),
    },
    "delegates": {
        "a co-op is given votes": (
            put("places", 1, "votes", to=4), f"places, place {ORMES}, votes",
        ),
        "carried votes are rounded": (put("yes", to="2"), "yes"),
        "an absent co-op is called present": (
            put("places_present", to=3), "places_present",
        ),
    },
}  # fmt: skip
