from django.db import migrations, models

from governance.membership.models.folding import folded

BATCH = 2_000


def fold_known_names(apps, editor):
    people = apps.get_model("membership", "Person").objects
    some = []
    for person in people.exclude(first_name="", last_name="").iterator(BATCH):
        person.folded_name = folded(person.first_name, person.last_name)[:320]
        some.append(person)
        if len(some) == BATCH:
            people.bulk_update(some, ["folded_name"])
            some = []
    people.bulk_update(some, ["folded_name"])


class Migration(migrations.Migration):
    dependencies = [("membership", "0002_an_article_may_give_a_casting_vote")]
    operations = [
        migrations.AddField(
            model_name="person",
            name="folded_name",
            field=models.CharField(blank=True, editable=False, max_length=320),
        ),
        migrations.RunPython(fold_known_names, migrations.RunPython.noop),
    ]
