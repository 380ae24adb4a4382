"""Absolute addresses of the portal for texts that leave it."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def need_url(number: int, slug: str, language: str) -> str:
    """A need's public page in a language, under ``BASE_URL``. The number finds the
    need; the slug is for the reader's eye."""
    with translation.override(language):
        path = reverse("need_detail", kwargs={"number": number, "slug": slug})
    return f"{settings.BASE_URL}{path}"


def verification_url(round: int, language: str) -> str:
    """The page where anyone checks a vote."""
    with translation.override(language):
        path = reverse("round_verify", args=[round])
    return f"{settings.BASE_URL}{path}"


def questions_url(number: int, language: str) -> str:
    """The page of the two questions about a delivered need."""
    with translation.override(language):
        path = reverse("need_confirm", args=[number])
    return f"{settings.BASE_URL}{path}"
