"""Reads over needs: lists, one need in full, counts for the thread."""

from datetime import date

from django.db.models import (
    Count,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce
from django.utils.functional import SimpleLazyObject

from governance.membership.models import Cooperative, Membership, Person
from governance.proposals import lifecycle, search
from governance.proposals.alike import Known, alike
from governance.proposals.models import (
    Comment,
    Proposal,
    ProposalQuerySet,
    Revision,
    Support,
)

LOOKED_AT = 2000  # wordings, the newest, when a need like another is looked for
SORTS: dict[str, tuple[str, ...]] = {
    "new": ("-submitted_at", "-number"),
    "supported": ("-support_count", "-number"),
    "changed": ("-changed_at", "-number"),
}


def listed(
    *,
    language: str,
    query: str = "",
    category: str = "",
    cooperative: str = "",
    status: str = "",
    value: str = "",
    reached: Q | None = None,
    sort: str = "new",
) -> ProposalQuerySet:
    """Public needs for a page of cards.

    ``cooperative`` is a slug; ``status`` a stage, a stop of the thread (``need`` …
    ``confirmation``) or ``refused``; ``value`` a key that the need serves; ``reached``
    a condition of ``proposals.reached``; ``sort`` one of ``SORTS``. An unknown filter finds nothing, an unknown sort means ``new``.
    """
    needs = with_counts(with_wordings(Proposal.objects.public(), language))
    for pieces in search.patterns(query):
        needs = needs.filter(_any_piece(pieces))
    if category:
        needs = needs.filter(category=category)
    if cooperative:
        needs = needs.filter(cooperative__slug=cooperative)
    if status:
        needs = needs.filter(status__in=lifecycle.STOPS.get(status, {status}))
    if reached is not None:
        needs = needs.filter(reached)
    if value:
        needs = needs.filter(value_tags__value=value, value_tags__weight__gt=0)
    return needs.order_by(*SORTS.get(sort, SORTS["new"]))


def look_alikes(
    title: str, text: str, *, language: str, most: int, but: Proposal | None = None
) -> list[Proposal]:
    """Public needs that look like one being written, the closest first: two queries,
    however many needs there are, and only the newest are looked at."""
    known = [need for need in _known() if but is None or need.key != but.pk]
    keys = alike(title, text, known)[:most]
    found = with_counts(with_wordings(Proposal.objects.public(), language)).in_bulk(
        keys
    )
    return [found[key] for key in keys if key in found]


def _known() -> list[Known]:
    """The words of each public need and of its titles, one row a language."""
    rows = Revision.objects.filter(
        is_current=True, proposal__status__in=lifecycle.PUBLIC
    ).order_by("-proposal_id")
    titles: dict[int, list[str]] = {}
    words: dict[int, str] = {}
    for key, title, kept in rows.values_list(
        "proposal_id", "title", "proposal__search_text"
    )[:LOOKED_AT]:
        titles.setdefault(key, []).append(title)
        words[key] = kept
    return [
        Known(
            key,
            frozenset(kept.split()),
            frozenset(search.index(*titles[key]).split()),
        )
        for key, kept in words.items()
    ]


def with_wordings(needs: ProposalQuerySet, language: str) -> ProposalQuerySet:
    """With co-op, value tags, and the wordings a reader of ``language`` may see."""
    shown = Q(language=language) | Q(language=F("proposal__language"))
    current = Revision.objects.filter(shown, is_current=True)
    return needs.select_related("cooperative").prefetch_related(
        Prefetch("revisions", queryset=current, to_attr="current_revisions"),
        "value_tags",
    )


def with_counts(needs: ProposalQuerySet) -> ProposalQuerySet:
    """With ``support_count`` and ``comment_count``."""
    return needs.annotate(support_count=_count(Support), comment_count=_count(Comment))


def found(number: int) -> Proposal:
    """One need at any stage, as cheaply as can be: most acts on it begin here, many
    end at the door. Its place, author, brief and present wordings are read when they
    are asked for; raises ``DoesNotExist``.

    Ask ``permissions.can_see`` before showing it.
    """
    need = Proposal.objects.get(number=number)
    need.current_revisions = SimpleLazyObject(  # type: ignore[attr-defined]
        lambda: list(need.revisions.filter(is_current=True))
    )
    return need


def detailed(number: int) -> Proposal:
    """The same, with all that its page shows: values, discussion, counts."""
    return discussed(counted(number))


def counted(number: int) -> Proposal:
    """Of what its page shows the facts: its place, author, brief and counts."""
    needs = Proposal.objects.select_related(
        "cooperative", "cooperative__federation", "author", "brief"
    )
    return with_counts(needs).get(number=number)


def discussed(need: Proposal) -> Proposal:
    """``counted`` with the rest, once it is to be shown: present wordings, values,
    discussion."""
    comments = Comment.objects.select_related("author", "cooperative")
    current = Revision.objects.filter(is_current=True)
    wordings = Prefetch("revisions", queryset=current, to_attr="current_revisions")
    told = Prefetch("comments", queryset=comments)
    prefetch_related_objects([need], wordings, told, "value_tags")
    return need


def is_on_a_ballot(proposal: Proposal) -> bool:
    """Whether a vote on the need was opened and stands (asked over the relation
    that the voting room declares: nothing of that room is imported here)."""
    return proposal.options.filter(
        round__opened_at__isnull=False, round__voided_at=None
    ).exists()


def is_on_a_standing_ballot(proposal: Proposal) -> bool:
    """Whether a vote on the need was opened and is not counted yet."""
    return proposal.options.filter(
        round__opened_at__isnull=False, round__sealed_at=None, round__voided_at=None
    ).exists()


def cooperative_of_comment(person: Person, proposal: Proposal, on: date) -> Cooperative:
    """In whose midst a person speaks: the need's co-op if they belong to it, else
    their own; a coordinator who is no member speaks at the co-op they serve."""
    theirs: QuerySet[Membership] = Membership.objects.current(on).filter(person=person)
    if theirs.filter(cooperative=proposal.cooperative).exists():
        return proposal.cooperative
    first = theirs.select_related("cooperative").order_by("since", "pk").first()
    return first.cooperative if first else proposal.cooperative


def _any_piece(pieces: set[str]) -> Q:
    found = Q()
    for piece in sorted(pieces):
        found |= Q(search_text__contains=piece)
    return found


def _count(model: type[Support] | type[Comment]) -> Coalesce:
    """Counted in a subquery: two joins would multiply the rows."""
    rows = model.objects.filter(proposal=OuterRef("pk")).order_by().values("proposal")
    number = rows.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
