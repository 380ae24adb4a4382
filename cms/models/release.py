"""Releases, told to members: what changes for me."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from cms.facts import releases
from cms.models.told import ToldIndexPage, ToldPage
from governance.membership.queries import federations_overseen
from governance.releases.models import Release
from governance.releases.queries import asked_versus_built


class ReleaseIndexPage(ToldIndexPage):
    subpage_types = ["cms.ReleasePage"]
    page_description = _("All the releases, with asked versus built; lists itself.")
    template = "cms/release_index_page.html"

    class Meta:
        verbose_name = _("list of releases")
        verbose_name_plural = _("lists of releases")

    def told(self) -> models.QuerySet[Any]:
        return ReleasePage.objects.live().child_of(self).select_related("release")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "listing": releases.listing(self.told(), asked=request.GET),
            "built": asked_versus_built(),
        }


class ReleasePage(ToldPage):
    """The facts stay in the release; the page holds words for members."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="pages")
    words = RichTextField(
        _("what changes for members"),
        blank=True,
        features=["bold", "italic", "link", "ol", "ul"],
        help_text=_("In plain words. The needs delivered are listed by themselves."),
    )
    thanks = models.TextField(
        _("thanks"),
        max_length=1000,
        blank=True,
        help_text=_("By role: name someone only if they asked to be named."),
    )

    content_panels = [
        FieldPanel("title", read_only=True),
        FieldPanel("words"),
        FieldPanel("thanks"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("words")]

    parent_page_types = ["cms.ReleaseIndexPage"]
    is_creatable = False  # the portal makes it when the release is recorded
    page_description = _("One release, told to members; prepared by the portal.")
    template = "cms/release_page.html"

    class Meta:
        verbose_name = _("release page")
        verbose_name_plural = _("release pages")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "language"],
                name="one_page_a_release_and_language",
            )
        ]

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        facts = releases.facts(self.release)
        return super().get_context(request, *args, **kwargs) | {"facts": facts}

    def may_be_worded_by(self, person: Any) -> bool:
        return federations_overseen(person).exists()
