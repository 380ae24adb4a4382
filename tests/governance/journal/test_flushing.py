"""What Django does after a test that commits works, and protects again."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TransactionTestCase

from governance.journal import triggers
from governance.journal.models import Entry
from tests.governance.journal.lines import write


def test_a_plain_flush_is_refused(each_database):
    write(2)
    with pytest.raises(CommandError, match="flushed"):
        call_command("flush", verbosity=0, interactive=False)
    assert Entry.objects.count() == 2


def test_the_end_of_a_committing_test_is_not(each_database):
    write(2)
    TransactionTestCase("run")._fixture_teardown()
    assert not Entry.objects.exists()
    assert triggers.missing(connection) == []
