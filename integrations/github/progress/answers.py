"""GitHub's answer to the one question, read. Pure.

What GitHub leaves empty because we may not see it (tests, without the right to read
them) is told as unknown, never as absent.
"""

from typing import Any

from integrations.github.progress import standing
from integrations.github.progress.standing import PartStand, Progress, PullStand

Json = dict[str, Any]

CHECKS = "statusCheckRollup"
ENDED = {"SUCCESS": "success", "FAILURE": "failure", "ERROR": "error"}


def progress_of(node: Json, hidden: frozenset[str] = frozenset()) -> Progress:
    """One issue; ``hidden`` names the fields that GitHub keeps from us."""
    pulls = (node.get("closedByPullRequestsReferences") or {}).get("nodes") or []
    parts = node.get("subIssues")
    return Progress(
        pulls=tuple(_pull(row, hidden) for row in pulls if row),
        parts=None
        if parts is None
        else tuple(_part(row) for row in parts.get("nodes") or [] if row),
    )


def hidden_fields(errors: list[Json]) -> frozenset[str]:
    """The last named step of each error's path."""
    named = [
        [step for step in error.get("path") or [] if isinstance(step, str)]
        for error in errors
    ]
    return frozenset(path[-1] for path in named if path)


def _pull(row: Json, hidden: frozenset[str]) -> PullStand:
    reviews = (row.get("latestOpinionatedReviews") or {}).get("nodes") or []
    review, approvals = standing.review_of(
        [one["state"] for one in reviews if one], row.get("reviewDecision") or ""
    )
    merged = bool(row.get("merged"))
    return PullStand(
        number=int(row["number"]),
        home=row["repository"]["nameWithOwner"],
        html_url=row["url"],
        state=standing.pull_state(
            row["state"], merged=merged, draft=bool(row.get("isDraft"))
        ),
        review=review,
        approvals=approvals,
        checks=_checks(row, hidden),
    )


def _checks(row: Json, hidden: frozenset[str]) -> str:
    last = [one for one in (row.get("commits") or {}).get("nodes") or [] if one]
    rollup = last[-1]["commit"].get(CHECKS) if last else None
    if rollup is None:
        return standing.UNKNOWN if CHECKS in hidden else standing.NONE
    return standing.checks_of([ENDED.get(rollup["state"], "")])


def _part(row: Json) -> PartStand:
    closed = row["state"] == "CLOSED"
    return PartStand(
        number=int(row["number"]),
        html_url=row["url"],
        title=row["title"],
        state="closed" if closed else "open",
        done=closed and row.get("stateReason") in (None, "COMPLETED"),
    )
