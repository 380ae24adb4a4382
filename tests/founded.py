"""A portal whose two page trees are founded: once a process, for the files that begin
there (``pytestmark = pytest.mark.usefixtures("founded")``).

Each test of such a file has ``db`` as elsewhere, on a copy of the database with the
pages in it; ``tests/cms/test_founding.py`` and ``each_database`` begin without them.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache as remembered
from django.db import connections

from cms.trees import ensure_trees
from tests import databases
from tests.cast import AT


@pytest.fixture(scope="module")
def founded(
    django_db_setup: None, django_db_blocker: Any, database_folder: Path
) -> Iterator[None]:
    before = dict(connections.settings["default"])
    with django_db_blocker.unblock():
        _stand_on(_with_trees(database_folder))
    yield
    with django_db_blocker.unblock():
        _stand_on(before)


@cache
def _with_trees(folder: Path) -> dict[str, object]:
    made = databases.clone_sqlite(folder, "founded")
    databases.point_at(made)
    ensure_trees(AT)
    return made


def _stand_on(database: dict[str, object]) -> None:
    """Wagtail remembers where the site begins, by the process, not by the database."""
    databases.point_at(database)
    remembered.clear()
