"""The people: a named cast one may play, and their neighbours."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from random import Random
from typing import Any

from django.utils import timezone

from governance.membership import actions
from governance.membership.models import (
    Cooperative,
    Federation,
    Membership,
    NameShown,
    Person,
    Seat,
)
from portal.demo.places import data
from portal.demo.timeline import Timeline
from portal.site.accounts.demo import present

Role = Seat.Role
ARRIVAL = -300  # days from now
CATEGORIES = ["user"] * 24 + ["worker"] * 3 + ["supporting"] * 2 + ["auxiliary"]


@dataclass
class Cast:
    """Everyone, by co-op, by seat and by name."""

    named: dict[str, Person] = field(default_factory=dict)
    members: dict[str, list[Person]] = field(default_factory=dict)
    seats: dict[tuple[str, str], Person] = field(default_factory=dict)
    officer: Person | None = None

    def holder(self, slug: str, role: str) -> Person:
        return self.seats[slug, role]

    def everyone(self) -> list[Person]:
        return [p for members in self.members.values() for p in members]


class Casting:
    """Brings people in through the actions of membership."""

    def __init__(
        self, timeline: Timeline, coops: dict[str, Cooperative], size: int
    ) -> None:
        self.timeline, self.coops, self.size = timeline, coops, size
        self.at = timeline.moment(ARRIVAL)
        self.since = timezone.localdate(self.at) - timedelta(days=400)
        self.random = Random(timeline.seed)  # noqa: S311 - a story, not a secret
        self.cast = Cast(members={slug: [] for slug in coops})
        self.numbers = dict.fromkeys(coops, 0)

    def everyone(self) -> Cast:
        for position, row in enumerate(data("people")["named"], start=1):
            self._named(row, position)
        for slug, name in zip(cycle(self.coops), self._names(), strict=False):
            if sum(map(len, self.cast.members.values())) >= self.size:
                break
            category = CATEGORIES[len(self.cast.members[slug]) % len(CATEGORIES)]
            self._member(slug, self._person(*name), category)
        self._fill_seats()
        return self.cast

    def _names(self) -> Any:
        first, last = data("people")["first"], data("people")["last"]
        number = 0
        while True:
            number += 1
            yield self.random.choice(first), self.random.choice(last), number

    def _person(self, first: str, last: str, number: int, **more: Any) -> Person:
        given = {"language": "fr", "name_shown": NameShown.MEMBER, **more}
        return actions.welcome_person(
            email=f"membre{number}@passerelle.example",
            first_name=first,
            last_name=last,
            ref=uuid.UUID(int=self.random.getrandbits(128), version=4),
            by=None,
            at=self.at,
            **given,
        )

    def _named(self, row: dict[str, Any], position: int) -> None:
        person = self._person(
            row["first"], row["last"], 9000 + position,
            language=row.get("language", "fr"), name_shown=row["shown"],
        )  # fmt: skip
        person.email = f"{row['key']}@passerelle.example"
        person.save()
        self.cast.named[row["key"]] = person
        present(
            person, position=position, line_fr=row["line_fr"], line_en=row["line_en"]
        )
        if row["coop"]:
            self._member(row["coop"], person, row["category"])
        for role in row.get("seats", []):
            self._seat(row["coop"], role, person)

    def _member(self, slug: str, person: Person, category: str) -> None:
        self.numbers[slug] += 1
        actions.admit_member(
            self.coops[slug],
            person=person,
            category=category,
            by=None,
            at=self.at,
            since=self.since,
            voting_right=category != Membership.Category.AUXILIARY,
            member_number=f"{1000 + self.numbers[slug]}",
        )
        self.cast.members[slug].append(person)

    def _seat(self, slug: str, role: str, person: Person) -> None:
        if role == Role.FEDERATION_OFFICER:
            place: Cooperative | Federation = Federation.objects.get()
            self.cast.officer = person
        else:
            place = self.coops[slug]
            self.cast.seats[slug, role] = person
        actions.appoint(person, role=role, place=place, by=None, at=self.at)

    def _fill_seats(self) -> None:
        """Every co-op has a coordinator, a secretary, two directors, two delegates."""
        for slug, members in self.cast.members.items():
            free = [m for m in members if m not in self.cast.named.values()]
            for place, role in enumerate((Role.COORDINATOR, Role.SECRETARY)):
                if (slug, role) not in self.cast.seats:
                    self._seat(slug, role, free[place])
            for role, people in (
                (Role.DIRECTOR, free[2:4]),
                (Role.DELEGATE, free[3:5]),
            ):
                for person in people:
                    self._appoint(slug, role, person)

    def _appoint(self, slug: str, role: str, person: Person) -> None:
        place = self.coops[slug]
        actions.appoint(person, role=role, place=place, by=None, at=self.at)
