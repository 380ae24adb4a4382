"""One byte changed anywhere is found, and the line is named."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation

from governance.journal import triggers
from governance.journal.queries import first_broken_line
from tests.governance.journal.lines import run_sql, write

LINE = 4

# column → an expression that differs from what stands there by one character
ONE_BYTE = {
    "number": "40",
    "verb": "'need.drafteD'",
    "subject_kind": "'journal.heaD'",
    "subject_id": "'2'",
    "by": "'0b0e7a6c-3c8e-4a52-9d3c-6f2f2f6b9b12'",
    "at": "'2026-11-02 14:30:15.123457+00:00'",
    "facts": """'{"turn": 3, "reason": "étè"}'""",
    "prev": "'f' || substr(prev, 2)",
    "digest": "substr(digest, 1, 63) || '-'",
}


def test_every_column_is_tried():
    from governance.journal.models import Entry

    assert {field.column for field in Entry._meta.fields} == set(ONE_BYTE)


@pytest.mark.parametrize("column", ONE_BYTE)
def test_one_byte_changed_is_named(each_database, column):
    write(6)
    triggers.remove(connection)
    assert first_broken_line() is None
    run_sql(
        f'UPDATE journal_entry SET "{column}" = {ONE_BYTE[column]} WHERE number = 4'
    )
    assert first_broken_line().number == LINE


def test_any_letter_changed_in_any_text_is_named(sqlite_file):
    """Also where the value read back would be the same: a tab for a space in the
    facts, a T between day and hour."""
    write(6)
    triggers.remove(connection)
    run_sql("PRAGMA ignore_check_constraints = 1")
    missed = []
    for column in set(ONE_BYTE) - {"number"}:
        text = stored(column)
        assert text, column
        for place, letter in enumerate(text):
            for other in {"\t", "T", "0", " "} - {letter}:
                store(column, text[:place] + other + text[place + 1 :])
                found = first_broken_line()
                if not found or found.number != LINE:
                    missed.append((column, place, other))
        store(column, text)
    assert not missed
    assert first_broken_line() is None


def stored(column):
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT CAST("{column}" AS text) FROM journal_entry WHERE number = {LINE}'
        )
        return cursor.fetchone()[0]


def store(column, text):
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE journal_entry SET "{column}" = %s WHERE number = {LINE}', [text]
        )


@pytest.mark.parametrize("column", ["at", "facts", "number"])
def test_a_column_that_can_no_longer_be_read_is_named(sqlite_file, column):
    write(6)
    triggers.remove(connection)
    run_sql("PRAGMA ignore_check_constraints = 1")
    run_sql(f"""UPDATE journal_entry SET "{column}" = '{{"' WHERE number = 4""")
    run_sql("PRAGMA ignore_check_constraints = 0")
    assert first_broken_line().number == LINE


DAMAGE = {
    "a removed line": (4, "DELETE FROM journal_entry WHERE number = 4"),
    "the first line removed": (1, "DELETE FROM journal_entry WHERE number = 1"),
    "a removed tail": (5, "DELETE FROM journal_entry WHERE number >= 5"),
    "everything removed": (1, "DELETE FROM journal_entry"),
    "the head set back": (
        5,
        """UPDATE journal_head SET number = 4,
        digest = (SELECT digest FROM journal_entry WHERE number = 4)""",
    ),
    "the head changed": (6, "UPDATE journal_head SET digest = 'd'"),
    "the head removed": (1, "DELETE FROM journal_head"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_missing_is_named(each_database, damage):
    write(6)
    triggers.remove(connection)
    line, sql = DAMAGE[damage]
    run_sql(sql)
    assert first_broken_line().number == line


def test_two_swapped_lines_are_named(each_database):
    write(6)
    triggers.remove(connection)
    for now, then in ((3, 99), (4, 3), (99, 4)):
        run_sql(f"UPDATE journal_entry SET number = {then} WHERE number = {now}")
    assert first_broken_line().number == 3


def test_a_line_rewritten_with_its_own_digest_betrays_itself_in_the_next(db):
    from governance.journal import chain
    from governance.journal.models import Entry
    from governance.journal.queries import SEALED

    write(6)
    triggers.remove(connection)
    line = Entry.objects.values(*SEALED).get(number=4) | {"verb": "need.refused"}
    run_sql(
        f"UPDATE journal_entry SET verb = 'need.refused', "
        f"digest = '{chain.digest(**line)}' WHERE number = 4"
    )
    assert first_broken_line().number == 5


def test_the_command_says_how_many_lines_and_where_they_end(db):
    write(2)
    out = io.StringIO()
    with translation.override("en"):
        call_command("verify_journal", stdout=out)
    assert out.getvalue().startswith("The journal is whole: 2 lines, head ")


def test_the_command_fails_and_names_the_line(db):
    write(6)
    triggers.remove(connection)
    run_sql("UPDATE journal_entry SET verb = 'x' WHERE number = 4")
    with (
        translation.override("en"),
        pytest.raises(CommandError, match="at line 4: its"),
    ):
        call_command("verify_journal")


def test_the_command_fails_when_the_database_no_longer_protects(db):
    write(2)
    triggers.remove(connection)
    with translation.override("en"), pytest.raises(CommandError, match="no_change"):
        call_command("verify_journal", stdout=io.StringIO())


def test_reading_keeps_few_lines_in_memory(db, monkeypatch):
    """The answer does not depend on how many lines are fetched at a time."""
    monkeypatch.setattr("governance.journal.queries.CHUNK", 2)
    write(7)
    assert first_broken_line() is None
