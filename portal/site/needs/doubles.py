"""A form sent twice is one act: the second sending finds what the first one made."""

from datetime import datetime, timedelta

from governance.membership.models import Cooperative, Person
from governance.proposals.lifecycle import Status
from governance.proposals.models import Comment, Proposal
from governance.prose import tidy

A_WHILE = timedelta(minutes=30)  # later, the same words are meant again


def hold(person: Person) -> None:
    """Hold the person's row until the end of the transaction: their second press
    waits for the first one."""
    Person.objects.select_for_update().get(pk=person.pk)


def same_draft(
    person: Person, cooperative: Cooperative, *, title: str, text: str, at: datetime
) -> Proposal | None:
    """The draft that the same words just made."""
    return Proposal.objects.filter(
        author=person,
        cooperative=cooperative,
        status=Status.DRAFT,
        created_at__gte=at - A_WHILE,
        revisions__is_current=True,
        revisions__title=" ".join(title.split()),
        revisions__text=tidy(text),
    ).first()


def same_comment(
    person: Person, proposal: Proposal, *, text: str, at: datetime
) -> Comment | None:
    """The comment that the same words just made."""
    return Comment.objects.filter(
        author=person, proposal=proposal, text=tidy(text), at__gte=at - A_WHILE
    ).first()
