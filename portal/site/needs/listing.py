"""The list of needs: what may be asked of it, and what it found, in a sentence."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.membership.models import Cooperative
from governance.proposals import queries
from governance.proposals.models import Proposal
from governance.proposals.reached import REACHED, a_year_before
from governance.values import vocabulary
from portal.site.languages import reader_language
from portal.site.needs.addresses import need_url
from portal.site.thread import FRONT_LABELS, LABELS

A_PAGE = 12
SORTS = [
    ("new", gettext_lazy("Newest first")),
    ("supported", gettext_lazy("Most supported first")),
    ("changed", gettext_lazy("Latest news first")),
]


class Filters(forms.Form):
    """A plain GET form: an address says all, can be kept and sent to somebody."""

    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=200,
        error_messages={
            "max_length": gettext_lazy(
                "This search is too long: write 200 characters at most."
            )
        },
    )
    cooperative = forms.ChoiceField(label=gettext_lazy("Co-op"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("Subject"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Where it stands"), required=False)
    value = forms.ChoiceField(label=gettext_lazy("Value served"), required=False)
    reached = forms.ChoiceField(
        label=gettext_lazy("Reached in the past year"), required=False
    )
    sort = forms.ChoiceField(label=gettext_lazy("Order"), required=False, choices=SORTS)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="filter_%s")
        coops = Cooperative.objects.values_list("slug", "short_name")
        self._offer("cooperative", _("All the co-ops"), coops)
        self._offer("category", _("All subjects"), _terms(vocabulary.categories()))
        self._offer("value", _("All values"), _terms(vocabulary.values()))
        stops = [*LABELS.items(), ("refused", _("Refused"))]
        self._offer("status", _("All stops"), stops)
        self._offer("reached", _("Any stop"), FRONT_LABELS.items())

    def _offer(self, name: str, everything: str, choices: Any) -> None:
        self.fields[name].choices = [("", everything), *choices]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """The search as it was understood; what is not offered is left aside."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name, "") for name in self.fields}
        return {"query": given.pop("q")} | given

    def choices_offered(self) -> list[forms.BoundField]:
        """The lists to choose from, in order."""
        return [self[name] for name in self.fields if name != "q"]

    @property
    def narrowed(self) -> bool:
        """Whether anything but the order was asked."""
        return any(v for name, v in self.asked().items() if name != "sort")


@dataclass(frozen=True)
class Card:
    """A need on a card, in the words shown to this reader."""

    proposal: Proposal
    title: str
    language: str
    url: str


def card(proposal: Proposal) -> Card:
    wording = proposal.wording(reader_language())
    return Card(
        proposal=proposal,
        title=wording.title if wording else str(proposal),
        language=wording.language if wording else reader_language(),
        url=need_url(proposal),
    )


def page_of_needs(filters: Filters, number: str | None) -> Page[Proposal]:
    asked: dict[str, Any] = filters.asked()
    since, stop = a_year_before(timezone.now()), asked["reached"]
    asked["reached"] = REACHED[stop](since) if stop else None
    needs = queries.listed(language=reader_language(), **asked)
    return Paginator(needs, A_PAGE).get_page(number)


def found_sentence(page: Page[Any], narrowed: bool) -> str:
    """How many there are, in words, and which of them are on this page."""
    count = page.paginator.count
    if narrowed:
        words = ngettext(
            "%(count)s need answers your search.",
            "%(count)s needs answer your search.",
            count,
        )
    else:
        words = ngettext(
            "Members have proposed %(count)s need.",
            "Members have proposed %(count)s needs.",
            count,
        )
    if page.paginator.num_pages > 1:
        words += " " + _("Here are numbers %(first)s to %(last)s.")
    return words % {
        "count": count,
        "first": page.start_index(),
        "last": page.end_index(),
    }


def _terms(terms: dict[str, vocabulary.Term]) -> list[tuple[str, str]]:
    return [(key, term.label) for key, term in terms.items()]
