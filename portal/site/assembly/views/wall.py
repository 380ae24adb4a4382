"""The wall: a page for the projector that follows the meeting by itself."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.site.assembly.gate import find_meeting
from portal.site.assembly.wall import wall

NOT_MODIFIED = 304


@require_safe
def meeting_wall(request: HttpRequest, pk: int) -> HttpResponse:
    """Without scripts the page asks for itself again every few seconds."""
    shown = wall(find_meeting(pk, request.user), timezone.now())
    response = render(request, "site/assembly/wall.html", {"wall": shown})
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def meeting_wall_now(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands on it now, as a piece of the page; 304 while nothing changed."""
    shown = wall(find_meeting(pk, request.user), timezone.now())
    piece = render_to_string("site/assembly/_wall.html", {"wall": shown}, request)
    tag = f'"{hashlib.sha256(piece.encode()).hexdigest()[:24]}"'
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=NOT_MODIFIED)
    else:
        response = HttpResponse(piece)
    response["ETag"] = tag
    response["Cache-Control"] = "no-cache"
    return response
