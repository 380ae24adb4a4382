from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("releases", "0003_evidence_as_rows")]

    operations = [migrations.RemoveField(model_name="delivered", name="evidence")]
