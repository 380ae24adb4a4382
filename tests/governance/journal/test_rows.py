"""Rows written by statements of our own: what the ORM would write, on both databases."""

import uuid
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from governance.journal.models import Entry, Head
from governance.journal.rows import insert, update

AT = datetime(2026, 3, 8, 12, tzinfo=UTC)


def line(number: int, prev: str = "a") -> Entry:
    return Entry(
        number=number, verb="need.drafted", subject_kind="x", subject_id="1", by="",
        at=AT, facts={"é": [1, None]}, prev=prev, digest=uuid.uuid4().hex,
    )  # fmt: skip


def test_a_row_comes_back_as_it_was_written(each_database):
    written = line(1)
    assert insert(written)
    assert not written._state.adding
    kept = Entry.objects.get()
    assert (kept.facts, kept.at, kept.digest) == ({"é": [1, None]}, AT, written.digest)


def test_a_row_in_the_way_stops_the_second_one(each_database):
    insert(line(1))
    second = line(2)  # the same ``prev``
    assert not insert(second, unless_taken=True)
    assert second._state.adding
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(second)
    assert Entry.objects.count() == 1


def test_only_the_fields_named_are_written_and_only_where_the_row_is(each_database):
    head, _made = Head.objects.get_or_create(pk=1)
    head.number, head.digest = 7, "f" * 64
    update(head, "number")
    head.refresh_from_db()
    assert (head.number, head.digest) == (7, "0" * 64)
    with pytest.raises(ObjectDoesNotExist):
        update(Head(pk=2, number=1), "number")
