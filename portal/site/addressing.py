"""An address in one language behind the prefix of the other: /en/besoins/."""

import re

from django.http import HttpRequest
from django.urls import Resolver404, resolve, translate_url
from django.utils.translation import override

from portal.site.context import DECISIONS, RELEASES, STANDING
from portal.site.languages import OWN_NAMES, LanguageLink

PREFIXED = re.compile(f"/({'|'.join(OWN_NAMES)})/(.+)", re.DOTALL)
PAGES = [DECISIONS, RELEASES] + [
    {code: f"/{code}/{slug}/" for code, slug in slugs.items()}
    for _label, slugs in STANDING
]


def misplaced(request: HttpRequest) -> list[LanguageLink]:
    """Where the page is, that of the address's own words first, then the other one;
    empty when the words are no address in the other language."""
    found = PREFIXED.fullmatch(request.path_info)
    if not found or _leads(request.path_info, found[1]):
        return []
    own = next(code for code in OWN_NAMES if code != found[1])
    page = next((p for p in PAGES if p[own] == f"/{own}/{found[2]}"), None)
    meant = page or _twins(f"/{own}/{found[2]}", own, found[1])
    return [LanguageLink(c, OWN_NAMES[c], meant[c]) for c in (own, found[1]) if meant]


def _twins(path: str, language: str, other: str) -> dict[str, str]:
    if not _leads(path, language):
        return {}
    with override(language):
        return {language: path, other: translate_url(path, other)}


def _leads(path: str, language: str) -> bool:
    """Whether a view of ours stands there; Wagtail's own takes any address."""
    with override(language):
        try:
            return resolve(path).url_name != "wagtail_serve"
        except Resolver404:
            return False
