"""Ballots that were replaced or shuffled leave nothing in the files of the database."""

import sqlite3

import pytest

from governance.voting import wiping
from portal.settings.database import SQLITE_OPTIONS

SECRET = "a-ballot-that-was-replaced"


def left_behind(path, pragmas: str) -> bool:
    """Whether the words of a deleted row are still in the file."""
    database = sqlite3.connect(path)
    database.executescript(f"{pragmas}; CREATE TABLE ballot (said TEXT);")
    for n in range(50):
        database.execute("INSERT INTO ballot VALUES (?)", [f"{SECRET}-{n}"])
    database.commit()
    database.execute("DELETE FROM ballot WHERE rowid % 2")
    database.commit()
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return f"{SECRET}-40".encode() in path.read_bytes()


def test_what_is_deleted_is_written_over_however_sqlite_was_built(tmp_path):
    told = SQLITE_OPTIONS["init_command"]
    assert not left_behind(tmp_path / "kept.sqlite3", str(told))
    without = str(told).replace("secure_delete=ON", "secure_delete=OFF")
    assert left_behind(tmp_path / "control.sqlite3", without), "the control"


@pytest.mark.usefixtures("each_database")
def test_a_database_is_wiped():
    assert wiping.wipe()


def test_nothing_is_wiped_inside_a_transaction(db):
    assert not wiping.wipe()
