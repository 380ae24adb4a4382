"""What an answer says of people that its reader has no business with."""

from io import BytesIO
from zipfile import ZipFile

from django.http import HttpResponse
from pytest import LogCaptureFixture

from governance.membership.models import Person
from tests.portal.doors.world import SHOWN, World

# Who has no work to do for others, or only elsewhere.
STRANGE = ("anonymous", "member", "other", "foreign_coordinator", "officer")
# The people of the demo; the sheet that members sign, for whoever holds the vote.
BY_DESIGN = {"demo_sign_in", "paper_sheet_text"}
# Forms over the members of one's own co-op, for those who keep its assemblies.
REGISTERS = {"meeting_attendance"}
TYPED = "Oiseaubavard"  # said by nobody but whoever types it into a form


def canaries(person: Person) -> list[str]:
    """What of a person nobody else may read (but those who keep their register)."""
    numbers = [m.member_number for m in person.memberships.all() if m.member_number]
    return [person.first_name, person.last_name, person.email or "", *numbers]


def others(world: World, *mine: str) -> list[str]:
    """The canaries of everybody but these; a name shown on purpose is no leak."""
    kept = [
        c for role, told in world.canaries.items() if role not in mine for c in told
    ]
    return [c for c in kept if c not in {f"Pre{SHOWN}", f"Fam{SHOWN}", ""}]


def silent(text: str, secrets: list[str], about: str) -> None:
    told = [secret for secret in secrets if secret in text]
    assert not told, f"{about} tells {told}"


def quiet_log(caplog: LogCaptureFixture, secrets: list[str]) -> None:
    """Nothing of these stands in what was logged; something was."""
    written = [r for r in caplog.records if r.name != "django.db.backends"]
    text = "\n".join(f"{r.getMessage()} {r.exc_text or ''}" for r in written)
    assert "/fr/" in text
    silent(text, secrets, "the log")


def words(met: HttpResponse) -> str:
    """The answer as text; of an archive, what is in it."""
    if met.streaming or met.content[:2] != b"PK":
        return met.getvalue().decode(errors="replace")  # some are PDF
    with ZipFile(BytesIO(met.content)) as archive:
        inside = [archive.read(name).decode() for name in archive.namelist()]
        return "\n".join([*archive.namelist(), *inside])
