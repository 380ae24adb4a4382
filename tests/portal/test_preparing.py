"""What is prepared before the first page."""

import pytest
from django.db import connection

from portal.serving import preparing


def applied() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        return cursor.fetchone()[0]


def test_tables_of_an_older_history_get_a_sentence(sqlite_file, monkeypatch, tmp_path):
    monkeypatch.setattr(preparing, "MARK", tmp_path / "prepared")
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations "
            "WHERE app = 'membership' AND name = '0002_places_and_seats'"
        )
    before = applied()
    with pytest.raises(preparing.CannotPrepare, match="make reset"):
        preparing.prepare(lambda _line: None)
    assert applied() == before
    assert not preparing.MARK.exists()
