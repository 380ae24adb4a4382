"""Pages of needs as people with a browser see them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from portal.site.needs.addresses import need_url
from tests import builders
from tests.worlds import shared


@pytest.fixture
def signed_in(database: Any) -> Callable[[Person], Client]:
    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@shared
def need(lac_tamarac: Cooperative, rose_aimee: Person) -> Proposal:
    """Rose-Aimée's need, public, in French."""
    return builders.submitted_need(lac_tamarac, author=rose_aimee)


@pytest.fixture
def address(need: Proposal) -> str:
    return need_url(need, "fr")


@pytest.fixture
def new_need() -> dict[str, Any]:
    """What a member types in the form."""
    return {
        "language": "fr",
        "title": "Entendre mes résultats",
        "text": "Je lis avec effort. Je veux que la page me soit lue à voix haute.",
        "category": "accessibility_language",
        "foundational": ["equity"],
        "mission": ["access_proximity", "empowerment"],
        "barriers": ["literacy"],
    }
