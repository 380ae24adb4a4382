"""A need's badge for READMEs: where it stands, as a small picture without scripts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from governance.proposals import lifecycle
from governance.proposals.models import Proposal

LANGUAGES = ("en", "fr")
TONES = {  # the portal's colours
    "released": "1f6f5c", "confirmed": "1f6f5c", "refused": "6b7280",
    "mandated": "8a5a00", "in_development": "2f6f9f", "in_test": "2f6f9f",
}  # fmt: skip
LETTER, MARGIN = 7, 12  # pixels of an average letter at this size, and around words


@require_safe
@cache_control(public=True, max_age=300)
def badge(request: HttpRequest, number: int) -> HttpResponse:
    """In English unless ``?lang=fr``: READMEs are read by developers."""
    asked = request.GET.get("lang", "")
    status = (
        Proposal.objects.filter(number=number, status__in=lifecycle.PUBLIC)
        .values_list("status", flat=True)
        .first()
        if number < 2**31
        else None
    )
    if status is None:
        raise Http404
    with override(asked if asked in LANGUAGES else "en"):
        words = [_("need %(number)d") % {"number": number}]
        words.append(str(lifecycle.Status(status).label))
        shown = _measured(words) | {"tone": TONES.get(status, "4b5563")}
        answer = render(request, "integrations/badge.svg", shown)
    answer["Content-Type"] = "image/svg+xml; charset=utf-8"
    return answer


def _measured(words: list[str]) -> dict[str, object]:
    left, right = (len(text) * LETTER + MARGIN for text in words)
    return {
        "name": words[0],
        "stands": words[1],
        "left": left,
        "right": right,
        "width": left + right,
        "middle_left": left // 2,
        "middle_right": left + right // 2,
    }
