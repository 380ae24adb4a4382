"""Webhooks as they come over the wire: signed, described, logged, sent again."""

import json
from pathlib import Path

from tests.github_contract import judge_delivery
from tests.integrations.sandbox.fixtures import (
    PATIENCE,
    running_sandbox,
    wait_for,
)
from tests.integrations.sandbox.listener import Listener

SECRET = "un secret de test"


def heard(listener: Listener, count: int) -> list[str]:
    """Waits for ``count`` webhooks and says them as ``event/action``."""
    wait_for(lambda: len(listener.heard) >= count, f"{count} webhooks came")
    return [
        f"{head['X-GitHub-Event']}/{json.loads(body).get('action', '')}"
        for head, body in listener.heard
    ]


def test_the_whole_story_is_told(tmp_path: Path, listener: Listener) -> None:
    with running_sandbox(tmp_path, webhook_url=listener.url, secret=SECRET) as sandbox:
        sandbox.ask(
            "POST",
            sandbox.repo("/issues"),
            {"title": "Un besoin", "body": "é", "labels": ["bug"]},
        )
        sandbox.ask("PATCH", sandbox.repo("/issues/1"), {"title": "Un rappel"})
        sandbox.submit("/issues/1/comment", body="Une question?")
        sandbox.develop(1)
        sandbox.submit("/issues/1/reopen")
        sandbox.release("v0.1.0", "Premiers pas", "Des notes.")
        told = heard(listener, 12)
        assert {row["answer"]["status"] for row in sandbox.settled()} == {202}
    assert told == [
        "issues/opened", "issues/labeled", "issues/edited", "issue_comment/created", "issues/assigned",
        "pull_request/opened", "pull_request/closed", "issues/closed", "issues/reopened",
        "release/created", "release/published", "release/released",
    ]  # fmt: skip
    for headers, body in listener.heard:
        assert judge_delivery(headers, body, SECRET) == []
    merged = json.loads(listener.heard[6][1])["pull_request"]
    assert merged["merged"] and len(merged["merge_commit_sha"]) == 40


def test_rarer_events_conform_too(tmp_path: Path, listener: Listener) -> None:
    with running_sandbox(tmp_path, webhook_url=listener.url, secret=SECRET) as sandbox:
        repo = sandbox.repo
        sandbox.ask(
            "POST",
            repo("/issues"),
            {"title": "Un besoin", "labels": ["nouveau"], "assignees": ["priya"]},
        )
        sandbox.ask("DELETE", repo("/issues/1/assignees"), {"assignees": ["priya"]})
        sandbox.ask("DELETE", repo("/issues/1/labels/nouveau"))
        sandbox.ask(
            "PATCH", repo("/labels/nouveau"), {"new_name": "neuf", "color": "00ff00"}
        )
        sandbox.ask("DELETE", repo("/labels/neuf"))
        comment = sandbox.ask("POST", repo("/issues/1/comments"), {"body": "x"}).json[
            "id"
        ]
        sandbox.ask("PATCH", repo(f"/issues/comments/{comment}"), {"body": "y"})
        sandbox.ask("DELETE", repo(f"/issues/comments/{comment}"))
        sandbox.ask("POST", "/_sandbox/push", {"branch": "b", "message": "m"})
        sandbox.ask("POST", repo("/pulls"), {"title": "t", "head": "b", "base": "main"})
        sandbox.ask("PATCH", repo("/pulls/2"), {"title": "u", "state": "closed"})
        sandbox.ask("PATCH", repo("/pulls/2"), {"state": "open"})
        draft = sandbox.ask(
            "POST", repo("/releases"), {"tag_name": "v1", "draft": True}
        ).json["id"]
        sandbox.ask(
            "PATCH", repo(f"/releases/{draft}"), {"draft": False, "prerelease": True}
        )
        sandbox.ask("PATCH", repo(f"/releases/{draft}"), {"name": "Une"})
        sandbox.ask("DELETE", repo(f"/releases/{draft}"))
        sandbox.ask("POST", repo("/hooks/501/pings"))
        sandbox.settled()
    for headers, body in listener.heard:
        assert judge_delivery(headers, body, SECRET) == [], headers["X-GitHub-Event"]
    told = heard(listener, 21)
    assert {
        "label/edited",
        "label/deleted",
        "issue_comment/deleted",
        "release/prereleased",
        "ping/",
    } <= set(told)


def test_sent_again_with_the_same_number_and_bytes(
    tmp_path: Path, listener: Listener
) -> None:
    listener.status = 503
    with running_sandbox(tmp_path, webhook_url=listener.url, secret=SECRET) as sandbox:
        sandbox.ask("POST", sandbox.repo("/issues"), {"title": "Un besoin"})
        first = sandbox.settled()[0]
        assert first["answer"]["status"] == 503
        listener.status = 202
        sandbox.submit(f"/settings/hooks/{first['id']}")
        sandbox.ask(
            "POST", sandbox.repo(f"/hooks/501/deliveries/{first['id']}/attempts")
        )
        heard(listener, 3)
        rows = sandbox.ask("GET", sandbox.repo("/hooks/501/deliveries")).json
        wait_for(lambda: len(sandbox.settled()) == 3, "three deliveries are logged")
        rows = sandbox.ask("GET", sandbox.repo("/hooks/501/deliveries")).json
        assert [(row["status_code"], row["redelivery"]) for row in rows] == [
            (202, True),
            (202, True),
            (503, False),
        ]
        full = sandbox.ask(
            "GET", sandbox.repo(f"/hooks/501/deliveries/{first['id']}")
        ).json
        assert full["request"]["payload"]["issue"]["title"] == "Un besoin"
        assert (
            sandbox.ask("GET", sandbox.repo("/hooks")).json[0]["config"]["secret"]
            == "********"
        )
        sandbox.ask(
            "GET", "/_sandbox/traffic?clear"
        )  # a hook's own address leads elsewhere by nature
    assert len({head["X-GitHub-Delivery"] for head, _body in listener.heard}) == 1
    assert len({body for _head, body in listener.heard}) == 1


def test_lost_doubled_and_late(tmp_path: Path, listener: Listener) -> None:
    with running_sandbox(tmp_path, webhook_url=listener.url) as sandbox:
        sandbox.fault("hook_dropped", path="issues/opened")
        sandbox.fault("hook_doubled", path="issues/edited")
        sandbox.fault("hook_late", path="issues/closed", seconds=0.3)
        sandbox.ask("POST", sandbox.repo("/issues"), {"title": "Un besoin"})
        sandbox.ask("PATCH", sandbox.repo("/issues/1"), {"title": "Un rappel"})
        sandbox.ask("PATCH", sandbox.repo("/issues/1"), {"state": "closed"})
        sandbox.ask("PATCH", sandbox.repo("/issues/1"), {"state": "open"})
        told = heard(listener, 4)
    assert told == [
        "issues/edited",
        "issues/edited",
        "issues/reopened",
        "issues/closed",
    ]


def test_a_listener_that_is_away_is_no_drama(tmp_path: Path) -> None:
    with running_sandbox(
        tmp_path, webhook_url="http://127.0.0.1:9/hooks/github/"
    ) as sandbox:
        sandbox.ask("POST", sandbox.repo("/issues"), {"title": "Un besoin"})
        assert sandbox.settled()[0]["answer"]["status"] == 0
        assert (
            "Nobody answered"
            in sandbox.page(f"/{sandbox.repository}/settings/hooks").text
        )


def test_what_was_queued_is_sent_after_a_kill(
    tmp_path: Path, listener: Listener
) -> None:
    with running_sandbox(tmp_path, webhook_url=listener.url) as sandbox:
        sandbox.fault("hook_late", seconds=PATIENCE)
        sandbox.ask("POST", sandbox.repo("/issues"), {"title": "Un besoin"})
        assert listener.heard == []
        sandbox.kill()
        sandbox.start()
        assert heard(listener, 1) == ["issues/opened"]
