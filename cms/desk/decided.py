"""What boards decided, what is on the roadmap, and what was released."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.desk import facts as read
from cms.desk import scope
from cms.desk.facts import Fact
from cms.desk.viewset import DeskViewSet
from cms.facts.needs import wordings
from governance.decisions.models import Decision
from governance.releases.models import Release
from governance.roadmap.models import Item


def need(row: Any) -> str:
    return read.need_title(row.proposal)


def with_need(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("proposal__cooperative").prefetch_related(
        wordings("proposal")
    )


class DecisionViewSet(DeskViewSet):
    model = Decision
    name = "decisions"
    icon = "clipboard-list"
    menu_label = _("Decisions")
    menu_order = 300
    rows = staticmethod(scope.decisions)
    search_fields = ("reference", "reasons_fr", "reasons_en")
    list_filter = ("outcome", "cooperative")
    ordering = ("-met_on",)
    facts = (
        Fact("reference", _("Resolution"), read.of("reference"), "reference"),
        Fact("need", _("Need"), need),
        Fact("co_op", _("Co-op"), read.of("cooperative.short_name"), "cooperative"),
        Fact("outcome", _("Outcome"), read.of("get_outcome_display"), "outcome"),
        Fact("met", _("Meeting"), read.day("met_on"), "met_on"),
        Fact("recorded", _("Recorded"), read.moment("recorded_at"), "recorded_at"),
    )
    details = (
        Fact("reasons_fr", _("Reasons, in French"), read.of("reasons_fr")),
        Fact("reasons_en", _("Reasons, in English"), read.of("reasons_en")),
        Fact("round", _("Voting round"), read.of("round.__str__")),
    )

    @staticmethod
    def fetch(rows: QuerySet[Any]) -> QuerySet[Any]:
        return with_need(rows).select_related("cooperative", "round")


class RoadmapViewSet(DeskViewSet):
    model = Item
    name = "roadmap"
    icon = "list-ul"
    menu_label = _("Roadmap")
    menu_order = 400
    rows = staticmethod(scope.items)
    list_filter = ("horizon", "cycle")
    ordering = ("horizon", "position")
    facts = (
        Fact("need", _("Need"), need),
        Fact("co_op", _("Co-op"), read.of("proposal.cooperative.short_name")),
        Fact("cycle", _("Cycle"), lambda i: read.in_language(i.cycle, "name"), "cycle"),
        Fact("horizon", _("When"), read.of("get_horizon_display"), "horizon"),
        Fact("days", _("Developer-days"), read.of("days"), "days"),
        Fact("stage", _("Stage"), read.of("proposal.get_status_display")),
    )
    details = (Fact("placed", _("Placed"), read.moment("placed_at")),)

    @staticmethod
    def fetch(rows: QuerySet[Any]) -> QuerySet[Any]:
        return with_need(rows).select_related("cycle")


class ReleaseViewSet(DeskViewSet):
    model = Release
    name = "releases"
    icon = "tag"
    menu_label = _("Releases")
    menu_order = 500
    rows = staticmethod(scope.releases)
    search_fields = ("tag", "name")
    list_filter = ("source",)
    ordering = ("-published_at",)
    facts = (
        Fact("release", _("Release"), str, "tag"),
        Fact("tag", _("Tag"), read.of("tag")),
        Fact("source", _("Project"), read.of("source"), "source"),
        Fact("needs", _("Needs delivered"), lambda r: r.need_count),
        Fact("published", _("Published"), read.day("published_at"), "published_at"),
        Fact(
            "preview", _("Preview to try"), read.yes_or_no("is_preview"), "is_preview"
        ),
    )
    details = (Fact("notes", _("Notes of the developers"), read.of("notes")),)

    @staticmethod
    def fetch(rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.annotate(need_count=Count("delivered"))
