"""The front page of one language."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms.facts import front
from cms.facts.needs import reader_language
from cms.models.decision import DecisionPage
from cms.models.public import PublicPage
from cms.models.release import ReleasePage
from cms.models.told import ToldPage

# What may stand below the front page, as Wagtail's page leads to each.
KINDS = ("decisionindexpage", "releaseindexpage", "standardpage")


class HomePage(PublicPage):
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
        facts = front.facts(
            at=timezone.now(),
            decision_pages=_live(DecisionPage),
            release_pages=_live(ReleasePage),
        )
        return super().get_context(request, *args, **kwargs) | {"facts": facts}

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """As Wagtail does, but the page below comes with what its kind adds to it, in
        one question instead of two."""
        if not path_components:
            return super().route(request, path_components)
        slug, *rest = path_components
        below = self.get_children().select_related(*KINDS).filter(slug=slug).first()
        if below is None:
            raise Http404
        return _specific(below).route(request, rest)

    def in_other_languages(self, request: HttpRequest) -> dict[str, str]:
        """The front page of every language is at the language itself."""
        return {code: f"/{code}/" for code, _name in settings.LANGUAGES}


def _specific(page: Page) -> Any:
    """The page as its own kind; asked for where it is of none that stands below here."""
    found = (getattr(page, kind, None) for kind in KINDS)
    return next(filter(None, found), None) or page.specific


def _live(kind: type[ToldPage]) -> QuerySet[Any]:
    return kind._default_manager.filter(live=True, language=reader_language())
