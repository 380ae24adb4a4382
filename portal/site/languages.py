"""The same page in the other language, and the words of a thing in the reader's."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

OWN_NAMES = {"fr": "Français", "en": "English"}


def in_words(code: str) -> str:
    """“en anglais”, “in French”: a language named in the reader's own."""
    return _("in French") if code == "fr" else _("in English")


@dataclass(frozen=True)
class LanguageLink:
    """A way to this page in one language, named in that language."""

    code: str
    name: str
    url: str


def reader_language() -> str:
    """The two-letter code of the language the reader reads in."""
    code = (get_language() or settings.LANGUAGE_CODE)[:2]
    return code if code in OWN_NAMES else "fr"


def in_language(thing: Any, name: str) -> str:
    """``thing.name_fr`` or ``thing.name_en``; the other one when this one is empty."""
    mine = reader_language()
    order = [mine, *(code for code in OWN_NAMES if code != mine)]
    words = (getattr(thing, f"{name}_{code}", "") for code in order)
    return next((str(w) for w in words if w), "")


def language_links(
    request: HttpRequest | None, *, page: object = None, alternates: Any = None
) -> list[LanguageLink]:
    """The same page in every language of the site, the present one included.

    ``page`` is the Wagtail page being shown, if one is; ``alternates`` maps
    language codes to addresses where a view knows better than a plain translation.
    """
    if request is None:
        return []
    return [
        LanguageLink(code, name, _address(request, code, page, alternates or {}))
        for code, name in OWN_NAMES.items()
    ]


def _address(request: HttpRequest, code: str, page: object, alternates: Any) -> str:
    if code in alternates:
        return str(alternates[code])
    if code == reader_language() and request.method == "GET":
        return request.get_full_path()
    if isinstance(page, Page):
        return _wagtail_address(request, page, code)
    there = _translated(request.get_full_path(), reader_language(), code)
    return f"/{code}/" if there == request.get_full_path() else there


@lru_cache(maxsize=1000)
def _translated(path: str, language: str, code: str) -> str:
    """Kept: while a vote is on, everyone is on the same few pages."""
    with override(language):
        return translate_url(path, code)


def _wagtail_address(request: HttpRequest, page: Page, code: str) -> str:
    locale = Locale.objects.filter(language_code=code).first()
    twin = page.get_translation_or_none(locale) if locale else None
    if twin is not None and twin.live:
        return twin.get_url(request) or f"/{code}/"
    return f"/{code}/"
