"""What the database itself refuses: a line or a checkpoint of the public log that
changes or goes, and one that comes once the round is sealed."""

from django.db import migrations

GROWS = "The public log of a round only grows."
TABLES = {
    "voting_ledgerline": "voting_log_grows",
    "voting_checkpoint": "voting_notes_stay",
}
SEALED = "EXISTS (SELECT 1 FROM voting_round WHERE id = NEW.round_id AND sealed_at IS NOT NULL)"

FUNCTION = f"""
CREATE FUNCTION voting_log_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' OR {SEALED}
    THEN RAISE EXCEPTION '{GROWS}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""


def stand(apps, editor):
    postgresql = editor.connection.vendor == "postgresql"
    if postgresql:
        editor.execute(FUNCTION)
    for table, name in TABLES.items():
        if postgresql:
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION voting_log_grows()"
            )
            continue
        for act, when in (("INSERT", f"WHEN {SEALED}"), ("UPDATE", ""), ("DELETE", "")):
            editor.execute(
                f"CREATE TRIGGER {name}_{act.lower()} BEFORE {act} ON {table} {when} "
                f"BEGIN SELECT RAISE(ABORT, '{GROWS}'); END"
            )


def fall(apps, editor):
    postgresql = editor.connection.vendor == "postgresql"
    for table, name in TABLES.items():
        if postgresql:
            editor.execute(f"DROP TRIGGER {name} ON {table}")
            continue
        for act in ("insert", "update", "delete"):
            editor.execute(f"DROP TRIGGER {name}_{act}")
    if postgresql:
        editor.execute("DROP FUNCTION voting_log_grows()")


class Migration(migrations.Migration):
    dependencies = [("voting", "0002_nothing_changes_after")]
    operations = [migrations.RunPython(stand, fall)]
