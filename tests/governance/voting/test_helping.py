"""How many had help to vote is a number, told only where it points at nobody."""

from datetime import datetime

import pytest

from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.voting.actions import cast_ballot
from governance.voting.models import Helped, Round
from governance.voting.queries import helped
from tests.builders import accepted_need
from tests.round_builders import crowd, opened_round, sealed
from tests.worlds import shared

ENOUGH = 12


def cast(round: Round, person: Person, at: datetime, *, key: str, help: bool) -> None:
    cast_ballot(
        round, by=person, at=at, choices={"answer": "yes"}, form_key=key, helped=help
    )


@shared
def people(lac_tamarac: Cooperative) -> list[Person]:
    return crowd(lac_tamarac, ENOUGH)


@shared
def asked(
    lac_tamarac: Cooperative, people: list[Person], melanie: Person, at: datetime
) -> Round:
    return opened_round(lac_tamarac, accepted_need(lac_tamarac), by=melanie, at=at)


@pytest.mark.parametrize(
    ("with_help", "told"), [(0, None), (4, None), (5, 5), (7, 7), (8, None), (12, None)]
)
def test_small_numbers_and_small_rests_are_not_told(
    asked: Round, people: list[Person], at: datetime, with_help: int, told: int | None
) -> None:
    for place, person in enumerate(people):
        cast(asked, person, at, key=f"k{place}", help=place < with_help)
    assert helped(asked) is None  # never while the vote is open
    sealed(asked)
    asked.refresh_from_db()
    assert helped(asked) == told


def test_a_person_is_counted_once(
    asked: Round, people: list[Person], at: datetime
) -> None:
    """Neither a doubled form nor a changed ballot counts again."""
    for key in ("first", "first", "second"):
        cast(asked, people[0], at, key=key, help=True)
    assert Helped.objects.get(round=asked).people == 1


def test_no_line_says_who_had_help(
    asked: Round, people: list[Person], at: datetime
) -> None:
    cast(asked, people[0], at, key="a", help=True)
    cast(asked, people[1], at, key="b", help=False)
    one, two = Entry.objects.filter(verb="ballot.cast").order_by("number")
    assert set(one.facts) == set(two.facts) == {"roll_line"}
    with_help, without = asked.roll.filter(voted_on__isnull=False).order_by("number")
    told = {"number", "person_id", "ballot_link", "form_keys", "salt", "leaf", "id"}
    shared = [
        {k: v for k, v in vars(line).items() if k not in told and k[0] != "_"}
        for line in (with_help, without)
    ]
    assert shared[0] == shared[1]
