"""``manage.py messages``: compile the French; ``--check`` that none is missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal import translations


class Command(BaseCommand):
    help = "Compile the translations; with --check, say what French is missing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self.check_all()
        elif translations.is_stale():
            translations.compile_catalogue()

    def check_all(self) -> None:
        problems = translations.findings()
        for problem in problems:
            self.stdout.write(str(problem))
        if problems:
            raise CommandError(f"{len(problems)} flaws in the translations.")
        self.stdout.write("Every sentence has its French.")
