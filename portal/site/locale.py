"""The reader's language from the address, for pages that have one."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware

WITHOUT_LANGUAGE = ("/admin/", "/hooks/", "/static/", "/media/", "/documents/")


class PageLocaleMiddleware(LocaleMiddleware):
    """Django's own, which would send an unknown address of the admin to a page of the
    site under a language: there is nothing there either, so it stays a plain 404."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.path_info.startswith(WITHOUT_LANGUAGE):
            return response
        return super().process_response(request, response)
