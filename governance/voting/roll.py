"""Freezing the roll: who may vote, once each, in an order that says nothing."""

import secrets
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Value

from governance.membership.models import Cooperative, Membership, Seat
from governance.voting import commitments
from governance.voting.models import RollLine, Round
from governance.voting.rules import Place

BATCH = 5_000  # lines a statement; Django splits further where the database must

Progress = Callable[[int, int], None]
# Person, their ref, co-operative, category, language they are written to in.
Voter = tuple[int, UUID, int, str, str]


def untold(_written: int, _of: int) -> None:
    """Nobody watches how far the roll is."""


@dataclass(frozen=True)
class Stratum:
    """A co-op of the electorate, how many of the roll stand there, and how many voting
    members it has (in a round of delegates, many more)."""

    cooperative: Cooperative
    roll: int
    members: int


def freeze(
    round: Round,
    cooperatives: Sequence[Cooperative],
    among: Collection[int] | None = None,
    tell: Progress = untold,
) -> list[Stratum]:
    """Write the roll of ``round``; the size per co-op, the empty ones included.

    ``among`` are the only people (their keys) who may stand on it: those in the room,
    for a question put to a meeting. ``tell`` is told how many lines are written, of
    how many, after each batch.
    """
    voters = eligible(round, cooperatives)
    if among is not None:
        voters = [voter for voter in voters if voter[0] in among]
    secrets.SystemRandom().shuffle(voters)
    for start in range(0, len(voters), BATCH):
        some = enumerate(voters[start : start + BATCH], start=start + 1)
        RollLine.objects.bulk_create(_line(round, n, voter) for n, voter in some)
        tell(min(start + BATCH, len(voters)), len(voters))
    return strata(round, cooperatives, voters)


def strata(
    round: Round, cooperatives: Sequence[Cooperative], voters: Sequence[Voter]
) -> list[Stratum]:
    """How many of the voters stand at each co-op, the empty ones included."""
    sizes = Counter(cooperative for _, _, cooperative, _, _ in voters)
    members = sizes
    if round.rule == Round.Rule.DELEGATES:
        rows = _memberships(round, cooperatives).values("cooperative_id")
        counted = rows.annotate(n=Count("person", distinct=True))
        members = Counter({row["cooperative_id"]: row["n"] for row in counted})
    return [Stratum(c, sizes[c.pk], members[c.pk]) for c in cooperatives]


def places(strata: Sequence[Stratum]) -> list[Place]:
    """The co-ops that stand on the roll, each with its number of voting members."""
    return [Place(s.cooperative.slug, s.members) for s in strata if s.roll]


def _line(round: Round, number: int, voter: Voter) -> RollLine:
    person, ref, cooperative, category, language = voter
    salt = commitments.draw()
    return RollLine(
        round=round,
        number=number,
        person_id=person,
        cooperative_id=cooperative,
        category=category,
        language=language,
        salt=salt,
        leaf=commitments.roll_leaf(round.pk, ref, salt),
    )


def leaves(round: Round) -> list[bytes]:
    """The leaves of the roll's Merkle tree as it stands, in the order of its lines:
    those of the opening, then those added; an empty one where a line was struck."""
    rows = RollLine.every_line.filter(round=round).order_by("number")
    told = rows.values_list("leaf", "struck_on").iterator(chunk_size=BATCH)
    return [b"" if struck_on else bytes.fromhex(leaf) for leaf, struck_on in told]


def opened_leaves(round: Round) -> list[bytes]:
    """The leaves of the roll as it was frozen: its root stands on the rule sheet."""
    opened = (round.rule_sheet or {}).get("roll_size", 0)
    rows = RollLine.every_line.filter(round=round, number__lte=opened)
    told = rows.order_by("number").values_list("leaf", flat=True)
    return [bytes.fromhex(leaf) for leaf in told.iterator(chunk_size=BATCH)]


def add(round: Round, voter: Voter) -> RollLine:
    """A new line at the end of the roll, with a salt of its own. Inside a correction
    that holds the round alone."""
    lines = RollLine.every_line.filter(round=round).order_by("-number")
    last = lines.values_list("number", flat=True).first() or 0
    line = _line(round, last + 1, voter)
    line.save(force_insert=True)
    return line


def people_today(round: Round) -> int:
    """How many people would stand on the roll if it were frozen now."""
    rows = _entitled(round, list(round.cooperatives.all()))
    return int(rows.values("person").distinct().count())


def eligible(round: Round, cooperatives: Sequence[Cooperative]) -> list[Voter]:
    """Members with the right to vote on the record date, each person once.

    A member of two co-ops of the electorate stands with the one they joined first. In
    a round of delegates, those whom the co-ops had named by the record date.
    """
    return _told(round, _entitled(round, cooperatives))


def voters_among(round: Round, people: Collection[int]) -> dict[int, Voter]:
    """What the register now says of these people (their keys) on the record date, for
    those to whom it gives a place on this roll."""
    rows = _entitled(round, list(round.cooperatives.all()))
    return {v[0]: v for v in _told(round, rows.filter(person__in=people))}


def _entitled(round: Round, cooperatives: Sequence[Cooperative]) -> Any:
    named = round.rule == Round.Rule.DELEGATES
    return (_delegates if named else _memberships)(round, cooperatives)


def _told(round: Round, rows: Any) -> list[Voter]:
    """Each person once, with the co-op they joined first."""
    named = round.rule == Round.Rule.DELEGATES
    voters = rows.order_by("-since", "-pk")
    category = Value("delegate") if named else F("category")
    found = voters.annotate(counts_as=category).values_list(
        "person_id", "person__ref", "cooperative_id", "counts_as", "person__language"
    )
    return list({voter[0]: voter for voter in found}.values())


def _memberships(round: Round, cooperatives: Sequence[Cooperative]) -> Any:
    voting = Membership.objects.voting(round.record_date)
    return voting.filter(cooperative__in=cooperatives)


def _delegates(round: Round, cooperatives: Sequence[Cooperative]) -> Any:
    return Seat.objects.current().filter(
        role=Seat.Role.DELEGATE,
        cooperative__in=cooperatives,
        since__lte=round.record_date,
        person__is_active=True,
    )
