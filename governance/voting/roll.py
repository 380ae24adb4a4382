"""Freezing the roll: who may vote, once each, in an order that says nothing."""

import secrets
from collections import Counter
from collections.abc import Sequence

from governance.membership.models import Cooperative, Membership
from governance.voting.models import RollLine, Round
from governance.voting.rule_sheet import Stratum

BATCH = 5_000  # lines a statement; Django splits further where the database must

Voter = tuple[int, int, str]  # person, co-operative, category


def freeze(round: Round, cooperatives: Sequence[Cooperative]) -> list[Stratum]:
    """Write the roll of ``round``; the size per co-op, the empty ones included."""
    voters = eligible(round, cooperatives)
    secrets.SystemRandom().shuffle(voters)
    RollLine.objects.bulk_create(
        (
            RollLine(round=round, number=n, person_id=p, cooperative_id=c, category=k)
            for n, (p, c, k) in enumerate(voters, start=1)
        ),
        batch_size=BATCH,
    )
    sizes = Counter(cooperative for _, cooperative, _ in voters)
    return [Stratum(c, sizes[c.pk]) for c in cooperatives]


def eligible(round: Round, cooperatives: Sequence[Cooperative]) -> list[Voter]:
    """Members with the right to vote on the record date, each person once.

    A member of two co-ops of the electorate stands with the one they joined first.
    """
    memberships = (
        Membership.objects.voting(round.record_date)
        .filter(cooperative__in=cooperatives)
        .order_by("-since", "-pk")
        .values_list("person_id", "cooperative_id", "category")
    )
    return list({voter[0]: voter for voter in memberships}.values())
