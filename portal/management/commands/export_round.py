"""``manage.py export_round ID DIR``: write the public verification bundle."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from governance.refusals import Refusal
from governance.voting.bundle import writing
from governance.voting.models import Round


class Command(BaseCommand):
    help = "Write the public verification bundle of a counted vote into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=int, help="the number of the vote")
        parser.add_argument("dir", type=Path, help="the folder, made if need be")

    def handle(self, *args: Any, **options: Any) -> None:
        number, folder = options["id"], options["dir"]
        round = Round.objects.filter(pk=number).first()
        if round is None:
            raise CommandError(_("There is no vote number %(id)d.") % {"id": number})
        try:
            written = writing.write(round, folder)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as wrong:
            raise CommandError(
                _("The folder %(folder)s cannot be written: %(reason)s.")
                % {"folder": folder, "reason": wrong.strerror}
            ) from wrong
        self.stdout.write(
            _("%(count)d files in %(folder)s. To check them: %(command)s")
            % {
                "count": len(written),
                "folder": folder,
                "command": f"python3 {folder / 'verify.py'}",
            }
        )
