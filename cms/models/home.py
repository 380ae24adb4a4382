"""The front page of one language."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class HomePage(Page):
    lead = models.TextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    template = "cms/home_page.html"
