"""What every template may need to know: the menu and the reader's own places."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from portal.site.languages import reader_language

# Addresses of the Wagtail trees: a page each, made with the site (cms).
DECISIONS = {"fr": "/fr/decisions/", "en": "/en/decisions/"}
RELEASES = {"fr": "/fr/versions/", "en": "/en/releases/"}

# Standing pages, under the front page of each language.
STANDING: list[tuple[Any, dict[str, str]]] = [
    (gettext_lazy("How it works"), {"fr": "comment-ca-marche", "en": "how-it-works"}),
    (gettext_lazy("About"), {"fr": "a-propos", "en": "about"}),
    (gettext_lazy("Privacy"), {"fr": "vie-privee", "en": "privacy"}),
    (gettext_lazy("Accessibility"), {"fr": "accessibilite", "en": "accessibility"}),
]

PLACES: list[tuple[Any, str | dict[str, str]]] = [
    (gettext_lazy("Needs"), "need_list"),
    (gettext_lazy("Votes"), "round_list"),
    (gettext_lazy("Roadmap"), "roadmap"),
    (gettext_lazy("Decisions"), DECISIONS),
    (gettext_lazy("Releases"), RELEASES),
    (gettext_lazy("Develop"), "develop"),
]


@dataclass(frozen=True)
class Place:
    """A line of a menu. ``here``: the reader is at it or below it."""

    label: str
    url: str
    here: bool = False
    exact: bool = False


def address(name: str) -> str:
    """The address of a named page, or "" on an installation without it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def menu(path: str) -> tuple[Place, ...]:
    """The main places in the reader's language, the present one marked."""
    return tuple(
        replace(place, here=True, exact=path == place.url)
        if path.startswith(place.url)
        else place
        for place in _places(reader_language())
    )


@cache
def _places(language: str) -> list[Place]:
    """Written once for each language: addresses do not change while we run."""
    with override(language):
        found = [
            Place(str(label), address(at) if isinstance(at, str) else at[language])
            for label, at in PLACES
        ]
    return [place for place in found if place.url]


def foot() -> list[Place]:
    """The places named at the foot of every page."""
    named = [
        (_("Assemblies"), "meeting_list"),
        (_("Values"), "values"),
        (_("Co-ops"), "coop_list"),
    ]
    code = reader_language()
    return [
        *(Place(label, address(name)) for label, name in named if address(name)),
        *(Place(str(label), f"/{code}/{slug[code]}/") for label, slug in STANDING),
    ]


def initials(user: Any) -> str:
    """Two letters at most, for the reader's own eyes; a dot when there is no name."""
    names = [getattr(user, "first_name", ""), getattr(user, "last_name", "")]
    return "".join(n[:1].upper() for n in names if n) or "•"


def site(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    return {
        "site_menu": menu(request.path),
        "footer_links": foot,  # asked for where the foot of the page is drawn
        "initials": initials(user) if user is not None else "",
        "my_page_url": address("my_page"),
        "sign_in_url": address("sign_in"),
    }
