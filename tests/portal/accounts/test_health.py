"""For whoever watches the machine."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from governance.journal import triggers
from portal.models import Beat


@pytest.fixture
def worker(db):
    return Beat.objects.create(worker="w", at=timezone.now())


def test_alive_asks_nothing_of_the_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"alive": True})


def test_ready_when_everything_holds(client, worker):
    response = client.get("/readyz")
    assert response.status_code == 200, response.json()
    assert response.json()["ready"] is True
    assert "no-store" in response["Cache-Control"]


def test_not_ready_when_the_worker_is_silent(client, worker):
    Beat.objects.update(at=timezone.now() - timedelta(minutes=10))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["conditions"]["worker"] is False


def test_not_ready_when_the_journal_is_not_protected(client, worker):
    with triggers.lifted(connection):
        response = client.get("/readyz")
    assert response.json()["conditions"]["journal"] is False


def test_not_ready_when_a_migration_waits(client, worker):
    from portal.site.health import checks

    checks._all_applied.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE app = 'journal' AND name LIKE '0002%'"
        )
    assert client.get("/readyz").json()["conditions"]["migrations"] is False


def test_not_ready_without_a_database(client, sqlite_file, monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", "/nowhere/at/all.sqlite3")
    response = client.get("/readyz")
    assert (response.status_code, response.json()["conditions"]) == (
        503,
        {"database": False},
    )
