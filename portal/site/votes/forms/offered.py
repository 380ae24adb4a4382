"""What a person may choose from when they prepare a round."""

from typing import Any

from django.utils.translation import ngettext

from governance.membership.models import Cooperative, Federation
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.voting.models import Option
from portal.site.languages import in_language
from portal.site.votes.shown import choice, current_wordings


def invited(hosts: list[Cooperative], federations: list[Federation]) -> Any:
    own = Cooperative.objects.filter(pk__in=[h.pk for h in hosts])
    shared = Cooperative.objects.filter(federation__in=federations)
    return (own | shared).distinct()


def places(
    hosts: list[Cooperative], federations: list[Federation]
) -> list[tuple[Any, str]]:
    """Where the person may hold a round."""
    named = [(f"federation:{f.slug}", in_language(f, "name")) for f in federations]
    return named + [(f"coop:{h.slug}", h.short_name) for h in hosts]


def needs_ready(cooperatives: Any) -> list[tuple[Any, str]]:
    """Needs accepted for a vote in these co-operatives, with their numbers."""
    return named(ready(cooperatives))


def ready(cooperatives: Any) -> list[Proposal]:
    """The same, as they are."""
    found = (
        Proposal.objects.filter(
            status=Status.UNDER_REVIEW, cooperative__in=cooperatives
        )
        .exclude(pk__in=under_way())
        .select_related("cooperative")
        .prefetch_related(current_wordings())
        .order_by("number")
    )
    return list(found)


def named(needs: list[Proposal]) -> list[tuple[Any, str]]:
    return [(need.number, _named(need)) for need in needs]


def _named(need: Proposal) -> str:
    days = ngettext("%(count)s day", "%(count)s days", need.effort_days or 0)
    return "{} ({}, {})".format(
        choice(need).title,
        need.cooperative.short_name,
        days % {"count": need.effort_days or 0},
    )


def under_way() -> Any:
    """The needs that stand on a ballot now: they cannot stand on another."""
    return Option.objects.filter(
        round__opened_at__isnull=False, round__sealed_at=None, round__voided_at=None
    ).values("proposal")
