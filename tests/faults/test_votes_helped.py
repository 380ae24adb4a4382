"""People with help vote at the same instant: each is counted, and nobody waits in a
circle."""

from typing import Any

import pytest
from django.utils import timezone

from governance.membership.models import Cooperative, Person
from governance.voting.actions import cast_ballot
from governance.voting.models import Helped
from tests.builders import accepted_need
from tests.round_builders import at_once, crowd, opened_round

HANDS = 8


@pytest.mark.usefixtures("each_database")
def test_help_at_the_same_instant_is_counted_to_the_last(
    lac_tamarac: Cooperative, melanie: Person
) -> None:
    now = timezone.now()
    people = crowd(lac_tamarac, HANDS)
    held = opened_round(
        lac_tamarac, accepted_need(lac_tamarac, at=now), by=melanie, at=now
    )

    def cast(person: Person) -> Any:
        return cast_ballot(
            held,
            by=person,
            at=timezone.now(),
            choices={"answer": "yes"},
            form_key=f"form-{person.pk}",
            helped=True,
        )

    given = at_once([lambda p=person: cast(p) for person in people])
    assert [one for one in given if isinstance(one, Exception)] == []
    assert Helped.objects.get(round=held).people == HANDS
