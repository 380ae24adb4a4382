"""``manage.py tally FILE --rule RULE``: count an election file with our own rules."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from governance.voting.files import UnreadableFile, read_file, telling, telling_small
from governance.voting.files.small import SmallCase
from governance.voting.files.tallying import tally
from governance.voting.rules import RULES
from governance.voting.rules.delegation import NAME as DELEGATION

NAMES = sorted({*RULES, DELEGATION})


class Command(BaseCommand):
    help = (
        "Count an election file (BLT, PrefLib, Pabulib, small JSON, or a verification "
        "bundle) with Passerelle's own rules."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--rule", required=True, choices=NAMES)
        parser.add_argument("--seats", type=int)
        parser.add_argument("--budget", type=int)
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            told, lines = self.counted(**options)
        except UnreadableFile as wrong:
            raise CommandError(str(wrong)) from wrong
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(lines))

    def counted(
        self, *, file: Path, rule: str, seats: int | None, budget: int | None, **_: Any
    ) -> tuple[dict[str, Any], list[str]]:
        """The count as JSON, and as lines for people."""
        election = read_file(file)
        if isinstance(election, SmallCase):
            return self.small(election, rule)
        counted = tally(election, rule, seats=seats, budget=budget)
        return counted.told, telling.lines(counted)

    def small(self, case: SmallCase, rule: str) -> tuple[dict[str, Any], list[str]]:
        if rule != case.rule:
            raise UnreadableFile(
                _("This case is counted by the rule %(rule)s.") % {"rule": case.rule}
            )
        figures = case.count()
        return {"rule": rule, **figures}, telling_small.lines(rule, figures)
