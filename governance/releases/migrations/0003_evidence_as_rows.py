"""What was held beside a delivery becomes evidence rows. Its members were written to
and asked when it came, as it was then."""

from django.db import migrations
from django.db.models import F


def as_rows(apps, schema_editor):
    Delivered = apps.get_model("releases", "Delivered")
    Evidence = apps.get_model("releases", "Evidence")
    rows = []
    for line in Delivered.objects.iterator():
        facts = {k: v for k, v in line.evidence.items() if k != "kind"}
        rows.append(
            Evidence(
                release_id=line.release_id,
                proposal_id=line.proposal_id,
                kind="contained",
                certainty="proved",
                facts=facts,
                at=line.at,
            )
        )
    Evidence.objects.bulk_create(rows)
    Delivered.objects.update(told_at=F("at"), asked_at=F("at"))


class Migration(migrations.Migration):

    dependencies = [("releases", "0002_evidence_and_two_questions")]

    operations = [migrations.RunPython(as_rows, migrations.RunPython.noop)]
