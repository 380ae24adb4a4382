"""Steps that were given up stand at the desk of those who oversee, and run again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.models import Job


@pytest.fixture
def dead(db):
    now = timezone.now()
    return Job.objects.create(
        task="portal.work.steps.seal_due_round", args=[12], due_at=now, enqueued_at=now,
        status=Job.Status.DEAD, finished_at=now, attempts=8,
        dedupe_key="seal round 12", problem="Traceback…\nCountRefused: not the same",
    )  # fmt: skip


def test_whoever_oversees_sees_why_and_tries_again(dead, denis, client):
    client.force_login(denis, backend="django.contrib.auth.backends.ModelBackend")
    listed = client.get(reverse("jobs:index")).content.decode()
    assert "seal round 12" in listed and "CountRefused" in listed
    assert "Traceback" not in listed
    assert reverse("jobs:retry", args=[dead.pk]) in (
        client.get(reverse("jobs:inspect", args=[dead.pk])).content.decode()
    )
    url = reverse("jobs:retry", args=[dead.pk])
    assert client.get(url).status_code == 200
    assert Job.objects.get().status == Job.Status.DEAD, "asked first"
    client.post(url)
    assert (Job.objects.get().status, Job.objects.get().attempts) == ("ready", 0)


def test_nobody_else_does(dead, melanie, client):
    client.force_login(melanie, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("jobs:index")).status_code in (302, 403, 404)
    url = reverse("jobs:retry", args=[dead.pk])
    assert client.post(url).status_code in (302, 403, 404)
    assert Job.objects.get().status == Job.Status.DEAD
