"""A sandbox that holds many mirrored issues from the start, and their links."""

import json
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from governance.membership.models import Cooperative
from governance.proposals.models import Proposal
from integrations.github import markers
from integrations.github.sandbox import seed, shapes
from integrations.models import MirrorLink, Repository

HOME = "carnet-commun/carnet"


def written(path: Path, count: int) -> list[dict[str, Any]]:
    """A data file with ``count`` issues of ours, a second apart; the rows."""
    began = timezone.now().replace(microsecond=0) - timedelta(days=2)
    data = seed.fresh(HOME, stamp(began))
    rows = [_issue(number, began) for number in range(1, count + 1)]
    data["issues"] = {str(row["number"]): row for row in rows}
    data["next_number"] = count + 1
    path.write_text(json.dumps(data))
    return rows


def _issue(number: int, began: Any) -> dict[str, Any]:
    at = stamp(began + timedelta(seconds=number))
    body = f"{markers.marker(uuid.UUID(int=number))}\nA need." + " Words." * 300
    return {
        "id": 20_000 + number, "number": number, "title": f"Need {number}",
        "body": body, "state": "open", "state_reason": None, "user": seed.TOKEN_USER,
        "labels": [], "assignees": [], "created_at": at, "updated_at": at,
        "closed_at": None, "closed_by": None, "pull": None,
    }  # fmt: skip


def linked(home: Cooperative, rows: list[dict[str, Any]], url: str) -> Repository:
    """Needs with their links, read last when the issues were made."""
    repository = Repository.objects.create(
        full_name=HOME, remote_id=4101, html_url=f"{url}/{HOME}"
    )
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
