"""Decisions of the boards, told to everyone."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from governance.decisions.models import Decision


class DecisionIndexPage(Page):
    intro = models.TextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    template = "cms/decision_index_page.html"


class DecisionPage(Page):
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="pages"
    )
    words = RichTextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("words")]
    template = "cms/decision_page.html"
