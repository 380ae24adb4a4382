"""GitHub's own forty webhook examples, as if they were about our needs: whatever the
order and however often they come, the portal ends in the same state."""

import gzip
import hashlib
import hmac
import json
import random
from pathlib import Path

import pytest
from django.utils import timezone

from governance.journal.models import Entry
from integrations.github import inbound
from integrations.models import Heard, InboundEvent, MirrorLink, Repository
from tests.integrations.forge import HOME, Forge

EXAMPLES = Path(__file__).parents[2] / "data" / "github" / "webhook-examples.json.gz"
SECRET = b"un secret de test"

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")


@pytest.fixture
def link(briefed, monkeypatch, at):
    """A need that the examples' issue stands for, closed over there meanwhile."""
    forge = Forge(1, timezone.now())
    forge.make({"title": "t", "body": "b"})
    forge.issues[1] |= {"state": "closed", "state_reason": "completed"}
    monkeypatch.setattr(inbound, "connect", forge.client)
    home = Repository.objects.create(
        full_name="carnet-commun/carnet", remote_id=1, html_url=HOME
    )
    return MirrorLink.objects.create(
        proposal=briefed, repository=home, number=1, state="open",
        marker="00000000-0000-0000-0000-000000000001",
    )  # fmt: skip


def examples():
    rows = json.loads(gzip.decompress(EXAMPLES.read_bytes()))["examples"]
    for number, row in enumerate(rows):
        payload = row["payload"]
        if "repository" in payload:
            payload["repository"]["id"] = 1
        if "issue" in payload:
            payload["issue"]["number"] = 1
        yield str(number), row["event"], json.dumps(payload).encode()


def replay(client, order):
    for guid, event, body in order:
        digest = hmac.new(SECRET, body, hashlib.sha256).hexdigest()
        answer = client.post(
            "/hooks/github/", body, content_type="application/json",
            headers={
                "X-GitHub-Event": event, "X-GitHub-Delivery": guid,
                "X-Hub-Signature-256": f"sha256={digest}",
            },
        )  # fmt: skip
        assert answer.status_code == 202
    inbound.apply_due()


def state():
    return (
        list(MirrorLink.objects.values("number", "state", "state_reason", "trouble")),
        list(MirrorLink.objects.values_list("proposal__status", flat=True)),
        list(Repository.objects.values("full_name", "remote_id", "trouble")),
        Entry.objects.filter(verb="need.built").count(),
        Heard.objects.count(),
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_any_order_twice_ends_in_the_same_state(client, link, seed):
    order = list(examples())
    assert len(order) == 40
    random.Random(seed).shuffle(order)
    replay(client, order)
    assert InboundEvent.objects.filter(handled_at=None).count() == 0
    once = state()
    assert once[0] == [
        {"number": 1, "state": "closed", "state_reason": "completed", "trouble": ""}
    ]
    assert once[1:4:2] == (["in_test"], 1)
    replay(client, order)
    again = [(f"again-{guid}", event, body) for guid, event, body in reversed(order)]
    replay(client, again)
    assert state() == once
