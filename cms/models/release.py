"""Releases, told to members: what changes for me."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from governance.releases.models import Release


class ReleaseIndexPage(Page):
    intro = models.TextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    template = "cms/release_index_page.html"


class ReleasePage(Page):
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="pages"
    )
    words = RichTextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("words")]
    template = "cms/release_page.html"
