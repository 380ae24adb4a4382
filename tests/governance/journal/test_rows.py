"""Rows written by statements of our own: what the ORM would write, on both databases."""

from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from governance.journal.rows import insert, update

AT = datetime(2026, 3, 8, 12, 30, 15, 123456, tzinfo=UTC)


def row(data: str = "première") -> Session:
    """A row of any kind that carries its own key."""
    return Session(session_key="a key", session_data=data, expire_date=AT)


def test_a_row_is_written_as_the_orm_would(each_database):
    written = row()
    assert insert(written)
    assert not written._state.adding
    kept = Session.objects.get()
    assert (kept.pk, kept.session_data, kept.expire_date) == ("a key", "première", AT)


def test_a_row_in_the_way_stops_the_second_one(each_database):
    insert(row())
    second = row("seconde")
    assert not insert(second, unless_taken=True)
    assert second._state.adding
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(second)
    assert Session.objects.get().session_data == "première"


def test_only_the_fields_named_are_written_and_only_where_the_row_is(each_database):
    insert(row())
    changed = row("seconde")
    changed.expire_date = datetime(2027, 1, 1, tzinfo=UTC)
    update(changed, "expire_date")
    kept = Session.objects.get()
    assert (kept.session_data, kept.expire_date.year) == ("première", 2027)
    changed.session_key = "another"
    with pytest.raises(ObjectDoesNotExist):
        update(changed, "expire_date")
