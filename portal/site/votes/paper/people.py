"""Finding someone on the roll by name or member number, to hand them a paper ballot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from governance.letters import words
from governance.membership.models import Cooperative, Membership
from governance.voting.models import RollLine, Round

MOST = 12  # people shown at once
WORDS_MAX = 6  # of what is typed; the rest is left aside


@dataclass(frozen=True)
class Signer:
    """One line of the sheet to sign."""

    member_number: str
    name: str


@dataclass(frozen=True)
class Found:
    """Someone on the roll; ``number`` is that of their line."""

    number: int
    name: str
    member_number: str
    voted_on: date | None
    paper_on: date | None
    person: int | None


def search(
    round: Round, cooperative: Cooperative | None, asked: str, *, took: bool = False
) -> list[Found]:
    """Those of whom every word begins a name or the member number; one too many tells
    that there are more. All co-operatives of the round for None; ``took``: only those
    who took a paper ballot. The database looks:
    a roll of 100,000 costs no more than the lines found."""
    wanted = words(asked)[:WORDS_MAX]
    if not wanted:
        return []
    lines = _lines(round, cooperative)
    if took:
        lines = lines.filter(paper_on__isnull=False)
    for word in wanted:
        known = numbered(round, cooperative).filter(member_number__istartswith=word)
        lines = lines.filter(
            Q(person__folded_name__contains=f" {word}")
            | Q(person_id__in=known.values("person_id"))
        )
    some = lines.order_by("person__folded_name", "number")[: MOST + 1]
    return list(_found(round, cooperative, list(some)))


def to_sign(round: Round, cooperative: Cooperative) -> list[Signer]:
    """Who may still take a paper ballot, by family name."""
    waiting = _lines(round, cooperative).filter(voted_on=None, paper_on=None)
    lines = list(waiting.order_by("person__last_name", "person__first_name", "number"))
    found = _found(round, cooperative, lines, by_family_name=True)
    return [Signer(one.member_number, one.name) for one in found]


def numbered(round: Round, cooperative: Cooperative | None) -> QuerySet[Membership]:
    """The memberships, with a number, of those who may stand on the roll."""
    there = [cooperative] if cooperative else round.cooperatives.all()
    rows = Membership.objects.filter(cooperative__in=there)
    return rows.exclude(member_number="")


def _lines(round: Round, cooperative: Cooperative | None) -> QuerySet[RollLine]:
    lines = RollLine.objects.filter(round=round, person__isnull=False)
    if cooperative is not None:
        lines = lines.filter(cooperative=cooperative)
    return lines.select_related("person")


def _found(
    round: Round,
    cooperative: Cooperative | None,
    lines: Sequence[RollLine],
    *,
    by_family_name: bool = False,
) -> Iterator[Found]:
    rows = numbered(round, cooperative)
    if len(lines) <= MOST + 1:
        rows = rows.filter(person__in=[line.person_id for line in lines])
    told = rows.values_list("person_id", "cooperative_id", "member_number")
    numbers = {(person, place): number for person, place, number in told}
    for line in lines:
        person = line.person
        assert person is not None
        first, last = person.first_name, person.last_name
        family = f"{last}, {first}".strip(" ,")
        yield Found(
            number=line.number,
            name=(family if by_family_name else person.get_full_name()) or str(person),
            member_number=numbers.get((person.pk, line.cooperative_id), ""),
            voted_on=line.voted_on,
            paper_on=line.paper_on,
            person=person.pk,
        )


def names_on(
    round: Round, cooperative: Cooperative, numbers: Sequence[int]
) -> dict[int, str]:
    """The names at these lines of the roll, to show a count of a recorded vote."""
    wanted = set(numbers)
    took = _lines(round, cooperative).filter(paper_on__isnull=False)
    lines = [line for line in took if line.number in wanted]
    return {one.number: one.name for one in _found(round, cooperative, lines)}
