"""A round opens at its hour only where a person approved that; those in preparation
wait for it."""

from django.db import migrations, models

from governance.voting.migrations._triggers import around


class Migration(migrations.Migration):
    dependencies = [("voting", "0004_the_roll_keeps_the_language")]

    operations = around(
        migrations.AddField(
            model_name="round",
            name="approved_at",
            field=models.DateTimeField(blank=True, null=True),
        )
    )
