"""What the database itself refuses: a rule sheet that changes once the round is
opened, and a ballot that comes, changes or goes once the round is sealed."""

from django.db import migrations

SHEET = "The rule sheet of an opened round does not change."
BALLOT = "The ballots of a sealed round do not change."
SEALED = "EXISTS (SELECT 1 FROM voting_round WHERE id = {row}.round_id AND sealed_at IS NOT NULL)"
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}

POSTGRESQL = f"""
CREATE FUNCTION voting_sheet_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.opened_at IS NOT NULL AND (
        OLD.rule_sheet_hash <> NEW.rule_sheet_hash
        OR OLD.rule_sheet::text IS DISTINCT FROM NEW.rule_sheet::text
        OR OLD.opened_at IS DISTINCT FROM NEW.opened_at
        OR (OLD.sealed_at IS NOT NULL AND OLD.sealed_at IS DISTINCT FROM NEW.sealed_at)
    ) THEN RAISE EXCEPTION '{SHEET}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER voting_sheet_stands BEFORE UPDATE ON voting_round
    FOR EACH ROW EXECUTE FUNCTION voting_sheet_stands();

CREATE FUNCTION voting_ballots_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND {SEALED.format(row="OLD")}
    OR TG_OP <> 'DELETE' AND {SEALED.format(row="NEW")}
    THEN RAISE EXCEPTION '{BALLOT}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER voting_ballots_stand BEFORE INSERT OR UPDATE OR DELETE ON voting_ballot
    FOR EACH ROW EXECUTE FUNCTION voting_ballots_stand();
"""
POSTGRESQL_UNDO = """
DROP TRIGGER voting_sheet_stands ON voting_round;
DROP FUNCTION voting_sheet_stands();
DROP TRIGGER voting_ballots_stand ON voting_ballot;
DROP FUNCTION voting_ballots_stand();
"""

SQLITE_SHEET = f"""
CREATE TRIGGER voting_sheet_stands BEFORE UPDATE ON voting_round
WHEN OLD.opened_at IS NOT NULL AND (
    OLD.rule_sheet_hash <> NEW.rule_sheet_hash
    OR OLD.rule_sheet IS NOT NEW.rule_sheet
    OR OLD.opened_at IS NOT NEW.opened_at
    OR (OLD.sealed_at IS NOT NULL AND OLD.sealed_at IS NOT NEW.sealed_at)
)
BEGIN SELECT RAISE(ABORT, '{SHEET}'); END
"""


def _sqlite_ballots(act, rows):
    when = " OR ".join(SEALED.format(row=row) for row in rows)
    return (
        f"CREATE TRIGGER voting_ballots_stand_{act.lower()} "
        f"BEFORE {act} ON voting_ballot WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{BALLOT}'); END"
    )


def stand(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL)
        return
    editor.execute(SQLITE_SHEET)
    for act, rows in ROWS.items():
        editor.execute(_sqlite_ballots(act, rows))


def fall(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL_UNDO)
        return
    editor.execute("DROP TRIGGER voting_sheet_stands")
    for act in ROWS:
        editor.execute(f"DROP TRIGGER voting_ballots_stand_{act.lower()}")


class Migration(migrations.Migration):
    dependencies = [("voting", "0001_initial")]
    operations = [migrations.RunPython(stand, fall)]
