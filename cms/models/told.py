"""What decision and release pages share: one a fact and language, made by the portal."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PagePermissionTester
from wagtail.search import index

from cms.models.public import PublicPage

NOT_HERE = _("It comes with the facts, and is not changed here.")


class WordsTester(PagePermissionTester):
    """Wagtail's rules, and beside them: whoever speaks for the board of this fact
    may write its words. The facts and the page itself are nobody's to remove."""

    def can_edit(self) -> bool:
        return super().can_edit() or self._speaks_for_the_board()

    def can_publish(self) -> bool:
        return super().can_publish() or self._speaks_for_the_board()

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return False

    def _speaks_for_the_board(self) -> bool:
        return self.user.is_active and self.page.may_be_worded_by(self.user)


class ToldPage(PublicPage):
    """A page about a recorded fact. ``language`` repeats the locale's code so that
    the database itself refuses a second page for the same fact and language."""

    language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, editable=False
    )

    subpage_types: list[str] = []
    # The title, the address and the date are the fact's own.
    promote_panels: list[Any] = []
    settings_panels: list[Any] = []

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.language = self.locale.language_code
        super().save(*args, **kwargs)

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return WordsTester(user, self)

    def may_be_worded_by(self, person: Any) -> bool:
        return False


class ToldIndexPage(PublicPage):
    """The list of such pages, which it finds itself: in one question, not two."""

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    parent_page_types = ["cms.HomePage"]
    max_count = 2  # one a language

    class Meta:
        abstract = True

    def told(self) -> models.QuerySet[Any]:
        """The live pages of this list, each with the fact it tells."""
        raise NotImplementedError

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        if not path_components:
            return super().route(request, path_components)
        slug, *rest = path_components
        page = self.told().filter(slug=slug).first()
        if page is None:
            raise Http404
        return page.route(request, rest)
