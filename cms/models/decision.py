"""Decisions of the boards, told to everyone."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from cms.facts import decisions
from cms.models.told import NOT_HERE, ToldIndexPage, ToldPage
from governance.decisions.models import Decision
from governance.membership import permissions


class DecisionIndexPage(ToldIndexPage):
    subpage_types = ["cms.DecisionPage"]
    page_description = _("All the decisions, with filters; lists itself.")
    template = "cms/decision_index_page.html"

    class Meta:
        verbose_name = _("list of decisions")
        verbose_name_plural = _("lists of decisions")

    def told(self) -> models.QuerySet[Any]:
        return DecisionPage.objects.live().child_of(self).select_related("decision")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        listing = decisions.listing(self.told(), asked=request.GET)
        return super().get_context(request, *args, **kwargs) | {"listing": listing}


class DecisionPage(ToldPage):
    """The facts stay in the decision; the page holds the board's words."""

    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="pages"
    )
    words = RichTextField(
        _("the board’s words"),
        blank=True,
        features=["bold", "italic", "link", "ol", "ul"],
        help_text=_("Shown above the facts. The facts themselves are not edited here."),
    )

    content_panels = [
        FieldPanel("title", read_only=True, help_text=NOT_HERE),
        FieldPanel("words"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("words")]

    parent_page_types = ["cms.DecisionIndexPage"]
    is_creatable = False  # the portal makes it when the decision is recorded
    page_description = _("One decision of a board; prepared by the portal.")
    template = "cms/decision_page.html"

    class Meta:
        verbose_name = _("decision page")
        verbose_name_plural = _("decision pages")
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "language"],
                name="one_page_a_decision_and_language",
            )
        ]

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        facts = decisions.facts(self.decision_id)
        self.decision = facts.decision  # with all that the page shows of it
        return super().get_context(request, *args, **kwargs) | {"facts": facts}

    def may_be_worded_by(self, person: Any) -> bool:
        return permissions.can_record_decisions(person, self.decision.cooperative)
