"""The mirror: what a night costs, how a burst of webhooks is taken, a thousand needs.

GitHub's sandbox stands in for GitHub, in a process of its own.
"""

import hashlib
import hmac
import json
import logging
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any
from unittest import mock

from django.conf import settings
from django.test import Client
from django.utils import timezone

from bench.mirror_pace import a_thousand
from bench.undone import scratch
from integrations.github import inbound, reconcile
from integrations.models import InboundEvent, Repository
from tests.integrations.github_fixtures import SECRET, pointed_at
from tests.integrations.many_issues import linked, written
from tests.integrations.sandbox.fixtures import running_sandbox

Figures = dict[str, float]


def measured(
    issues: int = 5000, pulls: int = 5000, burst: int = 500, needs: int = 1000
) -> Figures:
    """Everything of this file, on the scratch database; it is left as it was."""
    logging.disable(logging.WARNING)
    try:
        return {
            **a_night(issues, pulls),
            **a_night(300),
            **a_burst(burst),
            **a_thousand(needs),
        }
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def full_sandbox(count: int, pulls: int = 0) -> Iterator[tuple[Any, Repository]]:
    with tempfile.TemporaryDirectory() as folder, scratch() as home:
        path = Path(folder)
        rows = written(path / "sandbox.json", count, pulls)
        with (
            running_sandbox(path, judged=False) as sandbox,
            mock.patch.object(settings, "GITHUB", pointed_at(sandbox)),
        ):
            yield sandbox, linked(home, rows, sandbox.url)


def a_night(count: int, pulls: int = 0) -> Figures:
    """Requests of a first night and of one when nothing changed, and its seconds; with
    as many pull requests among the issues as asked for."""
    told: Figures = {}
    among = f" among {pulls:,} pull requests" if pulls else ""
    what = f"{count:,} issues{among}"
    with full_sandbox(count, pulls) as (sandbox, _home):
        for day, name in ((1, "first night"), (2, "unchanged night")):
            sandbox.ask("GET", "/_sandbox/traffic?clear=1")
            started = time.perf_counter()
            reconcile.poll(timezone.now() + timedelta(days=day))
            told[f"{what}, {name} (s)"] = round(time.perf_counter() - started, 1)
            statuses = [row["status"] for row in sandbox.traffic()["exchanges"]]
            told[f"{what}, {name} (requests)"] = len(statuses)
        told[f"{what}, {name} (of them not modified)"] = statuses.count(304)
    assert len(statuses) <= 60
    return told


def a_burst(count: int) -> Figures:
    """Signed webhooks about half as many issues, sent at fifty a second."""
    with full_sandbox(count // 2) as (_sandbox, home):
        client, answers = Client(), []
        began = time.perf_counter()
        for place in range(count):
            payload = {
                "action": "edited",
                "repository": {"id": home.remote_id, "full_name": home.full_name},
                "issue": {"number": place % (count // 2) + 1},
            }
            time.sleep(max(0.0, began + place * 10 / count - time.perf_counter()))
            started = time.perf_counter()
            assert knock(client, payload) == 202
            answers.append((time.perf_counter() - started) * 1000)
        stored = InboundEvent.objects.filter(handled_at=None).count()
        started = time.perf_counter()
        while InboundEvent.objects.filter(handled_at=None, attempts=0).exists():
            inbound.apply_due()
        applied = time.perf_counter() - started
        left = InboundEvent.objects.filter(handled_at=None).count()
    assert (stored, left) == (count, 0)
    assert applied <= 60
    return {
        f"burst of {count} webhooks, stored": stored,
        f"burst of {count} webhooks, an answer (ms)": round(median(answers), 1),
        f"burst of {count} webhooks, all applied (s)": round(applied, 1),
    }


def knock(client: Client, payload: dict[str, Any]) -> int:
    body = json.dumps(payload).encode()
    made = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    headers = {
        "X-GitHub-Event": "issues",
        "X-GitHub-Delivery": str(uuid.uuid4()),
        "X-Hub-Signature-256": f"sha256={made}",
    }
    kind = "application/json"
    return client.post(
        "/hooks/github/", body, content_type=kind, headers=headers
    ).status_code
