"""Freezing the roll: who may vote, once each, in an order that says nothing."""

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from governance.membership.models import Cooperative, Membership
from governance.voting import commitments
from governance.voting.models import RollLine, Round

BATCH = 5_000  # lines a statement; Django splits further where the database must

Voter = tuple[int, UUID, int, str]  # person, their ref, co-operative, category


@dataclass(frozen=True)
class Stratum:
    """A co-op of the electorate and how many of the roll stand there."""

    cooperative: Cooperative
    roll: int


def freeze(round: Round, cooperatives: Sequence[Cooperative]) -> list[Stratum]:
    """Write the roll of ``round``; the size per co-op, the empty ones included."""
    voters = eligible(round, cooperatives)
    secrets.SystemRandom().shuffle(voters)
    RollLine.objects.bulk_create(
        (_line(round, number, voter) for number, voter in enumerate(voters, start=1)),
        batch_size=BATCH,
    )
    sizes = Counter(cooperative for _, _, cooperative, _ in voters)
    return [Stratum(c, sizes[c.pk]) for c in cooperatives]


def _line(round: Round, number: int, voter: Voter) -> RollLine:
    person, ref, cooperative, category = voter
    salt = commitments.draw()
    return RollLine(
        round=round,
        number=number,
        person_id=person,
        cooperative_id=cooperative,
        category=category,
        salt=salt,
        leaf=commitments.roll_leaf(round.pk, ref, salt),
    )


def leaves(round: Round) -> list[bytes]:
    """The leaves of the roll's Merkle tree, in the order of its lines."""
    rows = round.roll.order_by("number").values_list("leaf", flat=True)
    return [bytes.fromhex(leaf) for leaf in rows.iterator(chunk_size=BATCH)]


def eligible(round: Round, cooperatives: Sequence[Cooperative]) -> list[Voter]:
    """Members with the right to vote on the record date, each person once.

    A member of two co-ops of the electorate stands with the one they joined first.
    """
    memberships = (
        Membership.objects.voting(round.record_date)
        .filter(cooperative__in=cooperatives)
        .order_by("-since", "-pk")
        .values_list("person_id", "person__ref", "cooperative_id", "category")
    )
    return list({voter[0]: voter for voter in memberships}.values())
