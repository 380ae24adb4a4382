"""Finding someone on the roll by name or member number, to hand them a paper ballot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from governance.membership.models import Cooperative, Membership
from governance.proposals.search import fold
from governance.voting.models import RollLine, Round
from portal.site.votes.paper.signing_pdf import Signer

MOST = 12  # people shown at once


@dataclass(frozen=True)
class Found:
    """Someone on the roll; ``number`` is that of their line."""

    number: int
    name: str
    member_number: str
    voted_on: date | None
    paper_on: date | None
    person: int | None


def search(round: Round, cooperative: Cooperative | None, words: str) -> list[Found]:
    """Those of whom every word begins a name or the member number; one too many tells
    that there are more. All co-operatives of the round for None."""
    asked = fold(words).split()
    if not asked:
        return []
    found = []
    for one in sorted(_everyone(round, cooperative), key=lambda f: fold(f.name)):
        parts = [*fold(one.name.replace("-", " ")).split(), fold(one.member_number)]
        if all(any(part.startswith(word) for part in parts) for word in asked):
            found.append(one)
        if len(found) > MOST:
            break
    return found


def to_sign(round: Round, cooperative: Cooperative) -> list[Signer]:
    """Who may still take a paper ballot, by family name."""
    waiting = (
        one
        for one in _everyone(round, cooperative, by_family_name=True)
        if one.voted_on is None and one.paper_on is None
    )
    return [Signer(one.member_number, one.name) for one in waiting]


def _everyone(
    round: Round, cooperative: Cooperative | None, *, by_family_name: bool = False
) -> Iterator[Found]:
    lines = RollLine.objects.filter(round=round, person__isnull=False)
    if cooperative is not None:
        lines = lines.filter(cooperative=cooperative)
    members = _member_numbers(round)
    rows = lines.select_related("person").order_by(
        "person__last_name", "person__first_name", "number"
    )
    for line in rows:
        person = line.person
        assert person is not None
        first, last = person.first_name, person.last_name
        family = f"{last}, {first}".strip(" ,")
        yield Found(
            number=line.number,
            name=(family if by_family_name else person.get_full_name()) or str(person),
            member_number=members.get((person.pk, line.cooperative_id), ""),
            voted_on=line.voted_on,
            paper_on=line.paper_on,
            person=person.pk,
        )


def _member_numbers(round: Round) -> dict[tuple[int, int], str]:
    there = round.cooperatives.values("pk")
    rows = Membership.objects.filter(cooperative__in=there).exclude(member_number="")
    told = rows.values_list("person_id", "cooperative_id", "member_number")
    return {(person, place): number for person, place, number in told}
