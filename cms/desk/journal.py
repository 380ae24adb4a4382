"""The journal, to read: no names in it, and nobody writes here."""

from django.utils.translation import gettext_lazy as _

from cms.desk import facts as read
from cms.desk import scope
from cms.desk.facts import Fact
from cms.desk.viewset import DeskViewSet
from governance.journal.models import Entry


class JournalViewSet(DeskViewSet):
    model = Entry
    name = "journal"
    icon = "history"
    menu_label = _("Journal")
    menu_order = 700
    rows = staticmethod(scope.journal)
    audience = staticmethod(scope.oversees)
    search_fields = ("verb", "subject_kind", "subject_id", "by")
    list_filter = ("verb", "subject_kind")
    ordering = ("-number",)
    facts = (
        Fact("line", _("Line"), read.of("number"), "number"),
        Fact("act", _("Act"), read.of("verb"), "verb"),
        Fact("subject", _("On"), lambda e: f"{e.subject_kind} {e.subject_id}"),
        Fact("by", _("By (reference)"), read.of("by")),
        Fact("at", _("When"), read.moment("at"), "at"),
    )
    details = (
        Fact("facts", _("Facts"), read.of("facts")),
        Fact("prev", _("Seal of the line before"), read.of("prev")),
        Fact("digest", _("Seal of this line"), read.of("digest")),
    )
