"""Tests that commit to the shared database may still empty it afterwards.

Django empties every table after a ``transactional_db`` test; the journal's triggers
refuse it. They are taken down for that moment alone. (Tests on a database of their
own, ``each_database``, throw the whole file away and need nothing of this.)
"""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase

from governance.journal import triggers


@pytest.fixture(autouse=True, scope="session")
def the_journal_lets_tests_empty_it() -> Iterator[None]:
    empty = TransactionTestCase._fixture_teardown

    def lifted(self: TransactionTestCase) -> None:
        with triggers.lifted(connection):
            empty(self)

    TransactionTestCase._fixture_teardown = lifted
    yield
    TransactionTestCase._fixture_teardown = empty
