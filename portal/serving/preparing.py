"""Everything that must be there before the first page, and nothing twice."""

import contextlib
import hashlib
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.utils import timezone

from cms.trees import ensure_trees
from governance.membership.models import Cooperative
from portal import translations
from portal.serving import progress

OLDER = (
    "La base de données vient d’une version plus ancienne, d’avant la première "
    "parution. Pour l’oublier et recommencer avec la démonstration\u00a0: make reset\n"
    "The database comes from an older version, from before the first release. "
    "To forget it and begin again with the demo: make reset"
)
MARK = Path(settings.VAR_DIR) / "prepared"


class CannotPrepare(Exception):
    """``str()`` is the sentence to show, in both languages."""


def fingerprint() -> str:
    """Changes whenever a migration, the page texts or the database do."""
    seen = hashlib.sha256(f"{django.VERSION}{settings.DATABASES}".encode())
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            seen.update(f"{config.label}{path.name}{path.stat().st_size}".encode())
    for path in sorted((Path(settings.BASE_DIR) / "cms" / "content").rglob("*.*")):
        seen.update(path.read_bytes())
    return seen.hexdigest()


def is_prepared() -> bool:
    database = settings.DATABASES["default"]
    there = (
        not database["ENGINE"].endswith("sqlite3") or Path(database["NAME"]).exists()
    )
    return there and MARK.exists() and MARK.read_text() == fingerprint()


def translate(say: Callable[[str], None]) -> None:
    """Bring translations up to date, before anything reads them."""
    if translations.is_stale():
        with progress.step(say, "Traductions / translations"):
            translations.compile_catalogue()


def prepare(say: Callable[[str], None]) -> None:
    """Bring tables and pages up to date; a second call takes no time. Raises
    ``CannotPrepare``, and changes nothing, where the tables know another history."""
    if is_prepared():
        return
    Path(settings.VAR_DIR).mkdir(exist_ok=True)
    with progress.step(say, "Tables de la base de données / database tables"):
        _migrate()
    with progress.step(say, "Pages françaises et anglaises / French and English pages"):
        ensure_trees(timezone.now())
    MARK.write_text(fingerprint())


def _migrate() -> None:
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except InconsistentMigrationHistory as older:
        raise CannotPrepare(OLDER) from older


def demo_is_due() -> bool:
    """Whether this is a demo portal that nothing has happened in yet."""
    return bool(settings.DEMO) and not Cooperative.objects.exists()


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """Keep libraries' chatter out of the newcomer's first screen."""
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
