"""Hand-written: the table of the shared cache, so that ``migrate`` is all there is."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    # Whatever cache is set today: the table is there when the setting changes.
    alias = schema_editor.connection.alias
    call_command("createcachetable", "cache", database=alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
