"""Steering the roadmap: place a need, move it by buttons, open a cycle."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from governance.proposals.models import Proposal
from governance.refusals import MoveNotAllowed, NotAllowed, Refusal
from governance.roadmap import permissions
from governance.roadmap.actions import move_item, open_cycle, place_on_roadmap
from governance.roadmap.models import Cycle, Item
from portal.site.boards.forms.steering import CycleForm, PlaceForm
from portal.site.boards.gate import attempt, on_a_need, steered_by
from portal.site.errors import refused
from portal.site.needs.gate import PersonRequest
from portal.site.votes.shown import choice

NOT_YOURS = gettext_lazy(
    "Only a person with a seat at the co-op or the federation steers the roadmap."
)


@on_a_need
def roadmap_place(request: PersonRequest, proposal: Proposal) -> HttpResponse:
    """Days of a cycle are set aside for a mandated need."""
    if not permissions.may_steer(request.user, proposal):
        raise NotAllowed(NOT_YOURS)
    if not permissions.can_place(request.user, proposal):
        return refused(request, MoveNotAllowed(_unplaceable(proposal)))
    posted = request.POST if request.method == "POST" else None
    form, status = PlaceForm(posted, proposal=proposal), 200
    if posted is not None:
        placed, status = attempt(form, lambda: _place(request, proposal, form))
        if placed:
            messages.success(request, _("The need is on the roadmap."))
            return redirect(f"{reverse('roadmap')}?cycle={placed.cycle_id}")
    context = {
        "form": form,
        "need": choice(proposal),
        "no_cycle": not Cycle.objects.exists(),
    }
    return render(request, "site/boards/place.html", context, status=status)


def _unplaceable(proposal: Proposal) -> str:
    if hasattr(proposal, "roadmap_item"):
        return _("This need is already on the roadmap.")
    return _("Only a need with a mandate goes on the roadmap.")


def _place(request: PersonRequest, proposal: Proposal, form: PlaceForm) -> Item:
    return place_on_roadmap(
        proposal, by=request.user, at=timezone.now(), **form.cleaned_data
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cycle_new(request: PersonRequest) -> HttpResponse:
    cooperatives = steered_by(request.user)
    if not cooperatives:
        raise NotAllowed(NOT_YOURS)
    posted = request.POST if request.method == "POST" else None
    form, status = CycleForm(posted, cooperatives=cooperatives), 200
    if posted is not None:
        cycle, status = attempt(form, lambda: _open(request, form))
        if cycle:
            messages.success(request, _("The cycle is open."))
            return redirect(f"{reverse('roadmap')}?cycle={cycle.pk}")
    return render(request, "site/boards/cycle.html", {"form": form}, status=status)


def _open(request: PersonRequest, form: CycleForm) -> Cycle:
    return open_cycle(by=request.user, at=timezone.now(), **form.facts())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roadmap_move(request: PersonRequest, pk: int) -> HttpResponse:
    """One button: a place up, a place down, or to another column."""
    item = Item.objects.select_related("cycle", "proposal__cooperative").filter(pk=pk)
    found = item.first()
    if found is None:
        raise Http404(_("This need is not on the roadmap."))
    back = f"{reverse('roadmap')}?cycle={found.cycle_id}"
    if request.method != "POST":
        return redirect(back)
    horizon, position = _where(found, request.POST.get("to", ""))
    attempted = _move(request, found, horizon, position)
    return attempted or redirect(f"{back}#item-{found.pk}")


def _move(
    request: PersonRequest, item: Item, horizon: str, position: int
) -> HttpResponse | None:
    """None once it is moved; the page of the refusal otherwise."""
    try:
        move_item(
            item, by=request.user, at=timezone.now(), horizon=horizon, position=position
        )
    except Refusal as refusal:
        return refused(request, refusal)
    messages.success(request, _("The roadmap is changed."))
    return None


def _where(item: Item, to: str) -> tuple[str, Any]:
    """The column and the place a button means; an unknown one changes the column to
    nothing known, which the action refuses with its sentence."""
    column = list(
        item.cycle.items.filter(horizon=item.horizon).values_list("pk", flat=True)
    )
    here = column.index(item.pk)
    if to == "up":
        return item.horizon, max(0, here - 1)
    if to == "down":
        return item.horizon, here + 1
    known = to in Item.Horizon.values  # the database is asked about known ones only
    return to, item.cycle.items.filter(horizon=to).count() if known else 0
