"""What an answer says of people that its reader has no business with."""

from io import BytesIO
from zipfile import ZipFile

from django.http import HttpResponse

from tests.portal.doors.world import SHOWN, World, canaries

# Who has no work to do for others, or only elsewhere.
STRANGE = ("anonymous", "member", "other", "foreign_coordinator", "officer")
# The people of the demo; the sheet that members sign, for whoever holds the vote.
BY_DESIGN = {"demo_sign_in", "paper_sheet_text"}
# Forms over the members of one's own co-op, for those who keep its assemblies.
REGISTERS = {"meeting_attendance"}


def others(world: World, *mine: str) -> list[str]:
    """The canaries of everybody but these; a name shown on purpose is no leak."""
    kept = [
        c for role, p in world.people.items() if role not in mine for c in canaries(p)
    ]
    return [c for c in kept if c not in {f"Pre{SHOWN}", f"Fam{SHOWN}", ""}]


def silent(text: str, secrets: list[str], about: str) -> None:
    told = [secret for secret in secrets if secret in text]
    assert not told, f"{about} tells {told}"


def words(met: HttpResponse) -> str:
    """The answer as text; of an archive, what is in it."""
    if met.streaming or met.content[:2] != b"PK":
        return met.getvalue().decode(errors="replace")  # some are PDF
    with ZipFile(BytesIO(met.content)) as archive:
        inside = [archive.read(name).decode() for name in archive.namelist()]
        return "\n".join([*archive.namelist(), *inside])
