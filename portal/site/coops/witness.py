"""The key with which a co-op's computer signs what it saw of the public logs."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from governance.membership.models import Cooperative
from governance.membership.permissions import can_record_decisions
from governance.refusals import NotAllowed, Refusal
from governance.voting.actions import register_witness
from governance.voting.models import Witness
from portal.site.needs.gate import PersonRequest

UNPROCESSABLE = 422


class WitnessForm(forms.Form):
    """The public key, as the witness shows it."""

    key = forms.CharField(
        label=gettext_lazy("Public key of the witness"),
        help_text=gettext_lazy("The line that witness.py shows, whole."),
        max_length=Witness.KEY_MAX,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def coop_witness(request: PersonRequest, slug: str) -> HttpResponse:
    """Register the key, or replace it; signatures already given stay."""
    coop = Cooperative.objects.filter(slug=slug).first()
    if coop is None:
        raise Http404(_("There is no co-operative at this address."))
    if not can_record_decisions(request.user, coop):
        raise NotAllowed(_("Only the secretary of the co-op registers its witness."))
    form, status = WitnessForm(request.POST or None), 200
    if request.method == "POST":
        status = _register(request, coop, form)
        if status == 302:
            messages.success(request, _("The key of the witness is registered."))
            return redirect("coop_witness", slug=slug)
    context = {
        "coop": coop,
        "form": form,
        "witness": coop.witnesses.filter(until=None).first(),
    }
    return render(request, "site/coops/witness.html", context, status=status)


def _register(request: PersonRequest, coop: Cooperative, form: WitnessForm) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        key = form.cleaned_data["key"]
        register_witness(coop, by=request.user, at=timezone.now(), key=key)
    except Refusal as refused:
        form.add_error("key", str(refused))
        return UNPROCESSABLE
    return 302
