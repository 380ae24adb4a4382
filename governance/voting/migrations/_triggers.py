"""Around a migration that changes tables of this app: SQLite makes a changed table
anew, and would lose the triggers of this app, or stumble over them."""

from importlib import import_module

from django.db import migrations

_HERE = "governance.voting.migrations"
_SETS = ("0002_nothing_changes_after", "0003_the_log_only_grows")


def _down(apps, editor):
    for name in reversed(_SETS):
        import_module(f"{_HERE}.{name}").fall(apps, editor)


def _up(apps, editor):
    for name in _SETS:
        import_module(f"{_HERE}.{name}").stand(apps, editor)


def around(*operations):
    """The operations of a migration, with the triggers put back after them."""
    return [
        migrations.RunPython(_down, _up),
        *operations,
        migrations.RunPython(_up, _down),
    ]
