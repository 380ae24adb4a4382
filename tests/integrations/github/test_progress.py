"""Pull requests, reviews, tests and parts of a need's issue: read as state, by one
question for many, or one by one where GraphQL is refused."""

import pytest
from django.utils import timezone

from integrations.github import inbound, reconcile
from integrations.github.client import connect
from integrations.github.errors import Limited, Unsupported
from integrations.github.progress import reading, standing
from integrations.models import InboundEvent
from tests.integrations.github_fixtures import mirrored

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")

_numbers = iter(range(1_000_000))


@pytest.fixture
def link(github, briefed):
    connect()._no_graph_until = 0.0
    connect().knows_parts = True
    return mirrored()


@pytest.fixture
def pull(github, link):
    landed = github.submit(f"/issues/{link.number}/pull", title="Do it")
    return int(landed.url.partition("/pull/")[2].partition("?")[0])


def told(link, event, **payload):
    now = timezone.now()
    home = {"id": link.repository.remote_id, "full_name": link.repository.full_name}
    InboundEvent.objects.create(
        guid=f"progress-{next(_numbers)}", event=event, received_at=now, due_at=now,
        payload={"repository": home, **payload},
    )  # fmt: skip
    assert inbound.apply_due() == 1


def stands(link):
    return [
        (row.number, row.state, row.review, row.approvals, row.checks)
        for row in link.pulls.all()
    ]


def review(github, number, event, by="jonas"):
    order = {"number": number, "event": event, "by": by}
    assert github.ask("POST", "/_sandbox/review", order).status == 200


def test_run(github, number, conclusion, name="tests"):
    order = {"number": number, "conclusion": conclusion, "name": name}
    assert github.ask("POST", "/_sandbox/test", order).status == 200


test_run.__test__ = False


def test_reviews_and_tests_are_followed(github, link, pull):
    told(
        link,
        "pull_request",
        pull_request={"number": pull, "title": f"Fixes #{link.number}"},
    )
    assert stands(link) == [(pull, "open", "", 0, "")]
    review(github, pull, "REQUEST_CHANGES")
    test_run(github, pull, None)
    told(link, "pull_request_review", pull_request={"number": pull})
    assert stands(link) == [(pull, "open", "changes", 0, "running")]
    review(github, pull, "APPROVE")
    review(github, pull, "APPROVE", by="passerelle-bot")
    test_run(github, pull, "success")
    test_run(github, pull, "failure", name="lint")
    told(link, "check_suite", check_suite={"pull_requests": []})
    assert stands(link) == [(pull, "open", "approved", 2, "failing")]
    test_run(github, pull, "success", name="lint")
    told(link, "status", sha="0" * 40)
    assert stands(link) == [(pull, "open", "approved", 2, "passing")]


def test_without_any_event_the_next_look_tells(github, link, pull):
    reconcile.poll(timezone.now())
    review(github, pull, "APPROVE")
    test_run(github, pull, "success")
    reconcile.poll(timezone.now() + reconcile.EVERY)
    assert stands(link) == [(pull, "open", "approved", 1, "passing")]


@pytest.mark.parametrize("fault", ["", "graph_refused"])
def test_both_ways_tell_the_same(github, link, pull, fault):
    """The negative control of the fallback: without it the second would be empty."""
    review(github, pull, "APPROVE")
    test_run(github, pull, "success")
    part = add_part(github, link, "The first half")
    if fault:
        github.fault(fault, times=9, path="/graphql$")
    told(link, "issues", issue={"number": link.number})
    assert stands(link) == [(pull, "open", "approved", 1, "passing")]
    assert [(row.number, row.title) for row in link.parts.all()] == [
        (part["number"], "The first half")
    ]


def test_what_was_refused_is_not_asked_again_for_an_hour(github, link, pull):
    github.fault("graph_refused", times=9, path="/graphql$")
    github.ask("GET", "/_sandbox/traffic?clear=1")
    for _ in range(3):
        told(link, "issues", issue={"number": link.number})
    paths = [row["path"] for row in github.traffic()["exchanges"]]
    assert paths.count("/graphql") == 1


def test_an_older_server_without_parts_still_tells_the_rest(github, link, pull):
    github.fault("graph_old", times=1)
    told(link, "issues", issue={"number": link.number})
    assert stands(link) == [(pull, "open", "", 0, "")]
    assert connect().knows_parts is False


def test_tests_that_we_may_not_see_are_unknown_not_absent(github, link, pull):
    test_run(github, pull, "success")
    github.fault("graph_kept", times=1)
    told(link, "issues", issue={"number": link.number})
    assert stands(link) == [(pull, "open", "", 0, "unknown")]


def test_a_limit_said_with_status_200_is_a_limit(github, link):
    github.fault("graph_limited")
    with pytest.raises(Limited):
        connect().progress([link.node_id])


def test_an_answer_without_data_is_no_news(github, link, pull):
    told(link, "issues", issue={"number": link.number})
    github.fault("bad_gateway_before", path="/graphql$")
    reconcile_fails(link)
    assert len(stands(link)) == 1


def reconcile_fails(link):
    now = timezone.now()
    InboundEvent.objects.create(
        guid=f"progress-{next(_numbers)}", event="status", received_at=now, due_at=now,
        payload={"repository": {"id": link.repository.remote_id}},
    )  # fmt: skip
    assert inbound.apply_due() == 0


def add_part(github, link, title):
    part = github.ask(
        "POST", github.repo("/issues"), {"title": title}, token="developer"
    )
    path = github.repo(f"/issues/{link.number}/sub_issues")
    github.ask("POST", path, {"sub_issue_id": part.json["id"]}, token="developer")
    return part.json


def test_parts_are_shown_with_their_state_and_leave_again(github, link):
    one, two = (add_part(github, link, title) for title in ("One", "Two"))
    told(link, "sub_issues", parent_issue={"number": link.number})
    assert [row.title for row in link.parts.all()] == ["One", "Two"]
    path = github.repo(f"/issues/{two['number']}")
    github.ask("PATCH", path, {"state": "closed"}, token="developer")
    told(link, "issues", issue={"number": two["number"]})
    assert [(row.is_open, row.done) for row in link.parts.all()] == [
        (True, False), (False, True),
    ]  # fmt: skip
    path = github.repo(f"/issues/{link.number}/sub_issue")
    github.ask("DELETE", path, {"sub_issue_id": one["id"]}, token="developer")
    told(link, "sub_issues", parent_issue={"number": link.number})
    assert [row.title for row in link.parts.all()] == ["Two"]


def test_an_older_reading_that_comes_late_changes_nothing(github, link, pull):
    early = timezone.now()
    told(link, "issues", issue={"number": link.number})
    reading.write(link, standing.Progress(), early)
    assert len(stands(link)) == 1


@pytest.mark.parametrize(
    ("words", "decision", "whole"),
    [
        ([], "", ("", 0)),
        (["APPROVED", "APPROVED"], "", ("approved", 2)),
        (["APPROVED", "CHANGES_REQUESTED"], "", ("changes", 1)),
        (["APPROVED"], "REVIEW_REQUIRED", ("awaited", 1)),
        (["DISMISSED", "COMMENTED"], "", ("", 0)),
        ([], "APPROVED", ("approved", 0)),
    ],
)
def test_reviews_are_summed_up(words, decision, whole):
    assert standing.review_of(words, decision) == whole


@pytest.mark.parametrize(
    ("runs", "whole"),
    [
        ([], ""), (["success", "skipped"], "passing"), (["success", ""], "running"),
        (["", "timed_out"], "failing"), (["stale"], "running"),
    ],
)  # fmt: skip
def test_tests_are_summed_up(runs, whole):
    assert standing.checks_of(runs) == whole


def test_a_refusal_is_told_apart_from_a_fault(github, link):
    github.fault("graph_refused", path="/graphql$")
    with pytest.raises(Unsupported):
        connect().progress([link.node_id])


def test_a_pull_request_tied_by_hand_is_evidence_as_much_as_one_that_says_so(
    github, link
):
    """In the side bar of the issue: no word of the pull request names it."""
    branch = f"silent-{next(_numbers)}"
    github.ask("POST", "/_sandbox/push", {"branch": branch, "message": "Do it"})
    new = {"title": "Do it", "head": branch, "base": "main", "body": "By hand"}
    pull = github.ask("POST", github.repo("/pulls"), new, token="developer").json
    order = {"number": pull["number"], "issue": link.number}
    assert github.ask("POST", "/_sandbox/tie", order).status == 200
    told(link, "issues", issue={"number": link.number})
    link.refresh_from_db()
    assert link.pull_number == pull["number"]
    merge = github.repo(f"/pulls/{pull['number']}/merge")
    github.ask("PUT", merge, {"merge_method": "merge"}, token="developer")
    told(link, "pull_request", pull_request={"number": pull["number"]})
    kept = link.clues.filter(kind="pull")
    assert [clue.ref for clue in kept] == [str(pull["number"])]
