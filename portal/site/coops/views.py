"""The co-operatives, one of them, and the values they said matter most."""

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance.decisions.models import Decision
from governance.decisions.queries import recorded
from governance.membership.models import Cooperative, Federation
from governance.membership.permissions import can_record_decisions
from governance.proposals import lifecycle
from governance.proposals.queries import listed
from governance.values import queries as said
from governance.values import vocabulary
from portal.site.assembly.mine import of_cooperative
from portal.site.coops.asked_built import asked_built
from portal.site.coops.portrait import FAMILIES, OF_ONE, shown
from portal.site.languages import reader_language
from portal.site.needs.listing import card
from portal.site.votes.shown import Choice, choice

SHOWN = 6  # needs and decisions on a co-op's page; the lists hold the rest


@require_safe
def coop_list(request: HttpRequest) -> HttpResponse:
    needs = Q(proposals__status__in=lifecycle.PUBLIC)
    delivered = Q(proposals__status__in=lifecycle.DELIVERED)
    coops = Cooperative.objects.annotate(
        needs=Count("proposals", filter=needs),
        delivered=Count("proposals", filter=delivered),
    )
    context = {"coops": coops, "federation": Federation.objects.first()}
    return render(request, "site/coops/list.html", context)


@require_safe
def coop_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Mission, figures, values portrait, needs and decisions of one co-op."""
    coop = Cooperative.objects.select_related("federation").filter(slug=slug).first()
    if coop is None:
        raise Http404(_("There is no co-operative at this address."))
    needs = listed(language=reader_language(), cooperative=slug)
    profile = said.latest_profile(coop)
    context = {
        "coop": coop,
        "emphasised": _terms(coop.values_emphasised),
        "portrait": shown(said.portrayed(profile), key="values", titles=OF_ONE)
        if profile
        else None,
        "needs": [card(need) for need in needs[:SHOWN]],
        "needs_count": needs.count(),
        "decisions": _decisions(coop),
        "assemblies": of_cooperative(coop),
        "may_register_witness": can_record_decisions(request.user, coop),
    }
    return render(request, "site/coops/detail.html", context)


def _terms(keys: list[str]) -> list[vocabulary.Term]:
    known = vocabulary.values()
    return [known[key] for key in keys if key in known]


def _decisions(coop: Cooperative) -> list[tuple[Decision, Choice]]:
    found = recorded().filter(cooperative=coop)[:SHOWN]
    return [(decision, choice(decision.proposal)) for decision in found]


@require_safe
def values(request: HttpRequest) -> HttpResponse:
    """The value families, the federation's portrait, asked versus built."""
    families = [
        (title, vocabulary.values(family).values())
        for family, title in FAMILIES.items()
    ]
    context = {
        "families": families,
        "portrait": shown(said.federation_profile(), key="federation"),
        "asked_built": asked_built(),
    }
    return render(request, "site/values/values.html", context)
