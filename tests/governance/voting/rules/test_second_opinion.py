"""A second opinion from votelib, wherever it has one.

It raises on some ties and loops in some transfers; there it says nothing. Its ranked
single-winner rules agree with the statutory texts elsewhere.
"""

from random import Random

import pytest
from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.condorcet import Schulze
from votelib.evaluate.core import Tie
from votelib.evaluate.sequential import TransferableVoteSelector

from governance.voting.files import read_file
from governance.voting.rules import RULES, rankings
from tests.governance.voting.rules.ranked import NUMBERS, asked, cast
from tests.governance.voting.rules.shared_cases import CASES, path_of

RANKED = [c for c in CASES if c["kind"] in ("irv", "stv", "condorcet")]


def opinion(evaluator, votes, seats):
    """Whom votelib elects; None where it raises, loops or reports a tie."""
    try:
        elected = evaluator.evaluate(votes, seats)
    except Exception:
        return None
    if len(elected) != seats or any(isinstance(who, Tie) for who in elected):
        return None
    return set(elected)


def transferable(profile, seats):
    votes = {ranking: n for ranking, n in rankings.strict(profile).items() if ranking}
    return opinion(TransferableVoteSelector(), votes, seats)


def by_schulze(profile):
    votes = {
        tuple(frozenset(r) if isinstance(r, tuple) else r for r in ranking): n
        for ranking, n in profile.items()
        if ranking
    }
    return opinion(Schulze(), RankedToCondorcetVotes().convert(votes), 1)


def elections():
    """Uneven made-up elections, the same ones each time."""
    luck = Random(2024)
    for _ in range(60):
        wish = [luck.random() ** 2 for _ in NUMBERS]
        yield [
            sorted(NUMBERS, key=lambda n: luck.random() * wish[NUMBERS.index(n)])[
                : luck.randint(1, 5)
            ]
            for _ in range(luck.randint(20, 120))
        ]


def test_made_up_elections():
    asked_it = {"irv": 0, "schulze": 0}
    for election in elections():
        profile = rankings.gather(cast(election))
        for name, said in (
            ("irv", transferable(profile, 1)),
            ("schulze", by_schulze(profile)),
        ):
            if said is not None:
                asked_it[name] += 1
                count = RULES[name].count(asked(), cast(election))
                assert said <= set(count.winners), (name, election)
                assert len(count.winners) > 1 or said == set(count.winners)
    assert min(asked_it.values()) > 30, asked_it


@pytest.mark.parametrize("case", RANKED, ids=lambda case: case["id"])
def test_a_shared_election(case):
    election = read_file(path_of(case))
    question = asked(
        options=election.options, seats=election.seats, max_choices=len(election.names)
    )
    name = "stv" if case["kind"] == "stv" else "irv"
    said = transferable(election.profile, election.seats)
    ours = RULES[name].count_profile(question, election.profile)
    assert said is None or said == set(ours.elected)
    if election.seats == 1:
        said = by_schulze(election.profile)
        ours = RULES["schulze"].count_profile(question, election.profile)
        assert said is None or said == set(ours.winners)
