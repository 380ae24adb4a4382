"""``manage.py verify_bundle PATH``: check a bundle as anyone can with verify.py."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.voting.bundle import verify


class Command(BaseCommand):
    help = "Check a verification bundle (a folder or a zip): seal, log, counts, result."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="the folder or the zip")
        parser.add_argument("--since", type=Path, help="checkpoints that you kept")

    def handle(self, *args: Any, **options: Any) -> None:
        language = "fr" if (get_language() or "fr").startswith("fr") else "en"
        try:
            files = verify.read_bundle(options["path"])
            facts = verify.check(files, self.kept(options["since"]))
        except verify.Broken as broken:
            raise CommandError(broken.said(language)) from broken
        for sentence in verify.told(facts, language):
            self.stdout.write(sentence)

    def kept(self, path: Path | None) -> tuple[str, bytes] | None:
        try:
            return (path.name, path.read_bytes()) if path else None
        except OSError as wrong:
            raise CommandError(
                _("The file %(file)s cannot be read.") % {"file": path}
            ) from wrong
