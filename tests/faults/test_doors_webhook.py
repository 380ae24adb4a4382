"""Signed events of every wrong shape: taken, looked at, and never a breakdown."""

import hashlib
import hmac
import itertools
import json
from typing import Any

from django.test import Client
from django.utils import timezone

from integrations.github import inbound
from integrations.models import InboundEvent, MirrorLink, Repository

HOME = {"id": 7, "full_name": "carnet-commun/carnet"}
ODD: list[Any] = [
    None, "", "x", [], {}, 0, -1, True, 1.5, 10**30, [[]], {"id": []}, {"id": "x"},
    {"id": 10**30}, {"id": True}, {"full_name": []}, {"full_name": "x" * 5000},
    {"number": "7"}, {"number": 10**30}, {"number": -1}, {"number": [7]}, {"number": None},
    {"tag_name": None}, {"tag_name": 7}, {"tag_name": ""}, {"tag_name": "../../x?y#z"},
    {"tag_name": "x" * 5000}, {"title": 7, "body": [], "number": 7}, {"body": "Closes #7"},
    {"title": "fixes #" + "9" * 5000}, {"title": "closes #7 " * 5000},
]  # fmt: skip
EVENTS = [
    "issues", "pull_request", "release", "ping", "never_heard_of",
    "pull_request_review", "sub_issues", "check_suite",
]  # fmt: skip
PARTS = {
    "issues": "issue", "pull_request_review": "pull_request",
    "sub_issues": "parent_issue",
}  # fmt: skip
_guids = itertools.count()


def knock(github: Client, payload: dict[str, Any], event: str) -> int:
    body = json.dumps(payload).encode()
    key = b"un secret de test"
    headers = {
        "X-GitHub-Event": event,
        "X-GitHub-Delivery": f"odd-{next(_guids)}",
        "X-Hub-Signature-256": "sha256="
        + hmac.new(key, body, hashlib.sha256).hexdigest(),
    }
    kind = "application/json"
    met = github.post("/hooks/github/", body, content_type=kind, headers=headers)
    return met.status_code


def test_events_of_every_wrong_shape(each_database: Any) -> None:
    """What names nothing of ours means nothing; what may, waits for GitHub to answer
    (nobody does here). Nothing fails because of its shape."""
    Repository.objects.create(full_name=HOME["full_name"], remote_id=HOME["id"])
    github = Client()
    for event, odd in itertools.product(EVENTS, ODD):
        part = PARTS.get(event, event)
        assert knock(github, {"repository": HOME, part: odd}, event) == 202
        assert knock(github, {"repository": odd, part: {"number": 7}}, event) == 202
        assert knock(github, {"repository": HOME, "action": odd}, event) == 202
    while InboundEvent.objects.filter(handled_at=None, attempts=0).exists():
        inbound.apply_due(timezone.now)
    told = set(InboundEvent.objects.values_list("problem", flat=True).distinct())
    faults = {problem for problem in told if problem.endswith(("Error", "Exception"))}
    assert not faults
    assert not MirrorLink.objects.exists()
