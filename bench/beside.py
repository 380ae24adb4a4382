"""Other programs on the same ballots: how long they take, and whom they elect.

``votelib`` comes with the tests; ``pref_voting`` and ``pabutools`` with the group
``bench``, which nothing else needs (CONTRIBUTING.md says how to install it). Ballots are
gathered for them, which our own figures hold. Where one of them answers otherwise than
we do, or raises, the run says so and goes on.
"""

import logging
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from typing import Any

from governance.voting.rules.question import Question
from governance.voting.rules.rankings import Profile

Act = Callable[[], Iterable[Any]]
Figures = dict[str, float]
GROUP = ("pref_voting", "pabutools")


def missing() -> list[str]:
    """A sentence for each library that is not there."""
    return [
        f"{name} is not installed: its counts are left out (see the group “bench”)."
        for name in GROUP
        if find_spec(name) is None
    ]


def ranked(question: Question, gathered: Profile, won: dict[str, set[int]]) -> Figures:
    """``won``: whom we elect, by rule: irv, schulze, stv."""
    figures: Figures = {}
    for library, acts in (("votelib", _votelib), ("pref_voting", _pref_voting)):
        if find_spec(library):
            for rule, act in acts(question, gathered).items():
                figures |= _beside(rule, library, act, won[rule])
    return figures


def shared_out(
    question: Question, gathered: Profile, won: dict[str, set[int]]
) -> Figures:
    """``won``: what we retain, by rule: greedy, mes-plain."""
    figures: Figures = {}
    if find_spec("pabutools"):
        for rule, act in _pabutools(question, gathered).items():
            figures |= _beside(rule, "pabutools", act, won[rule])
    return figures


def _beside(rule: str, library: str, act: Act, ours: set[int]) -> Figures:
    started = time.process_time()
    try:
        theirs = set(act())
    except Exception as raised:  # noqa: BLE001 - it raises what it likes
        print(f"{library} raised on {rule}: {raised!r}")
        return {}
    spent = round(time.process_time() - started, 2)
    if theirs != ours:
        print(f"{library} on {rule}: {sorted(theirs)}; ours: {sorted(ours)}")
    told = {f"{rule}, {library}, gathered (CPU s)": spent}
    return told | {f"{rule}, {library}, as we elect (1: yes)": int(theirs == ours)}


def _votelib(question: Question, gathered: Profile) -> dict[str, Act]:
    from votelib.convert import RankedToCondorcetVotes
    from votelib.evaluate.condorcet import Schulze
    from votelib.evaluate.sequential import TransferableVoteSelector

    logging.getLogger("votelib").setLevel(logging.WARNING)  # it tells every stage
    votes = dict(gathered)
    return {
        "irv": lambda: TransferableVoteSelector().evaluate(votes, 1),
        "schulze": lambda: Schulze().evaluate(RankedToCondorcetVotes().convert(votes)),
        "stv": lambda: TransferableVoteSelector().evaluate(votes, 3),
    }


def _pref_voting(question: Question, gathered: Profile) -> dict[str, Act]:
    from pref_voting.iterative_methods import (
        instant_runoff_for_truncated_linear_orders,
    )
    from pref_voting.margin_based_methods import beat_path
    from pref_voting.profiles_with_ties import ProfileWithTies
    from pref_voting.proportional_methods import stv_scottish

    rankings = [{n: i for i, n in enumerate(ranking, 1)} for ranking in gathered]
    papers, options = list(gathered.values()), list(question.options)

    def profile() -> Any:
        """Made anew each time: pairs are compared while it is made."""
        made = ProfileWithTies(rankings, papers, candidates=options)
        made.use_extended_strict_preference()
        return made

    def schulze() -> list[int]:
        made = profile()
        return beat_path(made, strength_function=made.support)

    return {
        "irv": lambda: instant_runoff_for_truncated_linear_orders(profile()),
        "schulze": schulze,
        "stv": lambda: stv_scottish(profile(), num_seats=3),
    }


def _pabutools(question: Question, gathered: Profile) -> dict[str, Act]:
    """Exact fractions by ``gmpy2``; greedy as cities do it, most chosen first."""
    from pabutools.election import (
        ApprovalMultiProfile,
        Cost_Sat,
        FrozenApprovalBallot,
        Instance,
        Project,
    )
    from pabutools.rules import (
        greedy_utilitarian_welfare,
        method_of_equal_shares,
    )

    costs = zip(question.options, question.costs, strict=True)
    projects = {n: Project(str(n), cost) for n, cost in costs}
    instance = Instance(projects.values(), budget_limit=question.budget)
    profile = ApprovalMultiProfile(instance=instance)
    for given, people in gathered.items():
        ballot = FrozenApprovalBallot(projects[n] for n, _ in given)
        profile[ballot] = people

    def numbers(chosen: Iterable[Any]) -> list[int]:
        return [int(project.name) for project in chosen]

    rules = {"greedy": greedy_utilitarian_welfare, "mes-plain": method_of_equal_shares}
    return {
        name: lambda rule=rule: numbers(rule(instance, profile, sat_class=Cost_Sat))
        for name, rule in rules.items()
    }
