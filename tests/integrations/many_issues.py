"""A sandbox that holds many mirrored issues from the start, and their links."""

import json
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from governance.membership.models import Cooperative
from governance.proposals.models import Proposal
from integrations.github import markers, marks
from integrations.github.sandbox import seed, shapes
from integrations.models import Label, MirrorLink, Repository

HOME = "carnet-commun/carnet"


MANDATE = {
    "id": 8999, "name": "coop-mandate", "color": "1f6f5c", "default": False,
    "description": "",
}  # fmt: skip


def written(path: Path, count: int, pulls: int = 0) -> list[dict[str, Any]]:
    """A data file with ``count`` issues of ours that carry our label, and ``pulls``
    pull requests among them, a second apart; the rows of ours."""
    began = timezone.now().replace(microsecond=0) - timedelta(days=2)
    data = seed.fresh(HOME, stamp(began))
    data["labels"][str(MANDATE["id"])] = MANDATE
    rows = [_issue(number, began) for number in range(1, count + 1)]
    others = [_pull(number, began) for number in range(count + 1, count + pulls + 1)]
    for place, row in enumerate(others):  # between ours, by their times
        row["created_at"] = row["updated_at"] = rows[place % count]["created_at"]
    data["issues"] = {str(row["number"]): row for row in [*rows, *others]}
    data["next_number"] = count + pulls + 1
    path.write_text(json.dumps(data))
    return rows


def _issue(number: int, began: Any) -> dict[str, Any]:
    at = stamp(began + timedelta(seconds=number))
    body = f"{markers.marker(uuid.UUID(int=number))}\nA need." + " Words." * 300
    return {
        "id": 20_000 + number, "number": number, "title": f"Need {number}",
        "body": body, "state": "open", "state_reason": None, "user": seed.TOKEN_USER,
        "labels": [MANDATE["id"]], "assignees": [], "created_at": at, "updated_at": at,
        "closed_at": None, "closed_by": None, "pull": None,
    }  # fmt: skip


def _pull(number: int, began: Any) -> dict[str, Any]:
    half = {
        "id": 50_000 + number, "head": "main", "base": "main", "merged": False,
        "merged_at": None, "merge_sha": None, "commits": [], "head_sha": "",
    }  # fmt: skip
    theirs = {"user": seed.DEVELOPER, "labels": [], "body": "Work.", "pull": half}
    return _issue(number, began) | theirs


def linked(home: Cooperative, rows: list[dict[str, Any]], url: str) -> Repository:
    """Needs with their links, read last when the issues were made."""
    repository = Repository.objects.create(
        full_name=HOME, remote_id=4101, html_url=f"{url}/{HOME}"
    )
    Label.objects.create(
        repository=repository, key=marks.MANDATE.key, remote_id=MANDATE["id"],
        name=MANDATE["name"],
    )  # fmt: skip
    now = timezone.now()
    first = Proposal.objects.count() + 1
    needs = Proposal.objects.bulk_create(
        Proposal(
            number=first + place, cooperative=home, status="mandated", language="fr",
            category="trust_security", created_at=now, submitted_at=now, changed_at=now,
        )
        for place in range(len(rows))
    )  # fmt: skip
    MirrorLink.objects.bulk_create(
        MirrorLink(
            proposal=need, repository=repository, marker=uuid.UUID(int=row["number"]),
            number=row["number"], node_id=shapes.node_id("Issue", row["id"]),
            html_url=f"{url}/{HOME}/issues/{row['number']}", state="open",
            created_remotely_at=row["created_at"], checked_at=now,
            remote_updated_at=row["updated_at"],
        )
        for need, row in zip(needs, rows, strict=True)
    )  # fmt: skip
    return repository


def stamp(at: Any) -> str:
    return str(at.strftime("%Y-%m-%dT%H:%M:%SZ"))
