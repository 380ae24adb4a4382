"""What every page of the site shares: open to all, and known in both languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction


class PublicPage(Page):
    """A page anyone may read, without exception: boards answer in public, and the
    two questions Wagtail asks about restrictions are spared at each reading."""

    private_page_options: list[str] = []

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> Any:
        return PageViewRestriction.objects.none()

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"alternates": self.in_other_languages(request)}

    def in_other_languages(self, request: HttpRequest) -> dict[str, str]:
        """The addresses of the live translations, by language; else the front page."""
        found = type(self)._default_manager.filter(
            translation_key=self.translation_key, live=True
        )
        others = found.exclude(pk=self.pk).select_related("locale")
        addresses = {p.locale.language_code: p.get_url(request) for p in others}
        mine = (get_language() or settings.LANGUAGE_CODE)[:2]
        codes = (code for code, _name in settings.LANGUAGES if code != mine)
        return {code: addresses.get(code) or f"/{code}/" for code in codes}
