"""A confirmed brief becomes one issue; asked again, it stays one."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.text import slugify

from integrations import outbox
from integrations.addresses import need_url
from integrations.github import markers
from integrations.models import Delivery, MirrorLink
from tests.builders import BRIEF, briefed_need, mandated_need, written_brief
from tests.integrations.github_fixtures import forget_traffic, mirrored

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")


def later(**delta):
    moment = timezone.now() + timedelta(**delta)
    return lambda: moment


def test_a_confirmed_brief_becomes_an_issue(github, issues, briefed):
    link = mirrored()
    [issue] = issues()
    assert link.proposal == briefed
    assert (link.number, link.state) == (issue["number"], "open")
    assert issue["title"] == BRIEF["title"]
    assert markers.marked(issue["body"]) == link.marker
    for language in ("en", "fr"):
        assert (
            need_url(briefed.number, slugify(BRIEF["title"]), language) in issue["body"]
        )
    assert BRIEF["summary_fr"] in issue["body"]
    shown = github.ask("GET", github.repo(f"/issues/{link.number}")).json
    assert "coop value: Openness" in [label["name"] for label in shown["labels"]]
    assert Delivery.objects.get(channel="github").fate == "done"


def test_an_unconfirmed_brief_stays_here(github, issues, lac_tamarac, at):
    written_brief(mandated_need(lac_tamarac), at=at + timedelta(days=11))
    outbox.collect(timezone.now())
    assert outbox.deliver_due("github") == 0
    assert issues() == []


def test_a_brief_written_anew_after_its_confirmation_waits(github, issues, briefed, at):
    written_brief(
        briefed, at=at + timedelta(days=12), user_story="Quite another story."
    )
    mirrored_rows = outbox.collect(timezone.now())
    outbox.deliver_due("github")
    assert mirrored_rows >= 1
    assert issues() == []
    assert Delivery.objects.get(channel="github").fate == "never"


@pytest.mark.parametrize(
    "fault",
    ["bad_gateway_after", "reset_after", "slow_after", "bad_gateway_before"],
)
def test_an_unclear_answer_never_makes_a_second_issue(
    github, issues, briefed, settings, fault
):
    settings.GITHUB = settings.GITHUB | {"TIMEOUT": 1}
    github.fault(fault, method="POST", path="/issues$", seconds=2)
    assert mirrored().number is None
    assert Delivery.objects.get(channel="github").fate == "pending"
    for minutes in (2, 20, 120):
        outbox.deliver_due("github", clock=later(minutes=minutes))
    assert len(issues()) == 1
    assert MirrorLink.objects.get().number == issues()[0]["number"]


def test_a_list_that_lags_makes_no_second_issue(github, issues, briefed):
    github.fault("bad_gateway_after", method="POST", path="/issues$")
    github.fault("list_lag", path="/issues$", times=1, seconds=60)
    mirrored()
    outbox.deliver_due("github", clock=later(minutes=2))
    assert MirrorLink.objects.get().number is None
    outbox.deliver_due("github", clock=later(minutes=30))
    assert len(issues()) == 1
    assert MirrorLink.objects.get().number == issues()[0]["number"]


def test_a_copied_marker_of_a_stranger_is_not_adopted(github, issues, briefed):
    github.fault("bad_gateway_before", method="POST", path="/issues$")
    link = mirrored()
    forged = {"title": "mine", "body": markers.marker(link.marker)}
    theirs = github.ask("POST", github.repo("/issues"), forged, token="developer").json
    for minutes in (2, 20, 120):
        outbox.deliver_due("github", clock=later(minutes=minutes))
    link.refresh_from_db()
    assert link.number not in (None, theirs["number"])


@pytest.mark.parametrize(
    ("fault", "fate"),
    [
        ("secondary_limit", "pending"),
        ("primary_limit", "pending"),
        ("too_many_requests", "pending"),
        ("archived", "misconfigured"),
        ("issues_disabled", "misconfigured"),
    ],
)
def test_refusals_find_their_fate(github, issues, briefed, fault, fate):
    github.fault(fault, method="POST", path="/issues$")
    mirrored()
    row = Delivery.objects.get(channel="github")
    assert (row.fate, issues()) == (fate, [])
    assert row.problem
    outbox.release_misconfigured(timezone.now())
    outbox.deliver_due("github", clock=later(hours=3))
    assert len(issues()) == 1


def test_a_redirected_write_is_not_taken_for_done(github, issues, briefed):
    github.fault("redirected", method="POST", path="/issues$")
    assert mirrored().number is None
    assert Delivery.objects.get(channel="github").fate == "pending"
    assert issues() == []
    forget_traffic(github)


def test_a_limit_rests_the_whole_channel(github, lac_tamarac, briefed, marc_andre):
    briefed_need(lac_tamarac, author=marc_andre, title="Un autre besoin")
    github.fault("secondary_limit", method="POST", path="/issues$", retry_after=90)
    mirrored()
    waiting = Delivery.objects.filter(channel="github", fate="pending")
    assert waiting.count() == 2
    assert all(row.due_at > timezone.now() + timedelta(seconds=80) for row in waiting)


def test_without_credentials_the_row_says_what_is_missing(issues, briefed, settings):
    settings.GITHUB = settings.GITHUB | {"TOKEN": ""}
    mirrored()
    row = Delivery.objects.get(channel="github")
    assert (row.fate, row.problem) == (
        "misconfigured",
        "No GitHub App and no token is set.",
    )


def test_a_wrong_token_is_misconfigured(github, briefed, settings):
    settings.GITHUB = settings.GITHUB | {"TOKEN": "wrong"}
    mirrored()
    assert Delivery.objects.get(channel="github").fate == "misconfigured"
