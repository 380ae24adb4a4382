"""What is new, for programs that follow it: needs, decisions and releases as Atom, each
in the language of its address. Only what everyone may read, and nobody's name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.models import DecisionPage, ReleasePage
from governance.proposals.queries import listed
from portal.site.context import DECISIONS, RELEASES
from portal.site.languages import reader_language
from portal.site.votes.shown import choice

MOST = 50  # entries of a feed, the newest first
ATOM = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True)
class Item:
    """``name`` stays when the title or the address changes."""

    name: str
    title: str
    path: str
    at: datetime
    changed_at: datetime


@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    found = listed(language=reader_language())[:MOST]
    items = [
        Item(
            f"needs/{need.number}",
            (told := choice(need)).title,
            told.url,
            need.submitted_at or need.created_at,
            need.changed_at,
        )
        for need in found
    ]
    return _feed(request, _("Needs of members"), reverse("need_list"), items)


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    home = DECISIONS[reader_language()]
    return _feed(request, _("Decisions of the boards"), home, _told(DecisionPage))


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    home = RELEASES[reader_language()]
    return _feed(request, _("Releases"), home, _told(ReleasePage))


def _told(kind: type[DecisionPage] | type[ReleasePage]) -> list[Item]:
    """The live pages of a kind in the reader's language."""
    live = kind.objects.live().filter(language=reader_language())
    return [
        Item(
            f"{kind._meta.model_name}/{page.translation_key}",
            page.title,
            page.url or "",
            page.first_published_at,
            page.last_published_at,
        )
        for page in live.order_by("-first_published_at", "-pk")[:MOST]
    ]


def _feed(
    request: HttpRequest, title: str, home: str, items: Iterable[Item]
) -> HttpResponse:
    feed = Atom1Feed(
        title=title,
        link=f"{settings.BASE_URL}{home}",
        description="",
        language=reader_language(),
        feed_url=f"{settings.BASE_URL}{request.path}",
    )
    for item in items:
        feed.add_item(
            title=item.title,
            link=item.path if "://" in item.path else f"{settings.BASE_URL}{item.path}",
            description="",
            unique_id=f"{settings.BASE_URL}/{reader_language()}/{item.name}",
            pubdate=item.at,
            updateddate=item.changed_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=ATOM)
