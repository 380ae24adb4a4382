"""The same words in French and in English, whatever the language of the reader."""

from collections.abc import Callable

from django.utils import translation

LANGUAGES = ("fr", "en")


def both(say: Callable[[], str]) -> tuple[str, str]:
    told = []
    for code in LANGUAGES:
        with translation.override(code):
            told.append(str(say()))
    return told[0], told[1]


def together(say: Callable[[], str]) -> str:
    """“Signature” once, “Nom / Name” where they differ."""
    return " / ".join(dict.fromkeys(both(say)))
