"""The two page trees, French and English: made once, harmless to repeat.

The words are data (``cms/content/<language>/*.toml``). What an editor changed
since is left as it is; only missing pages are made.
"""

import json
import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms import publishing
from cms.models import (
    DecisionIndexPage,
    HomePage,
    ReleaseIndexPage,
    StandardPage,
)

P = TypeVar("P", bound=Page)

CONTENT = Path(__file__).parent / "content"
LANGUAGES = ("fr", "en")  # the first is the one the site starts from
INDEXES: dict[str, type[Page]] = {
    "decisions": DecisionIndexPage,
    "releases": ReleaseIndexPage,
}


@transaction.atomic
def ensure_trees(at: datetime) -> HomePage:
    """Both trees, the site and their texts; returns the French front page.

    ``at`` is the moment the pages are said to be published.
    """
    root = Page.objects.select_for_update().get(depth=1)
    homes = _translations(HomePage, "home", dict.fromkeys(LANGUAGES, root), at)
    _point_site_at(homes[LANGUAGES[0]])
    _remove_welcome_page(root)
    for name, kind in INDEXES.items():
        _translations(kind, name, homes, at)
    for name in _standard_pages():
        _translations(StandardPage, name, homes, at)
    return homes[LANGUAGES[0]]


def _translations(
    kind: type[P], name: str, parents: dict[str, Any], at: datetime
) -> dict[str, P]:
    """One page a language, translations of one another."""
    pages: dict[str, P] = {}
    key: UUID | None = None
    for code in LANGUAGES:
        page = _found(kind, code, name, key) or _made(
            kind, code, name, key, parent=parents[code], at=at
        )
        pages[code], key = page, page.translation_key
    return pages


def _found(kind: type[P], code: str, name: str, key: UUID | None) -> P | None:
    """The page that is already there: the translation, else the one of its slug."""
    pages = kind._default_manager.filter(locale__language_code=code)
    if key and (page := pages.filter(translation_key=key).first()):
        return page
    return pages.filter(slug=_words(code, name)["slug"]).first()


def _made(
    kind: type[P], code: str, name: str, key: UUID | None, *, parent: Page, at: datetime
) -> P:
    page = kind(
        locale=_locale(code),
        show_in_menus=kind is StandardPage,
        **_words(code, name),
        **({"translation_key": key} if key else {}),
    )
    return publishing.add(page, under=parent, at=at)


def _point_site_at(home: HomePage) -> None:
    address = urlsplit(
        getattr(settings, "WAGTAILADMIN_BASE_URL", "") or "http://localhost"
    )
    site = Site.objects.filter(is_default_site=True).first() or Site(
        is_default_site=True
    )
    if site.root_page_id and site.root_page.specific_class is HomePage:
        return
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.root_page = home
    site.save()


def _remove_welcome_page(root: Page) -> None:
    """Wagtail's first migration leaves a page that greets developers."""
    for page in Page.objects.child_of(root).exact_type(Page):
        page.delete()


def _locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def _standard_pages() -> list[str]:
    made_elsewhere = {"home", *INDEXES}
    names = (path.stem for path in sorted((CONTENT / LANGUAGES[0]).glob("*.toml")))
    return [name for name in names if name not in made_elsewhere]


@cache
def _words(code: str, name: str) -> dict[str, Any]:
    """The fields of a page as its content file gives them."""
    with (CONTENT / code / f"{name}.toml").open("rb") as file:
        words = tomllib.load(file)
    if "body" in words:
        words["body"] = json.dumps(words["body"])  # as the database keeps a stream
    return words
