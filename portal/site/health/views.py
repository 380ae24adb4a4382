"""For whoever watches the machine: alive, and ready. No words about people."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.site.health.checks import report


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; the database is not asked."""
    return JsonResponse({"alive": True})


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 when every condition holds, else 503; each is named."""
    conditions = report()
    holds = all(conditions.values())
    answer = {"ready": holds, "conditions": conditions}
    return JsonResponse(answer, status=200 if holds else 503)
