"""The coordinator's page of numbers that are not private: excuse one, stop it again."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from governance.membership.models import Cooperative
from governance.membership.queries import cooperatives_where
from governance.proposals import actions
from governance.proposals.excuses import at_places
from governance.proposals.models import Excuse, ExcuseUse, Revision
from governance.refusals import Refusal, allow
from portal.site.languages import reader_language
from portal.site.needs.forms.excusing import ExcuseForm
from portal.site.needs.gate import UNPROCESSABLE, PersonRequest
from portal.site.needs.listing import Card, card

MOST = 100


@dataclass(frozen=True)
class Passing:
    """One excuse and the needs it let through, in the reader's words; beside each the
    comment where it stands, if not the need itself."""

    excuse: Excuse
    found_in: list[tuple[Card, int | None]]

    @classmethod
    def of(cls, excuse: Excuse) -> "Passing":
        uses = excuse.uses.all()
        return cls(excuse, [(card(use.proposal), use.comment_id) for use in uses])


def _places(request: PersonRequest) -> QuerySet[Cooperative]:
    places = cooperatives_where(request.user, "coordinate_cooperative")
    allow(
        places.exists(),
        _("Only a coordinator of the co-op may say that a number is not private."),
    )
    return places


@sensitive_post_parameters("text")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def excuses(request: PersonRequest) -> HttpResponse:
    places = _places(request)
    sent = request.POST if request.method == "POST" else None
    form = ExcuseForm(sent, places=list(places))
    if not form.is_bound:
        return _page(request, places, form)
    if not form.is_valid():
        return _page(request, places, form, UNPROCESSABLE)
    try:
        actions.excuse_match(
            form.for_coop(),
            by=request.user,
            at=timezone.now(),
            text=form.cleaned_data["text"],
            reason=form.cleaned_data["reason"],
            language=reader_language(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, places, form, UNPROCESSABLE)
    messages.success(
        request, _("This number passes now. Tell the person to send their words again.")
    )
    return redirect("excuses")


@login_required
@require_POST
def excuse_revoke(request: PersonRequest, pk: int) -> HttpResponse:
    excuse = at_places(_places(request)).filter(pk=pk).first()
    if excuse is None:
        raise Http404(_("This number was not let through by your co-op."))
    actions.revoke_excuse(excuse, by=request.user, at=timezone.now())
    messages.success(request, _("This number is stopped again from now on."))
    return redirect("excuses")


def _page(
    request: PersonRequest,
    places: QuerySet[Cooperative],
    form: ExcuseForm,
    status: int = 200,
) -> HttpResponse:
    listed = _listed(at_places(places))[:MOST]
    context = {"form": form, "passing": [Passing.of(excuse) for excuse in listed]}
    return render(request, "site/needs/excuses.html", context, status=status)


def _listed(excuses: QuerySet[Excuse]) -> QuerySet[Excuse]:
    """With the needs where each one passed, and their words."""
    current = Prefetch(
        "proposal__revisions",
        Revision.objects.filter(is_current=True),
        to_attr="current_revisions",
    )
    uses = ExcuseUse.objects.select_related("proposal").prefetch_related(current)
    return excuses.prefetch_related(Prefetch("uses", uses))
