"""Pages from templates, in the reader's language, without the portal's settings."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template import Context, Engine
from django.utils import dateformat, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from governance import prose
from integrations.github.sandbox.messages import Request, Response
from integrations.github.sandbox.world import World
from integrations.zones import zone_name

TEMPLATES = Path(__file__).parents[4] / "templates"
COOKIE = "sandbox_language"
COMMENTS = re.compile("<!--.*?-->", re.DOTALL)
FOLD = re.compile(
    r"<p>&lt;details&gt;&lt;summary&gt;([^<&]*)&lt;/summary&gt;</p>"
    r"(.*?)<p>&lt;/details&gt;</p>",
    re.DOTALL,
)
HEADINGS = re.compile(r"</?h([3-6])")
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


@dataclass(frozen=True)
class Visit:
    """Somebody looking at a page: the request, and what its path named."""

    world: World
    request: Request
    params: dict[str, str] = field(default_factory=dict)

    def page(self, path: str = "") -> str:
        """An address of ours, without the host."""
        return f"/{self.world.full_name}{path}"

    @property
    def language(self) -> str:
        """``?lang=`` first, then the last choice, then what the browser says."""
        chosen = self.request.query.get("lang") or _cookie(self.request)
        return (
            chosen
            if chosen in ("fr", "en")
            else _preferred(self.request.headers.get("accept-language", ""))
        )


def render(
    visit: Visit, name: str, facts: dict[str, Any], status: int = 200
) -> Response:
    """A whole page, in the language that is active."""
    template = _engine().get_template(f"integrations/sandbox/{name}.html")
    html = template.render(Context(_around(visit) | facts))
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": POLICY,
    }
    headers |= {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
    headers |= {
        "Cache-Control": "no-store",
        "Vary": "Accept-Language, Cookie",
        "Content-Language": visit.language,
    }
    if "lang" in visit.request.query:
        headers["Set-Cookie"] = (
            f"{COOKIE}={visit.language}; Path=/; SameSite=Lax; HttpOnly; Max-Age=31536000"
        )
    return Response(status, html.encode(), headers)


def redirect(path: str, done: str = "", anchor: str = "") -> Response:
    """To a page after a form, with the word that says what was done."""
    query = f"?{urlencode({'done': done})}" if done else ""
    return Response(
        303, b"", {"Location": path + query + (f"#{anchor}" if anchor else "")}
    )


def markdown(text: str | None) -> SafeString:
    """Safe HTML; the marks that Passerelle hides in its issues stay hidden."""
    # Sanitised by governance.prose, the only source of HTML from people's words.
    html = prose.to_html(COMMENTS.sub("", text or ""))
    return mark_safe(_folded(_headings_from_three(html)))  # noqa: S308


def _folded(html: str) -> str:
    """GitHub folds what stands in ``<details>``; the portal's own prose shows it as
    it was typed. What is inside is safe already."""
    return FOLD.sub(r"<details><summary>\1</summary>\2</details>", html)


def _headings_from_three(html: str) -> str:
    """The highest heading becomes an h3, so that no level is skipped under our h2."""
    gap = min((int(level) for level in HEADINGS.findall(html)), default=3) - 3
    return HEADINGS.sub(lambda match: match[0][:-1] + str(int(match[1]) - gap), html)


def moment(text: str) -> str:
    """A date and time as people write it, in the portal's zone and saying so."""
    at = datetime.fromisoformat(text).astimezone(ZoneInfo(settings.TIME_ZONE))
    form = (
        "j F Y, G\u00a0\\h\u00a0i"
        if translation.get_language() == "fr"
        else "F j, Y, g:i a"
    )
    return pgettext("sandbox", "%(moment)s, %(zone)s") % {
        "moment": dateformat.format(at, form),
        "zone": zone_name(at),
    }


@lru_cache(1)
def _engine() -> Engine:
    return Engine(dirs=[str(TEMPLATES)], builtins=["django.templatetags.i18n"])


def _around(visit: Visit) -> dict[str, Any]:
    """What every page shows around its own facts."""
    other = "en" if visit.language == "fr" else "fr"
    query = {key: text for key, text in visit.request.query.items() if key != "done"}
    hook = visit.world.hook.url
    return {
        "language": visit.language,
        "other_language": other,
        "other_address": f"{visit.request.path}?{urlencode(query | {'lang': other})}",
        "full_name": visit.world.full_name,
        "root": visit.page(),
        "path": visit.request.path,
        "portal": f"{urlsplit(hook).scheme}://{urlsplit(hook).netloc}/{visit.language}/"
        if hook
        else "",
        "done": visit.request.query.get("done", ""),
    }


def _cookie(request: Request) -> str:
    match = re.search(rf"\b{COOKIE}=(\w+)", request.headers.get("cookie", ""))
    return match[1] if match else ""


def _preferred(accepted: str) -> str:
    """The first of our two languages that the browser names; French otherwise."""
    found = re.search(r"\b(fr|en)\b", accepted.lower())
    return found[1] if found else "fr"
