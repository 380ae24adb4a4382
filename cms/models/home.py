"""The front page of one language."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms.facts import decisions, front, releases
from cms.models.decision import DecisionPage
from cms.models.release import ReleasePage


class HomePage(Page):
    headline = models.CharField(_("headline"), max_length=120, blank=True)
    lead = models.TextField(_("lead"), max_length=400, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("headline"),
        index.SearchField("lead"),
    ]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "cms.DecisionIndexPage",
        "cms.ReleaseIndexPage",
        "cms.StandardPage",
    ]
    max_count = 2  # one a language
    page_description = _("The front page: the open vote, the thread, the latest news.")
    template = "cms/home_page.html"

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        code = self.locale.language_code
        return super().get_context(request, *args, **kwargs) | {
            "facts": front.facts(at=timezone.now()),
            "decision_page": decisions.latest(
                DecisionPage.objects.live().filter(language=code)
            ),
            "release_page": releases.latest(
                ReleasePage.objects.live().filter(language=code)
            ),
        }
