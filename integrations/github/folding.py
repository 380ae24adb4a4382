"""Many hints about one thing, one reading: a reading begun after a hint came in has
seen all that the hint could tell."""

from datetime import datetime

from django.db.models import QuerySet

from integrations.models import InboundEvent

# Where in its payload an event of a kind names the thing that is read again.
NAMED = {
    "issues": ("issue", "number"),
    "pull_request": ("pull_request", "number"),
    "release": ("release", "tag_name"),
    "issue_comment": ("comment", "id"),
    "pull_request_review": ("pull_request", "number"),
    "sub_issues": ("parent_issue", "number"),
}
# One reading of the repository answers all of them.
WHOLE = {"label", "repository", "check_suite", "status"}


def same_hint(event: InboundEvent, begun: datetime) -> QuerySet[InboundEvent]:
    """The unhandled events that the reading begun then has answered, too."""
    rows = InboundEvent.objects.filter(
        event=event.event, handled_at=None, received_at__lte=begun
    )
    home = event.payload.get("repository")
    if not isinstance(home, dict) or not isinstance(home.get("id"), int):
        return rows.none()
    rows = rows.filter(payload__repository__id=home["id"])
    if event.event in WHOLE:
        return rows
    part, name = NAMED.get(event.event, ("", ""))
    told = event.payload.get(part)
    if not isinstance(told, dict) or name not in told:
        return rows.none()
    return rows.filter(**{f"payload__{part}__{name}": told[name]})
