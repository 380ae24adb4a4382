"""The board for programs: JSON and Atom, the same needs, nothing personal."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.site.develop import board
from portal.site.develop.board import Work
from portal.site.develop.filters import Filters
from portal.site.languages import reader_language

FEED_VERSION = 1


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """The needs looking for hands, narrowed by the same questions as the page."""
    rows = [_row(work) for work in _looking(request)]
    return JsonResponse({"version": FEED_VERSION, "needs": rows})


@require_safe
def as_atom(request: HttpRequest) -> HttpResponse:
    feed = Atom1Feed(
        title=_("Needs looking for developers"),
        link=_absolute(reverse("develop")),
        description="",
        language=reader_language(),
        feed_url=_absolute(request.path),
    )
    for work in _looking(request):
        brief = work.proposal.brief
        feed.add_item(
            title=brief.title,
            link=_absolute(work.need.url),
            description=brief.user_story,
            unique_id=f"{settings.BASE_URL}/needs/{work.proposal.number}",
            pubdate=brief.confirmed_at,
            updateddate=brief.confirmed_at,
        )
    text = feed.writeString("utf-8")
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def _looking(request: HttpRequest) -> list[Work]:
    now = timezone.now()
    found = board.looking(Filters(request.GET).where(now))[: board.MOST]
    return board.works(found, now=now)[0]


def _row(work: Work) -> dict[str, Any]:
    proposal, link = work.proposal, work.link
    return {
        "number": proposal.number,
        "title": work.need.title,
        "language": work.need.language,
        "brief": proposal.brief.title,
        "url": _absolute(work.need.url),
        "issue": link.html_url if link else "",
        "cooperative": proposal.cooperative.short_name,
        "subject": proposal.category,
        "values": [tag.value for tag in proposal.value_tags.all() if tag.weight > 0],
        "skills": work.skill_keys,
        "skills_chosen": work.skills_chosen,
        "effort_days": proposal.effort_days,
        "waiting_days": work.waiting,
        "first_task": work.is_first_task,
        "parts": [
            {"title": part.title, "url": part.html_url, "open": part.is_open}
            for part in (work.standing.parts if work.standing else ())
        ],
    }


def _absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
