"""The reader's own page. Nobody else sees it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from governance.membership.actions import change_settings
from governance.membership.queries import memberships_of, seats_of
from governance.voting.queries import waiting_and_voted
from portal.site.assembly.gate import RUNS_MEETINGS
from portal.site.assembly.mine import of_person
from portal.site.me import deliveries, papers
from portal.site.me.forms import SettingsForm, settings_of
from portal.site.me.mine import needs_of
from portal.site.me.tasks import Charge, tasks
from portal.site.needs.gate import PersonRequest

VOTES_SHOWN = 20
UNPROCESSABLE = 422


@login_required
@never_cache
@require_safe
def my_page(request: PersonRequest) -> HttpResponse:
    """What waits for me, my needs, what changed because of them, my votes done."""
    person, now = request.user, timezone.now()
    mine = needs_of(person)
    seats = list(seats_of(person))
    charge = Charge.of(seats)
    of_releases = (
        deliveries.tasks(charge) if charge.rights or charge.federations else []
    )
    waiting, voted = waiting_and_voted(person, now, VOTES_SHOWN)
    memberships = list(memberships_of(person, timezone.localdate(now)))
    context = {
        "to_vote": waiting,
        "asked": [m for m in mine if m.asked],
        "to_try": deliveries.to_try([m.need for m in mine]),
        "tasks": [
            *tasks(person, seats),
            *papers.tasks(person, charge),
            *of_releases,
        ],
        "seats": seats,
        "assemblies": of_person(
            now,
            own={held.cooperative_id for held in memberships},
            run=charge.holding(*RUNS_MEETINGS),
        ),
        "proposed": [m for m in mine if m.author],
        "supported": [m for m in mine if not m.author],
        "changed": [m for m in mine if m.change],
        "voted": voted,
        "memberships": memberships,
    }
    return render(request, "site/me/me.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_settings(request: PersonRequest) -> HttpResponse:
    """The name others see, and the language of my mail."""
    form = SettingsForm(request.POST or None, initial=settings_of(request.user))
    if request.method == "POST" and form.is_valid():
        change_settings(
            request.user, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Your settings are kept."))
        return redirect("my_page")
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "site/me/settings.html", {"form": form}, status=status)
