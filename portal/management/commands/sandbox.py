"""``manage.py sandbox``: the stand-in for GitHub, as the settings describe GitHub."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from integrations.github.sandbox import command


class Command(BaseCommand):
    """Needs no database and checks none."""

    help = "Runs a small stand-in for GitHub, for the demo and the tests."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The sandbox's options, with what the portal would use as defaults."""
        command.add_arguments(parser, _defaults())

    def handle(self, **options: Any) -> None:
        """Serves until it is told to stop."""
        try:
            command.run(options, self._say)
        except command.CannotStart as error:
            raise CommandError(str(error)) from error

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _defaults() -> dict[str, Any]:
    github = settings.GITHUB
    return {
        "data": settings.VAR_DIR / "sandbox.json",
        "repository": github["REPOSITORY"] or command.DEFAULTS["repository"],
        "token": github["TOKEN"] or command.DEFAULTS["token"],
        "webhook_url": f"{settings.BASE_URL}/hooks/github/",
        "secret": next(iter(github["WEBHOOK_SECRETS"]), ""),
    }
