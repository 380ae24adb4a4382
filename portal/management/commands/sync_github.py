"""``manage.py sync_github``: push what is due to GitHub, pull what changed there."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from integrations import outbox
from integrations.fates import Fate
from integrations.github import inbound, reconcile, repositories
from integrations.github.client import connect


class Command(BaseCommand):
    help = "Send what is due to GitHub and take over what changed there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reconcile", action="store_true", help="look at every linked issue"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, do nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["dry_run"]:
                self._tell()
            else:
                self._sync(every=options["reconcile"])
        except Fate as fate:
            raise CommandError(str(fate)) from fate

    def _sync(self, *, every: bool) -> None:
        now = timezone.now()
        outbox.release_misconfigured(now)
        outbox.collect(now)
        sent = outbox.deliver_due("github")
        applied = inbound.apply_due()
        repository = repositories.chosen()
        every = every or repository.polled_at is None
        moved = reconcile.look(connect(), repository, timezone.now(), every=every)
        told = {"sent": sent, "applied": applied, "moved": moved}
        self.stdout.write(
            _("%(sent)d sent, %(applied)d events applied, %(moved)d needs moved.")
            % told
        )

    def _tell(self) -> None:
        now = timezone.now()
        lines = outbox.uncollected(outbox.CHANNELS["github"])
        due = outbox.due(now, "github").count() + lines.count()
        self.stdout.write(_("%(due)d needs would be sent.") % {"due": due})
        for sentence in reconcile.plan(connect(), repositories.chosen()):
            self.stdout.write(sentence)
