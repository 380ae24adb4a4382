"""``manage.py work``: due rounds, the outbox, inbound events, pages to prepare."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portal.work import steps
from portal.work.worker import Worker


class Command(BaseCommand):
    help = "Do the background work; any number may run side by side on PostgreSQL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="do what is due now, then stop"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker(tick=steps.enqueue_due)
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_args: worker.stop())
        steps.begin()
        if options["once"]:
            ran = worker.run_until_idle()
            self.stdout.write(_("Background work done: %(ran)d jobs.") % {"ran": ran})
            return
        self.stdout.write(_("Working in the background. Ctrl-C stops."))
        worker.run_forever()
        self.stdout.write(_("Stopped; nothing was lost."))
