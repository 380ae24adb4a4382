"""When something goes wrong: a clear sentence, the right status, a way out."""

import traceback
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from governance.refusals import NotAllowed, Refusal
from portal.site.addressing import misplaced

HOUSE = {"portal", "cms", "integrations", "governance"}


def bad_request(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Only our own refusals bring a sentence for the reader; others stay unsaid."""
    sentence = str(exception) if isinstance(exception, NotAllowed) else ""
    return render(request, "403.html", {"sentence": sentence}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its key: an old page, or cookies refused (CSRF_FAILURE_VIEW)."""
    return render(request, "403_form.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The sentence of the view that looked in vain, where it gave one."""
    sentence = str(exception) if exception and _is_ours(exception) else ""
    told = {"sentence": sentence, "misplaced": misplaced(request)}
    return render(request, "404.html", told, status=404)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """An act that cannot be done now (409): the refusal's own sentence."""
    return render(request, "409.html", {"sentence": str(refusal)}, status=409)


def broken(request: HttpRequest) -> HttpResponse:
    """The last resort: no context processor, no database, nothing that may fail again."""
    return HttpResponse(loader.render_to_string("500.html"), status=500)


def _is_ours(exception: Exception) -> bool:
    """Whether a module of the house raised it: what Django and Wagtail say of a page
    that is missing is for developers, and names models."""
    where = [frame for frame, _line in traceback.walk_tb(exception.__traceback__)]
    return bool(where) and where[-1].f_globals["__name__"].split(".")[0] in HOUSE


class RefusalMiddleware:
    """A refusal that no view met becomes its page, not a breakdown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, Refusal):
            return refused(request, exception)
        return None
