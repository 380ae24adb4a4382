"""Finding someone in the register, by member number or name, to correct the roll."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from governance.letters import fold
from governance.membership.models import Cooperative, Membership, Person
from governance.voting import roll
from governance.voting.models import RollLine, Round

MOST = 8  # people shown at once
VOTED, PAPER, ON_ROLL, ENTITLED, NO_RIGHT = "voted", "paper", "on", "entitled", "no"


@dataclass(frozen=True)
class Found:
    """Someone of the register, and how they stand on the roll; ``line`` is 0 for those
    who are not on it."""

    person: Person
    name: str
    member_number: str
    place: Cooperative
    line: int
    standing: str

    @property
    def kind(self) -> str:
        """The correction that can be proposed about them, if any."""
        return {ON_ROLL: "struck", ENTITLED: "added"}.get(self.standing, "")


def search(round: Round, places: Sequence[Cooperative], words: str) -> list[Found]:
    """Those of whom every word begins a name or the member number; one too many tells
    that there are more."""
    asked = fold(words).split()
    rows = _matching(places, asked) if asked else iter(())
    members: dict[int, Membership] = {}
    for row in rows:
        members.setdefault(row.person_id, row)
        if len(members) > MOST:
            break
    return _standing(round, list(members.values()))


def of_person(
    round: Round, places: Sequence[Cooperative], person: Person
) -> Found | None:
    """How one person stands; None for somebody of no co-op among ``places``."""
    rows = _memberships(places).filter(person=person)
    found = _standing(round, list(rows[:1]))
    return found[0] if found else None


def _memberships(places: Sequence[Cooperative]) -> QuerySet[Membership]:
    rows = Membership.objects.filter(cooperative__in=places, person__is_active=True)
    named = ("person__last_name", "person__first_name", "-since")
    return rows.select_related("person", "cooperative").order_by(*named)


def _matching(
    places: Sequence[Cooperative], asked: Sequence[str]
) -> Iterator[Membership]:
    for row in _memberships(places):
        name = row.person.get_full_name().replace("-", " ")
        parts = [*fold(name).split(), fold(row.member_number)]
        if all(any(part.startswith(word) for part in parts) for word in asked):
            yield row


def _standing(round: Round, members: Sequence[Membership]) -> list[Found]:
    people = [row.person_id for row in members]
    rows = round.roll.filter(person__in=people).select_related("cooperative")
    lines = {line.person_id: line for line in rows}
    entitled = roll.voters_among(round, people)
    return [
        Found(
            person=row.person,
            name=row.person.get_full_name() or str(row.person),
            member_number=row.member_number,
            place=line.cooperative if line else row.cooperative,
            line=line.number if line else 0,
            standing=_word(line, row.person_id in entitled),
        )
        for row, line in ((row, lines.get(row.person_id)) for row in members)
    ]


def _word(line: RollLine | None, entitled: bool) -> str:
    if line is None:
        return ENTITLED if entitled else NO_RIGHT
    if line.voted_on is not None:
        return VOTED
    return PAPER if line.paper_on is not None else ON_ROLL
