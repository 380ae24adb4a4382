"""`manage.py verify_journal`: check the hash chain of the journal."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.journal import queries, triggers


class Command(BaseCommand):
    help = "Check the hash chain of the journal, line by line."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = queries.first_broken_line()
        if broken:
            raise CommandError(
                _("The journal is broken at line %(number)d: %(reason)s.")
                % {"number": broken.number, "reason": broken.reason}
            )
        self.say_whole(queries.tail())
        if missing := triggers.missing(connection):
            raise CommandError(
                _("The database no longer protects the journal; missing: %(names)s.")
                % {"names": ", ".join(missing)}
            )

    def say_whole(self, tail: queries.Tail) -> None:
        sentence = ngettext(
            "The journal is whole: %(count)d line, head %(digest)s.",
            "The journal is whole: %(count)d lines, head %(digest)s.",
            tail.number,
        )
        self.stdout.write(sentence % {"count": tail.number, "digest": tail.digest})
