"""From a blank page to a submitted need, and back if its author wishes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Cooperative, Person
from governance.proposals import permissions, search, wording
from governance.proposals.actions.phrasing import (
    add_revision,
    checked_words,
    write_wording,
)
from governance.proposals.actions.progress import advance, lock
from governance.proposals.excuses import Pass
from governance.proposals.lifecycle import Status
from governance.proposals.models import Numbering, Proposal, Revision, ValueTag
from governance.proposals.queries import is_on_a_ballot
from governance.refusals import MoveNotAllowed, allow
from governance.values import vocabulary

Values = Mapping[str, int] | Sequence[str]


@transaction.atomic
def draft_proposal(
    cooperative: Cooperative,
    *,
    by: Person,
    at: datetime,
    language: str,
    title: str,
    text: str,
    category: str,
    values: Values,
    barriers: Iterable[str] = (),
) -> Proposal:
    """A new need, seen by its author and the co-op's coordinator only.

    ``values`` are keys in order (the first weighs 2) or keys with weights.
    """
    allow(
        permissions.can_propose(by, cooperative, timezone.localdate(at)),
        _("Only members of a co-op may propose a need there."),
    )
    checked = _checked_kind(category, values, barriers)
    language = wording.checked_language(language)
    excused = Pass(cooperative)
    words = checked_words(title, text, excused)
    number = _next_number()
    proposal = Proposal.objects.create(
        number=number,
        cooperative=cooperative,
        author=by,
        language=language,
        category=checked["category"],
        barriers=checked["barriers"],
        search_text=search.index(str(number), *words),
        created_at=at,
        changed_at=at,
    )
    add_revision(proposal, words, number=1, language=language, by=by, at=at)
    excused.note(proposal, at=at)
    _write_tags(proposal, checked["values"], by=by, at=at)
    facts = {"number": number, "cooperative": cooperative.slug, **excused.facts}
    record("need.drafted", proposal, by=by, at=at, facts=facts)
    return proposal


@transaction.atomic
def revise_proposal(
    proposal: Proposal,
    *,
    by: Person,
    at: datetime,
    language: str,
    title: str,
    text: str,
) -> Revision:
    """A new wording; the earlier ones are kept. The same words again change nothing.

    The wording in the need's own language is the original and its author's alone;
    one in the other language is a translation, by the author or a coordinator.
    """
    lock(proposal)
    language = wording.checked_language(language)
    _allow_wording(proposal, by=by, language=language)
    revision, is_new, excused = write_wording(
        proposal, by=by, at=at, language=language, title=title, text=text
    )
    if is_new:
        facts = {"language": language, "revision": revision.number, **excused}
        record("need.revised", proposal, by=by, at=at, facts=facts)
    return revision


@transaction.atomic
def classify_proposal(
    proposal: Proposal,
    *,
    by: Person,
    at: datetime,
    category: str,
    values: Values,
    barriers: Iterable[str] = (),
) -> Proposal:
    """Change what kind of need it is: category, values served, obstacles. The same
    answers again change nothing. Members vote on what they have read: once a vote on
    the need has opened, this stands."""
    lock(proposal)
    allow(
        permissions.can_classify(by, proposal),
        _("Only a coordinator of its co-op, or its author in a draft, may do this."),
    )
    if is_on_a_ballot(proposal):
        raise MoveNotAllowed(
            _("A vote on this need has opened: what it is about no longer changes.")
        )
    checked = _checked_kind(category, values, barriers)
    if checked == _kind(proposal):
        return proposal
    proposal.category, proposal.barriers = checked["category"], checked["barriers"]
    proposal.changed_at = at
    proposal.save(update_fields=["category", "barriers", "changed_at"])
    proposal.value_tags.all().delete()
    _write_tags(proposal, checked["values"], by=by, at=at)
    record("need.revised", proposal, by=by, at=at, facts={"classified": True})
    return proposal


def _kind(proposal: Proposal) -> dict[str, Any]:
    """As ``_checked_kind`` would give it."""
    return {
        "category": proposal.category,
        "values": dict(proposal.value_tags.values_list("value", "weight")),
        "barriers": proposal.barriers,
    }


@transaction.atomic
def submit_proposal(proposal: Proposal, *, by: Person, at: datetime) -> Proposal:
    """From draft to public: everyone may read it from now on."""
    lock(proposal)
    allow(
        permissions.is_author(by, proposal), _("Only its author may submit this need.")
    )
    return advance(
        proposal,
        to=Status.SUBMITTED,
        verb="need.submitted",
        by=by,
        at=at,
        written={"submitted_at": proposal.submitted_at or at},
    )


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, by: Person, at: datetime) -> Proposal:
    """The author takes the need back, as long as no vote on it has opened."""
    lock(proposal)
    allow(
        permissions.is_author(by, proposal),
        _("Only its author may withdraw this need."),
    )
    if is_on_a_ballot(proposal):
        raise MoveNotAllowed(
            _("A vote on this need has opened: it can no longer be withdrawn.")
        )
    return advance(proposal, to=Status.WITHDRAWN, verb="need.withdrawn", by=by, at=at)


def _next_number() -> int:
    counters = Numbering.objects.select_for_update()
    counter = counters.filter(pk=1).first()
    if counter is None:
        Numbering.objects.get_or_create(pk=1)
        counter = counters.get(pk=1)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _checked_kind(
    category: str, values: Values, barriers: Iterable[str]
) -> dict[str, Any]:
    known = vocabulary.categories()
    return {
        "category": wording.checked_key(category, known, _("Choose a category.")),
        "values": wording.checked_values(values),
        "barriers": wording.checked_barriers(barriers),
    }


def _allow_wording(proposal: Proposal, *, by: Person, language: str) -> None:
    if language == proposal.language:
        allow(
            permissions.can_edit(by, proposal),
            _("Only its author may change this need, and only before it is accepted."),
        )
    else:
        allow(
            permissions.can_translate(by, proposal, language),
            _("Only its author or a coordinator of its co-op may translate this need."),
        )


def _write_tags(
    proposal: Proposal, values: Mapping[str, int], *, by: Person, at: datetime
) -> None:
    ValueTag.objects.bulk_create(
        ValueTag(proposal=proposal, value=value, weight=weight, tagged_by=by, at=at)
        for value, weight in values.items()
    )
