"""What a page may load and run, by area (the Content-Security-Policy header), and
who may keep it.

Pages for members keep the strict policy of the settings: nothing inline, nothing from
elsewhere. The Wagtail admin draws itself with inline scripts and styles and shows
previews in frames of its own: it gets its own, wider policy, and nothing else does.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

ADMIN = "/admin/"
FOR_THE_ADMIN = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}


class PolicyMiddleware:
    """Stands below ``csp.middleware.CSPMiddleware``, which writes the header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Our pages are in UTF-8, so are the forms they send. Another encoding named by
        # a request (Python knows some that are no alphabet) would break the reading.
        request.encoding = "utf-8"
        response = self.get_response(request)
        if request.path_info.startswith(ADMIN):
            # The attribute that django-csp's own decorator ``csp_replace`` sets.
            response._csp_replace = FOR_THE_ADMIN  # type: ignore[attr-defined]
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            # Shown to one person: no proxy keeps it for the next one.
            patch_cache_control(response, private=True)
        return response
