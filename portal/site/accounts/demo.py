"""The door of the demo: sign in as a named person, without a code (``DEMO``)."""

from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.membership.models import Person
from portal.models import DemoPerson
from portal.site.accounts.destinations import asked_for, own_page


def present(person: Person, *, position: int, line_fr: str, line_en: str) -> DemoPerson:
    """Put a person on the list of the demo, or change what is said of them."""
    lines = {"position": position, "line_fr": line_fr, "line_en": line_en}
    shown, _made = DemoPerson.objects.update_or_create(person=person, defaults=lines)
    return shown


def people() -> Any:
    """The people of the demo, in the order they are shown."""
    return DemoPerson.objects.filter(person__is_active=True).select_related("person")


def is_open() -> bool:
    """Whether anyone may sign in as a demo person (never in production)."""
    return bool(settings.DEMO)


def only_when_open(view: Any) -> Any:
    """Without ``DEMO`` the door is not there at all."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_open():
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@only_when_open
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """The list, with a button per person; a POST signs in as that person."""
    if request.method == "POST":
        return _sign_in_as(request)
    shown = {"people": people(), "next": asked_for(request)}
    return render(request, "site/accounts/demo.html", shown)


def _sign_in_as(request: HttpRequest) -> HttpResponse:
    chosen = {str(shown.position): shown for shown in people()}
    shown = chosen.get(request.POST.get("person", ""))
    if shown is None:
        raise Http404
    adapter = get_adapter(request)
    adapter.login(request, shown.person)
    adapter.add_message(request, messages.SUCCESS, "account/messages/logged_in.txt")
    return redirect(asked_for(request) or own_page(shown.person))
