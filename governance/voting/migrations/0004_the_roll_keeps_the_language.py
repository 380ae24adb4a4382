"""The language of a voter as the roll was frozen: what is published of a counted round
stays when a member changes language or leaves."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

from governance.voting.migrations._triggers import around


def fill(apps, editor):
    """The lines already written take the language their person has now; a line whose
    person is gone has none."""
    people = apps.get_model(settings.AUTH_USER_MODEL).objects.filter(
        pk=OuterRef("person_id")
    )
    lines = apps.get_model("voting", "RollLine").objects.filter(person__isnull=False)
    lines.update(language=Subquery(people.values("language")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("voting", "0003_the_log_only_grows"),
    ]

    operations = around(
        migrations.AddField(
            model_name="rollline",
            name="language",
            field=models.CharField(blank=True, default="", max_length=2),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    )
