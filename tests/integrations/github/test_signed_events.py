"""The sandbox's own webhooks, byte for byte, into the portal and through the worker."""

import pytest

from governance.proposals.lifecycle import Status
from integrations.github import inbound
from integrations.models import InboundEvent
from tests.integrations.github_fixtures import SECRET, mirrored, pointed_at
from tests.integrations.sandbox.fixtures import running_sandbox
from tests.integrations.sandbox.listener import listener

__all__ = ["listener"]

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")


@pytest.fixture
def telling(tmp_path, settings, listener):
    """A sandbox that sends its webhooks, signed, to ``listener``."""
    with running_sandbox(tmp_path, webhook_url=listener.url, secret=SECRET) as sandbox:
        settings.GITHUB = pointed_at(sandbox)
        yield sandbox


def handed_over(sandbox, listener, client, order) -> None:
    """What was heard is posted to the portal in the given order, then applied."""
    sandbox.settled()
    for headers, body in order(listener.heard):
        kept = {n: t for n, t in headers.items() if n.startswith("X-")}
        answer = client.post(
            "/hooks/github/", body, content_type=headers["Content-Type"], headers=kept
        )
        assert answer.status_code == 202
    inbound.apply_due()
    assert not InboundEvent.objects.filter(handled_at=None).exists()


@pytest.mark.parametrize("order", [list, reversed, lambda heard: [*heard, *heard]])
def test_events_in_any_order_lead_to_the_same_end(
    telling, listener, client, briefed, order
):
    link = mirrored()
    telling.develop(link.number)
    telling.release("v1.0.0", name="Le carnet ouvert")
    handed_over(telling, listener, client, order)
    briefed.refresh_from_db()
    assert briefed.status == Status.RELEASED
    assert briefed.delivered.count() == 1
    assert {"issues", "pull_request", "release"} <= set(listener.events())


def test_milestones_are_told_as_github_does(telling, listener):
    """Judged with the rest at the sandbox's end."""
    telling.ask("POST", telling.repo("/milestones"), {"title": "Year"})
    telling.ask("POST", telling.repo("/issues"), {"title": "t", "milestone": 1})
    telling.ask("PATCH", telling.repo("/issues/1"), {"milestone": None})
    telling.settled()
    actions = [row["action"] for row in telling.traffic()["deliveries"]]
    assert actions == ["opened", "milestoned", "demilestoned"]
