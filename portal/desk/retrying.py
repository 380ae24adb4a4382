"""“Try again” for a delivery that is stuck: asked first, then done by a POST."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages

from cms.desk.views import Scoped
from governance.refusals import MoveNotAllowed
from integrations.models import Delivery
from portal.desk.telling import told

Fate = Delivery.Fate
STUCK = (Fate.NEVER, Fate.MISCONFIGURED)


def can_be_retried(delivery: Delivery) -> bool:
    """Given up, waiting for a setting, or waiting after a failure."""
    waits = delivery.fate == Fate.PENDING and delivery.attempts > 0
    return delivery.fate in STUCK or (waits and not delivery.claim)


@transaction.atomic
def try_again(delivery: Delivery, *, at: datetime) -> None:
    """Due at once. What a worker holds, or what is done, is left alone."""
    held = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if not can_be_retried(held):
        raise MoveNotAllowed(_("This delivery is under way or done: nothing to retry."))
    held.fate, held.due_at, held.settled_at = Fate.PENDING, at, None
    held.save(update_fields=["fate", "due_at", "settled_at"])


class RetryView(Scoped, View):
    model = Delivery

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        delivery = get_object_or_404(self.mine(request).select_related("entry"), pk=pk)
        shown: dict[str, Any] = {"delivery": delivery, "told": told(delivery)}
        return render(request, "cms/desk/delivery_retry.html", shown)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        delivery = get_object_or_404(self.mine(request), pk=pk)
        try:
            try_again(delivery, at=timezone.now())
        except MoveNotAllowed as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(
                request, _("The delivery is due again: it leaves shortly.")
            )
        return redirect("deliveries:index")
