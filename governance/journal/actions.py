"""The last beat of every action: one line in the journal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from django.db import models, transaction

from governance.journal import chain
from governance.journal.models import Entry, Head
from governance.journal.rows import insert, update


class Actor(Protocol):
    """Whoever acts: anything with a random reference (the user model has one)."""

    ref: Any


def record(
    verb: str,
    subject: models.Model,
    *,
    by: Actor | None,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
) -> Entry:
    """Append one line; must run inside the action's transaction.

    ``verb`` is ``noun.past_participle``; ``facts`` holds only JSON values and no
    personal information. The head's lock is taken last, so that it is held only
    from here to the commit.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("The journal is written inside the action's transaction.")
    head = _locked_head()
    fields: dict[str, Any] = {
        "number": head.number + 1,
        "verb": verb,
        "subject_kind": subject._meta.label_lower,
        "subject_id": str(subject.pk),
        "by": str(by.ref) if by else "",
        "at": at,
        "facts": dict(facts or {}),
        "prev": head.digest,
    }
    entry = Entry(**fields, digest=chain.digest(**fields))
    insert(entry)
    head.number, head.digest = entry.number, entry.digest
    update(head, "number", "digest")
    return entry


def _locked_head() -> Head:
    """The head's row, ours until the commit; made by the very first writer."""
    connection = transaction.get_connection()
    alone = " FOR UPDATE" if connection.features.has_select_for_update else ""
    statement = f"SELECT number, digest FROM journal_head WHERE id = 1{alone}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement)
        if found := cursor.fetchone():
            return Head.from_db(
                connection.alias, ["id", "number", "digest"], [1, *found]
            )
    Head.objects.get_or_create(pk=1)
    return Head.objects.select_for_update().get(pk=1)
