"""The judge must object: a judge that never does is worth nothing."""

import copy
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests import github_contract
from tests.github_contract import Exchange, judge, judge_delivery, judge_webhook
from tests.integrations.sandbox.fixtures import RunningSandbox, running_sandbox

EXAMPLES = Path(__file__).parents[2] / "data" / "github" / "webhook-examples.json.gz"


@pytest.fixture(scope="module")
def exchanges(tmp_path_factory: pytest.TempPathFactory) -> list[Exchange]:
    """A POST, a PATCH and a list, as the sandbox recorded them."""
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as sandbox:
        _a_few_calls(sandbox)
        recorded: list[Exchange] = sandbox.traffic()["exchanges"]
    return recorded


def _a_few_calls(sandbox: RunningSandbox) -> None:
    sandbox.ask(
        "POST",
        sandbox.repo("/issues"),
        {"title": "Un besoin", "labels": ["coop-mandate"]},
    )
    sandbox.ask(
        "PATCH",
        sandbox.repo("/issues/1"),
        {"state": "closed", "state_reason": "completed"},
    )
    sandbox.ask(
        "GET", sandbox.repo("/issues?state=all&per_page=5&since=2020-01-01T00:00:00Z")
    )


def _with_answer(exchange: Exchange, **changes: Any) -> Exchange:
    changed = copy.deepcopy(exchange)
    body = json.loads(changed["response"]["body"])
    for name, value in changes.items():
        if value is None:
            del body[name]
        else:
            body[name] = value
    changed["response"]["body"] = json.dumps(body)
    return changed


def _with_request(exchange: Exchange, **changes: Any) -> Exchange:
    changed = copy.deepcopy(exchange)
    changed["request"]["body"] = json.dumps(
        json.loads(changed["request"]["body"]) | changes
    )
    return changed


def test_good_exchanges_pass(exchanges: list[Exchange]) -> None:
    assert [judge(row) for row in exchanges] == [[], [], []]


def test_every_required_field_is_missed(exchanges: list[Exchange]) -> None:
    issue = github_contract.description()["components"]["schemas"]["issue"]
    for name in issue["required"]:
        found = judge(_with_answer(exchanges[0], **{name: None}))
        assert any(f"'{name}' is a required property" in line for line in found), name


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state_reason": "because"}, "is not one of"),
        ({"number": "12"}, "is not of type 'integer'"),
        ({"created_at": "2026-11-21T10:00:00"}, "date-time"),
        ({"colour": "red"}, "undeclared field colour"),
        ({"url": "https://api.github.com/repos/a/b/issues/1"}, "leads elsewhere"),
    ],
)
def test_a_wrong_answer_is_reported(
    exchanges: list[Exchange], change: dict[str, Any], words: str
) -> None:
    assert any(words in line for line in judge(_with_answer(exchanges[0], **change)))


def test_an_unknown_field_deep_inside_is_reported(exchanges: list[Exchange]) -> None:
    body = json.loads(exchanges[0]["response"]["body"])
    found = judge(_with_answer(exchanges[0], user=body["user"] | {"nickname": "x"}))
    assert any("undeclared field user.nickname" in line for line in found)


def test_a_wrong_request_is_reported(exchanges: list[Exchange]) -> None:
    assert any(
        "undeclared field colour" in line
        for line in judge(_with_request(exchanges[0], colour="x"))
    )
    assert any(
        "is not one of" in line
        for line in judge(_with_request(exchanges[1], state="shut"))
    )
    without_title = copy.deepcopy(exchanges[0]) | {
        "request": {"headers": {}, "body": "{}"}
    }
    assert any(
        "'title' is a required property" in line for line in judge(without_title)
    )


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/repos/a/b/isues", "no such operation"),
        ("/repos/a/b/issues?stat=all", "unknown query parameter stat"),
        ("/repos/a/b/issues?state=some", "is not one of"),
        ("/repos/a/b/issues?since=2026-11-21T10:00:00", "date-time"),
    ],
)
def test_a_wrong_address_is_reported(
    exchanges: list[Exchange], path: str, words: str
) -> None:
    assert any(words in line for line in judge(exchanges[2] | {"path": path}))


def test_another_api_version_is_reported(exchanges: list[Exchange]) -> None:
    changed = copy.deepcopy(exchanges[2])
    changed["request"]["headers"]["X-GitHub-Api-Version"] = "2026-03-10"
    assert any("2026-03-10" in line for line in judge(changed))


def test_a_status_nobody_described_is_reported(exchanges: list[Exchange]) -> None:
    assert any("answers 202" in line for line in judge(exchanges[0] | {"status": 202}))


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("/repositories/12/issues/3", "/repos/{owner}/{repo}/issues/{issue_number}"),
        (
            "/api/v3/repos/a/b/compare/x/y...z/w",
            "/repos/{owner}/{repo}/compare/{basehead}",
        ),
        ("/repos/a/b/git/ref/tags/v1", "/repos/{owner}/{repo}/git/ref/{ref}"),
        (
            "/repos/a/b/commits/abc/pulls",
            "/repos/{owner}/{repo}/commits/{commit_sha}/pulls",
        ),
        (
            "/repos/a/b/issues/comments/3",
            "/repos/{owner}/{repo}/issues/comments/{comment_id}",
        ),
        (
            "/repos/a/b/issues/3/labels/x",
            "/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}",
        ),
        ("/nowhere", None),
    ],
)
def test_paths_find_their_template(path: str, template: str | None) -> None:
    assert github_contract.template_of(path) == template


def test_github_s_own_recordings_are_understood() -> None:
    """Those of our events that satisfy today's description do so here as well."""
    rows = json.loads(gzip.decompress(EXAMPLES.read_bytes()))["examples"]
    good = [
        row["event"] for row in rows if not judge_webhook(row["event"], row["payload"])
    ]
    assert good.count("issues") >= 9
    assert {"issue_comment", "milestone", "repository", "ping"} <= set(good)


def test_a_broken_webhook_is_reported() -> None:
    rows = json.loads(gzip.decompress(EXAMPLES.read_bytes()))["examples"]
    opened = next(
        row["payload"]
        for row in rows
        if row["event"] == "issues" and row["action"] == "opened"
    )
    assert judge_webhook("issues", opened) == []
    broken = copy.deepcopy(opened)
    del broken["issue"]["number"]
    assert any(
        "'number' is a required property" in line
        for line in judge_webhook("issues", broken)
    )
    assert any(
        "no such event" in line
        for line in judge_webhook("issues", opened | {"action": "danced"})
    )


def test_github_s_signature_vector() -> None:
    """The vector that GitHub documents; any other body must fail."""
    digest = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    headers = {"X-Hub-Signature-256": f"sha256={digest}", "X-GitHub-Event": "ping"}
    headers["X-GitHub-Delivery"] = "0b989ba4-242f-11e5-81e1-c7b6966d2516"
    wrong = judge_delivery(headers, b'{"zen": "no"}', "It's a Secret to Everybody")
    assert "webhook: wrong X-Hub-Signature-256" in wrong
    assert (
        github_contract.signature(b"Hello, World!", "It's a Secret to Everybody")
        == f"sha256={digest}"
    )
