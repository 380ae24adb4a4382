"""When something goes wrong: a clear sentence, the right status, a way out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

from governance.refusals import NotAllowed, Refusal

def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Only our own refusals bring a sentence for the reader; others stay unsaid."""
    sentence = str(exception) if isinstance(exception, NotAllowed) else ""
    return render(request, "403.html", {"sentence": sentence}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its key: an old page, or cookies refused (CSRF_FAILURE_VIEW)."""
    sentence = _(
        "This page was open for too long, or your browser refuses the sign-in cookie. "
        "Nothing was changed. Go back, reload the page and send it again."
    )
    return render(request, "403.html", {"sentence": sentence}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """An act that cannot be done now (409): the refusal's own sentence."""
    return render(request, "409.html", {"sentence": str(refusal)}, status=409)


def broken(request: HttpRequest) -> HttpResponse:
    """The last resort: no context processor, no database, nothing that may fail again."""
    return HttpResponse(loader.render_to_string("500.html"), status=500)
