import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from governance.voting.migrations._triggers import around


class Migration(migrations.Migration):
    dependencies = [
        ("membership", "0001_initial"),
        ("voting", "0004_the_chair_closes_and_breaks_ties"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = around(
        migrations.CreateModel(
            name="RollCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("added", "put on the roll"),
                            ("struck", "taken off the roll"),
                        ],
                        max_length=6,
                    ),
                ),
                ("line", models.PositiveIntegerField(null=True)),
                ("reason_fr", models.TextField()),
                ("reason_en", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("entry", models.JSONField(null=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="rollline",
            name="one_roll_line_a_person",
        ),
        migrations.AddField(
            model_name="rollline",
            name="struck_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="round",
            name="roll_now",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="rollline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_on", None)),
                fields=("round", "person"),
                name="one_roll_line_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="rollline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("struck_on", None),
                    models.Q(("paper_on", None), ("voted_on", None)),
                    _connector="OR",
                ),
                name="no_voter_is_struck",
            ),
        ),
        migrations.AddField(
            model_name="rollcorrection",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rollcorrection",
            name="cooperative",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="membership.cooperative",
            ),
        ),
        migrations.AddField(
            model_name="rollcorrection",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rollcorrection",
            name="proposed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rollcorrection",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="voting.round",
            ),
        ),
        migrations.AddConstraint(
            model_name="rollcorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["added", "struck"])),
                name="a_correction_adds_or_strikes",
            ),
        ),
        migrations.AddConstraint(
            model_name="rollcorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason_fr", ""), _negated=True),
                    models.Q(("reason_en", ""), _negated=True),
                ),
                name="a_correction_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="rollcorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_at", None), ("taken_back_at", None), _connector="OR"
                ),
                name="a_correction_is_made_or_taken_back",
            ),
        ),
        migrations.AddConstraint(
            model_name="rollcorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_at", None),
                    models.Q(("entry__isnull", False), ("line__isnull", False)),
                    _connector="OR",
                ),
                name="a_correction_made_is_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="rollcorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by", None),
                    models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="two_people_correct_a_roll",
            ),
        ),
        migrations.AddConstraint(
            model_name="rollcorrection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("confirmed_at", None), ("taken_back_at", None)),
                fields=("round", "person"),
                name="one_correction_waits_for_a_person",
            ),
        ),
    )
