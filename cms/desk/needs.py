"""Needs and their briefs, as coordinators follow them."""

from typing import Any

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.desk import facts as read
from cms.desk import scope
from cms.desk.facts import Fact
from cms.desk.views import ScopedIndex
from cms.desk.viewset import DeskViewSet
from cms.facts.needs import wordings
from governance.proposals import queries
from governance.proposals.models import Brief, Proposal
from governance.values import vocabulary


def category(need: Proposal) -> str:
    return str(vocabulary.categories().get(need.category, need.category))


def values(need: Proposal) -> str:
    terms = vocabulary.values()
    tags = need.value_tags.all()
    return ", ".join(f"{terms.get(t.value, t.value)} ({t.weight:+d})" for t in tags)


def on_the_site(need: Proposal) -> str:
    """A way to the need on the member site, where its state is changed."""
    words = need.wording((get_language() or "fr")[:2])
    slug = words.slug if words else str(need.number)
    try:
        place = reverse("need_detail", kwargs={"number": need.number, "slug": slug})
    except NoReverseMatch:
        return "–"
    return format_html('<a href="{0}">{0}</a>', place)


class NeedIndex(ScopedIndex):
    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.search_query:
            return queryset
        language = (get_language() or "fr")[:2]
        found = queries.listed(language=language, query=self.search_query)
        return queryset.filter(pk__in=found.order_by().values("pk"))


class NeedViewSet(DeskViewSet):
    model = Proposal
    name = "needs"
    icon = "comment"
    menu_label = _("Needs")
    menu_order = 100
    rows = staticmethod(scope.needs)
    index_view_class = NeedIndex
    search_fields = ("search_text",)
    list_filter = ("status", "cooperative", "language")
    ordering = ("-number",)
    facts = (
        Fact("need", _("Need"), read.need_title, "number"),
        Fact("co_op", _("Co-op"), read.of("cooperative.short_name"), "cooperative"),
        Fact("stage", _("Stage"), read.of("get_status_display"), "status"),
        Fact("supports", _("Supports"), lambda n: n.support_count),
        Fact("comments", _("Comments"), lambda n: n.comment_count),
        Fact("days", _("Developer-days"), read.of("effort_days"), "effort_days"),
        Fact("submitted", _("Submitted"), read.day("submitted_at"), "submitted_at"),
    )
    details = (
        Fact("category", _("Category"), category),
        Fact("values", _("Values"), values),
        Fact("language", _("Language"), read.of("get_language_display")),
        Fact("changed", _("Last change"), read.moment("changed_at")),
        Fact("place", _("On the site"), on_the_site),
    )

    @staticmethod
    def fetch(rows: Any) -> QuerySet[Any]:
        return queries.with_counts(rows.select_related("cooperative")).prefetch_related(
            wordings(), "value_tags"
        )


class BriefViewSet(DeskViewSet):
    model = Brief
    name = "briefs"
    icon = "doc-full"
    menu_label = _("Briefs")
    menu_order = 110
    rows = staticmethod(scope.briefs)
    ordering = ("-written_at",)
    facts = (
        Fact("title", _("Brief"), read.of("title"), "title"),
        Fact("need", _("Need"), lambda brief: read.need_title(brief.proposal)),
        Fact("co_op", _("Co-op"), read.of("proposal.cooperative.short_name")),
        Fact("written", _("Written"), read.day("written_at"), "written_at"),
        Fact("confirmed", _("Confirmed"), read.day("confirmed_at"), "confirmed_at"),
    )
    details = (
        Fact("user_story", _("User story"), read.of("user_story")),
        Fact("acceptance_test", _("Acceptance test"), read.of("acceptance_test")),
        Fact("privacy_notes", _("Privacy notes"), read.of("privacy_notes")),
        Fact("out_of_scope", _("Out of scope"), read.of("out_of_scope")),
        Fact("summary_fr", _("Summary in French"), read.of("summary_fr")),
    )

    @staticmethod
    def fetch(rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("proposal__cooperative").prefetch_related(
            wordings("proposal")
        )
