"""Lines follow one another; the database lets nobody rewrite them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction

from governance.journal import triggers
from governance.journal.actions import record
from governance.journal.models import Entry, Head, JournalIsAppendOnly
from governance.journal.queries import first_broken_line, tail
from tests.governance.journal.lines import AT, run_sql, write


@pytest.mark.django_db
def test_lines_are_numbered_and_chained(database):
    write(3)
    lines = list(Entry.objects.all())
    assert [line.number for line in lines] == [1, 2, 3]
    assert [line.prev for line in lines] == ["0" * 64, lines[0].digest, lines[1].digest]
    assert (tail().number, tail().digest) == (3, lines[2].digest)
    assert first_broken_line() is None


def test_an_empty_journal_is_whole(db):
    assert first_broken_line() is None
    assert tail().number == 0


def test_a_line_is_written_only_inside_a_transaction(sqlite_file):
    with pytest.raises(RuntimeError):
        record("need.drafted", Head(pk=1), by=None, at=AT)
    assert not Entry.objects.exists()


def test_a_failed_action_leaves_no_line_and_no_hole(sqlite_file):
    write(1)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("need.drafted", Head(pk=1), by=None, at=AT)
        1 / 0  # noqa: B018
    write(1)
    assert first_broken_line() is None
    assert tail().number == 2


def test_the_model_refuses_to_change_or_remove_a_line(db):
    write(1)
    entry = Entry.objects.get()
    for attempt in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(verb="x"),
    ):
        with pytest.raises(JournalIsAppendOnly):
            attempt()


REWRITING = {
    "change": "UPDATE journal_entry SET verb = 'need.refused' WHERE number = 1",
    "removal": "DELETE FROM journal_entry WHERE number = 3",
    "all of it": "DELETE FROM journal_entry",
    "a hole": """INSERT INTO journal_entry SELECT 9, verb, subject_kind, subject_id,
        "by", at, facts, digest, 'd' FROM journal_entry WHERE number = 3""",
    "a fork": """INSERT INTO journal_entry SELECT 4, verb, subject_kind, subject_id,
        "by", at, facts, 'elsewhere', 'd' FROM journal_entry WHERE number = 3""",
}


@pytest.mark.parametrize("how", REWRITING)
def test_the_database_refuses(each_database, how):
    write(3)
    with pytest.raises(DatabaseError, match="journal:"):
        run_sql(REWRITING[how])
    assert first_broken_line() is None
    assert tail().number == 3


def test_sqlite_refuses_to_put_one_line_in_the_place_of_another(sqlite_file):
    write(3)
    with pytest.raises(DatabaseError, match="journal:"):
        run_sql("INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry")


def test_postgresql_refuses_to_empty_the_table(postgresql):
    write(3)
    with pytest.raises(DatabaseError, match="journal:"):
        run_sql("TRUNCATE journal_entry CASCADE")


def test_the_triggers_stand_and_come_back_after_being_lifted(each_database):
    assert triggers.missing(connection) == []
    with triggers.lifted(connection):
        assert triggers.missing(connection) == sorted(triggers.wanted(connection))
    assert triggers.missing(connection) == []


def test_eight_writers_at_once_leave_one_unforked_chain(each_database):
    def writer(number: int) -> None:
        try:
            for _ in range(5):
                write(1, subject=number)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(writer, range(8)))
    assert tail().number == Entry.objects.count() == 40
    assert first_broken_line() is None
