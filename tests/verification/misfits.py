"""Rule sheets that contradict themselves, and ballots that their rule cannot take.

By rule: what is done, and the key of the sentence that names it. The sheet was sealed
and the ballots were committed to like this from the first line on.
"""

import json

from tests.verification.elections import A, B, C, D


def term(**changes):
    """Another rule sheet from the first line on."""

    def lie(sheet, choices):
        for name, value in changes.items():
            assert sheet["rule"][name] != value, "nothing is changed"
        sheet["rule"] |= changes

    return lie


def ballot(**choices):
    """A ballot that the portal took, and should not have."""

    def lie(sheet, cast):
        cast[1] = json.loads(json.dumps(choices))

    return lie


def sized(sheet, choices):
    sheet["rule"]["places"][1][1:] = [40, 3]


def forgotten(sheet, choices):
    sheet["rule"]["places"] = sheet["rule"]["places"][:1]


SHEETS = {
    "majority": {
        "the quorum asked for is lowered": (term(quorum_voters=1), "term"),
        "a comparison that is none": (term(comparison="almost"), "term"),
        "more people than co-ops have": (
            lambda sheet, _: sheet["electorate"][0].update(roll=50), "roll_size",
        ),
        "an answer that is none": (ballot(answer="perhaps"), "ballot_unfit"),
        "more than an answer": (ballot(answer="yes", name="x"), "ballot_unfit"),
    },
    "approval": {
        "more needs than allowed": (ballot(chosen=[B, C, A]), "unfit_many"),
        "the order of ticking is kept": (ballot(chosen=[A, B]), "ballot_unfit"),
        "a need that is none": (ballot(chosen=[99]), "unfit_option"),
    },
    "points": {
        "too many points for one": (ballot(points=[[A, 4]]), "unfit_points"),
        "too many points in all": (ballot(points=[[B, 3], [A, 3]]), "unfit_points"),
        "points below zero": (ballot(points=[[A, -1]]), "ballot_unfit"),
        "points twice": (ballot(points=[[A, 1], [A, 1]]), "unfit_repeated"),
        "half points": (ballot(points=[[A, 0.5]]), "ballot_unfit"),
        "the bound is lifted after the fact": (term(max_points=9), "sheet"),
    },
    "irv": {
        "a need that is none": (ballot(ranking=[A, 99]), "unfit_option"),
        "a need twice": (ballot(ranking=[A, A]), "unfit_repeated"),
        "needs side by side": (ballot(ranking=[[A, B]]), "ballot_unfit"),
        "another majority": (term(majority_of="all ballots"), "term"),
    },
    "stv": {
        "more ranks than allowed": (ballot(ranking=[A, B, C, D]), "unfit_many"),
        "another quota": (term(quota="Hare"), "term"),
        "one decimal less": (term(decimals="4, the rest dropped"), "term"),
        "another seat": (term(seats=3), "figure"),
    },
    "schulze": {
        "a list of one": (ballot(ranking=[[A]]), "ballot_unfit"),
        "margins": (term(strength="margins"), "term"),
    },
    "mes": {
        "costs are changed": (
            term(costs=[[A, 20], [B, 12], [C, 9], [D, 15]]), "figure",
        ),
        "costs are changed after the opening": (
            term(costs=[[A, 1], [B, 12], [C, 9], [D, 30]]), "sheet",
        ),
        "a cost is missing": (term(costs=[[A, 20], [B, 12], [C, 9]]), "document"),
        "the budget is raised": (term(budget=90), "figure"),
        "another worth": (term(utility="count"), "figure"),
        "raises in other steps": (
            term(**{"raises": 1, "raise": "budget / 1 / voters"}), "figure",
        ),
        "raises in other words": (term(**{"raise": "a lot"}), "term"),
        "fewer raises at most": (term(most_raises=3), "term"),
        "more needs than allowed": (ballot(chosen=[D, B, C, A]), "unfit_many"),
    },
    "mes-plain": {"money is given back": (term(money_left="is shared"), "term")},
    "greedy": {"another selection": (term(selection="least chosen first"), "term")},
    "double-majority": {
        "a co-op of no vote": (ballot(answer="yes", place="ailleurs"), "unfit_place"),
        "no co-op": (ballot(answer="yes"), "ballot_unfit"),
        "a co-op is forgotten": (forgotten, "term"),
        "half is enough": (term(places_threshold="at least half"), "term"),
    },
    "delegates": {
        "a co-op has more votes than its band": (sized, "term"),
        "the cap is lifted": (term(cap=9), "term"),
        "the quorum is of the roll": (term(quorum_of="roll"), "term"),
        "bands are changed": (term(bands=[[0, 1]]), "term"),
    },
}  # fmt: skip
