"""Reading: the list of needs, and one need with its thread."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from governance.proposals import queries
from governance.proposals.models import Proposal
from portal.site.languages import reader_language
from portal.site.needs.addresses import need_url
from portal.site.needs.gate import find_need
from portal.site.needs.listing import Filters, card, found_sentence, page_of_needs
from portal.site.needs.shown import NeedForms, need_context


@require_safe
def need_list(request: HttpRequest) -> HttpResponse:
    filters = Filters(request.GET)
    page = page_of_needs(filters, request.GET.get("page"))
    context = {
        "filters": filters,
        "page_of_needs": page,
        "cards": [card(need) for need in page],
        "sentence": found_sentence(page, filters.narrowed),
    }
    too_long = "q" in filters.errors
    return render(
        request, "site/needs/list.html", context, status=400 if too_long else 200
    )


@require_safe
def need_short(request: HttpRequest, number: int) -> HttpResponse:
    """The number alone is enough to find a need."""
    return redirect(need_url(find_need(number, request.user)))


@require_safe
def need_detail(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """One need. Another title's words, or those of the other language, lead to the
    one address of the need in the language of the page."""
    proposal = queries.discussed(find_need(number, request.user, queries.counted))
    wording = proposal.wording(reader_language())
    if wording and slug != wording.slug:
        return redirect(need_url(proposal))
    return _page(request, proposal)


def shown(
    request: HttpRequest,
    proposal: Proposal,
    forms: NeedForms | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a need, read anew: an act found less of it than is shown here.
    ``forms`` brings back what was typed and refused."""
    return _page(request, queries.detailed(proposal.number), forms, status)


def _page(
    request: HttpRequest,
    proposal: Proposal,
    forms: NeedForms | None = None,
    status: int = 200,
) -> HttpResponse:
    context = need_context(request, proposal, forms or NeedForms())
    return render(request, "site/needs/detail.html", context, status=status)
