"""The desk of the exchanges: a stuck delivery is tried again, by a POST only."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from integrations.models import Delivery
from integrations.outbox import collect
from tests import builders
from tests.worlds import shared

pytestmark = pytest.mark.django_db


@shared
def delivery(lac_tamarac, rose_aimee, melanie, gaetan, at: datetime) -> Any:
    """A delivery that was given up."""
    builders.briefed_need(lac_tamarac)
    collect(at)
    row = Delivery.objects.get(channel="github")
    given_up = {"fate": "never", "attempts": 5, "settled_at": at, "problem": "404"}
    Delivery.objects.filter(pk=row.pk).update(**given_up)
    return row


def test_asking_changes_nothing_and_saying_yes_makes_it_due(
    client: Client, delivery, denis
) -> None:
    client.force_login(denis)
    address = reverse("deliveries:retry", args=[delivery.pk])
    assert client.get(address).status_code == 200
    delivery.refresh_from_db()
    assert delivery.fate == "never"
    assert client.post(address).status_code == 302
    delivery.refresh_from_db()
    assert (delivery.fate, delivery.settled_at) == ("pending", None)


def test_what_is_done_is_not_sent_again(client: Client, delivery, denis, at) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(fate="done")
    client.force_login(denis)
    client.post(reverse("deliveries:retry", args=[delivery.pk]))
    delivery.refresh_from_db()
    assert delivery.fate == "done"


def test_a_worker_that_holds_it_is_left_alone(client: Client, delivery, denis) -> None:
    held = {"fate": "pending", "claim": "somebody", "settled_at": None}
    Delivery.objects.filter(pk=delivery.pk).update(**held)
    client.force_login(denis)
    client.post(reverse("deliveries:retry", args=[delivery.pk]))
    delivery.refresh_from_db()
    assert delivery.claim == "somebody"


def test_only_those_who_oversee_may_try_again(
    client: Client, delivery, melanie, solange, rose_aimee
) -> None:
    for person in (melanie, solange, rose_aimee):
        client.force_login(person)
        client.post(reverse("deliveries:retry", args=[delivery.pk]))
        delivery.refresh_from_db()
        assert delivery.fate == "never"


def test_stuck_deliveries_are_told_on_the_first_page(
    client: Client, delivery, denis, melanie
) -> None:
    client.force_login(denis)
    assert reverse("deliveries:index") in client.get("/admin/").content.decode()
    client.force_login(melanie)
    page = client.get("/admin/").content.decode()
    assert 'id="stuck"' not in page
