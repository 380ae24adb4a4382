"""A meeting of Lac-Tamarac, in English, under a by-law that asks for ten days."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.utils.translation import override

from governance.decisions.models import Meeting
from governance.membership.models import Cooperative, Person
from tests import meeting_builders as build
from tests.worlds import shared


@pytest.fixture
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@shared
def bylaw_of_lac_tamarac(lac_tamarac: Cooperative) -> None:
    lac_tamarac.bylaw_ref = "art. 4.4"
    lac_tamarac.notice_days = 10
    lac_tamarac.save()


@shared
def meeting(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, rose_aimee: Person,
    at: datetime,
) -> Meeting:  # fmt: skip
    """Open, with Mélanie, Gaétan and Rose-Aimée in the room."""
    return build.opened(lac_tamarac, melanie, gaetan, rose_aimee, by=melanie, at=at)
