"""Where a reader goes next."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation


def home(language: str = "") -> str:
    """The home page, in the language given or the one being read."""
    return f"/{language or translation.get_language() or 'fr'}/"


def own_page(person: Any) -> str:
    """The person's own page, in the person's language."""
    with translation.override(person.language):
        try:
            return reverse("my_page")
        except NoReverseMatch:
            return home(person.language)


def asked_for(request: HttpRequest) -> str:
    """The page on this site that ``next`` names; empty when it names another site."""
    return get_next_redirect_url(request) or ""
