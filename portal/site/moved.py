"""Addresses that editors send elsewhere, looked for only where there are any."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect


class MovedMiddleware(RedirectMiddleware):
    """Wagtail's own, which reads the whole site at each page that is missing: most
    installations have not one redirect, and one short question tells."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.status_code == 404 and not Redirect.objects.exists():
            return response
        return super().process_response(request, response)  # type: ignore[no-any-return]
