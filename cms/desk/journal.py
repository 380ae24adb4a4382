"""The journal, to read: no names in it, and nobody writes here."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cms.desk import acts, scope
from cms.desk import facts as read
from cms.desk.acts import ACTS, KINDS
from cms.desk.facts import Fact
from cms.desk.viewset import DeskViewSet
from governance.journal.models import Entry


class JournalFilter(WagtailFilterSet):
    """By the words of the list, not by the short names that the lines keep."""

    verb = django_filters.ChoiceFilter(
        label=_("Act"), choices=lambda: acts.choices(ACTS)
    )
    subject_kind = django_filters.ChoiceFilter(
        label=_("On"), choices=lambda: acts.choices(KINDS)
    )

    class Meta:
        model = Entry
        fields: list[Any] = []


class JournalViewSet(DeskViewSet):
    model = Entry
    name = "journal"
    icon = "history"
    menu_label = _("Journal")
    menu_order = 700
    rows = staticmethod(scope.journal)
    audience = staticmethod(scope.oversees)
    search_fields = ("verb", "subject_kind", "subject_id", "by")
    filterset_class = JournalFilter
    ordering = ("-number",)
    facts = (
        Fact("line", _("Line"), read.of("number"), "number"),
        Fact("act", _("Act"), acts.act, "verb"),
        Fact("subject", _("On"), acts.subject),
        Fact("at", _("When"), read.moment("at"), "at"),
        Fact("by", _("By (reference)"), read.of("by")),
    )
    details = (
        Fact("verb", _("Act, as the seal covers it"), read.of("verb")),
        Fact("facts", _("Facts"), acts.told),
        Fact("prev", _("Seal of the line before"), read.of("prev")),
        Fact("digest", _("Seal of this line"), read.of("digest")),
    )
