"""What developers do on GitHub moves the need here: read again, never believed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from governance.journal.models import Entry
from governance.proposals.lifecycle import Status
from governance.releases.models import Release
from integrations.github import inbound, reconcile, repositories
from integrations.github.client import connect
from integrations.models import InboundEvent, MirrorLink
from tests.integrations.github_fixtures import mirrored

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")

# What the sandbox's own events claim is not looked at here, only that they came.
HINTS = {"issues": "issue", "pull_request": "pull_request", "release": "release"}
_guids = iter(range(1_000_000))


@pytest.fixture
def link(github, briefed):
    return mirrored()


def hint(link, event, **part):
    now = timezone.now()
    home = {"id": link.repository.remote_id, "full_name": link.repository.full_name}
    payload = {"repository": home, HINTS.get(event, event): part}
    return InboundEvent.objects.create(
        guid=f"hint-{next(_guids)}", event=event, payload=payload,
        received_at=now, due_at=now,
    )  # fmt: skip


def told(link, event="issues", **part):
    """One event arrives and is applied; the need and link as they are then."""
    part = part or {"number": link.number}
    hint(link, event, **part)
    assert inbound.apply_due() == 1
    link.refresh_from_db()
    link.proposal.refresh_from_db()
    return link.proposal.status


def test_of_two_workers_that_see_an_event_one_gets_it(db):
    """The other one reads it, too, and comes second: there is nothing left for it."""
    now = timezone.now()
    event = InboundEvent.objects.create(
        guid="one", event="ping", payload={}, received_at=now, due_at=now
    )
    first = []

    def meanwhile(execute, sql, *more):
        if sql.startswith("UPDATE") and not first:
            first.append(None)
            first[0] = inbound.claim(now)
        return execute(sql, *more)

    with connection.execute_wrapper(meanwhile):
        second = inbound.claim(now)
    assert (first, second) == ([event], None)
    event.refresh_from_db()
    assert event.attempts == 1


def close(github, link, **fields):
    body = {"state": "closed", **fields}
    path = github.repo(f"/issues/{link.number}")
    assert github.ask("PATCH", path, body, token="developer").status == 200


def reopen(github, link):
    path = github.repo(f"/issues/{link.number}")
    assert github.ask("PATCH", path, {"state": "open"}, token="developer").status == 200


def test_the_whole_way_from_an_issue_to_a_release(github, link):
    assert told(link) == Status.MANDATED
    github.submit(f"/issues/{link.number}/take")
    assert told(link) == Status.IN_DEVELOPMENT
    sha = github.develop(link.number)
    assert told(link) == Status.IN_TEST
    assert (link.state, link.state_reason) == ("closed", "completed")
    assert (link.merge_sha, bool(link.pull_merged_at)) == (sha, True)
    github.release("v1.0.0", name="Le carnet ouvert")
    assert told(link, "release", tag_name="v1.0.0") == Status.RELEASED
    [delivered] = link.proposal.delivered.all()
    assert delivered.release.tag == "v1.0.0"
    [proof] = link.proposal.evidence.all()
    assert (proof.kind, proof.certainty) == ("contained", "proved")
    assert proof.facts == {
        "issue": link.number,
        "pull": link.pull_number,
        "sha": sha,
        "tag": "v1.0.0",
        "comparison": "identical",
    }
    verbs = list(Entry.objects.values_list("verb", flat=True))
    for verb in ("need.started", "need.built", "release.recorded", "release.delivered"):
        assert verbs.count(verb) == 1


def test_the_same_news_again_changes_nothing(github, link):
    github.develop(link.number)
    github.release("v2.0.0")
    for _ in range(3):
        told(link)
        told(link, "release", tag_name="v2.0.0")
    assert Entry.objects.filter(verb="need.built").count() == 1
    assert link.proposal.delivered.count() == 1


def test_a_release_that_arrives_before_the_closing_it_holds(github, link):
    github.develop(link.number)
    github.release("v3.0.0")
    assert told(link, "release", tag_name="v3.0.0") == Status.RELEASED


def test_a_release_made_before_the_merge_does_not_hold_it(github, link):
    github.release("v4.0.0")
    github.develop(link.number)
    assert told(link) == Status.IN_TEST
    assert told(link, "release", tag_name="v4.0.0") == Status.IN_TEST
    assert Release.objects.get(tag="v4.0.0").delivered.count() == 0


def test_a_pull_request_alone_says_that_work_began(github, link):
    landed = github.submit(f"/issues/{link.number}/pull", title="Begin")
    pull = int(landed.url.partition("/pull/")[2].partition("?")[0])
    body = f"Closes #{link.number}"
    assert told(link, "pull_request", number=pull, body=body) == Status.IN_DEVELOPMENT
    assert link.pull_number == pull
    assert link.merge_sha == ""


def test_closed_by_hand_is_built_but_no_release_can_claim_it(github, link):
    close(github, link, state_reason="completed")
    assert told(link) == Status.IN_TEST
    github.release("v5.0.0", notes=f"Fixes #{link.number}")
    assert told(link, "release", tag_name="v5.0.0") == Status.IN_TEST


def test_closed_as_not_planned_goes_back_to_people(github, link):
    github.submit(f"/issues/{link.number}/take")
    told(link)
    close(github, link, state_reason="not_planned")
    assert told(link) == Status.MANDATED


def test_a_reopened_issue_takes_the_need_back_to_work(github, link):
    close(github, link, state_reason="completed")
    assert told(link) == Status.IN_TEST
    reopen(github, link)
    assert told(link) == Status.IN_DEVELOPMENT


def test_an_older_reading_changes_nothing(github, link):
    close(github, link, state_reason="completed")
    told(link)
    MirrorLink.objects.update(remote_updated_at=timezone.now() + timedelta(days=1))
    reopen(github, link)
    assert told(link) == Status.IN_TEST


def test_drafts_and_previews_are_no_releases(github, link):
    # Of the tests before, maybe in the very second of our issue.
    before = {
        row["tag_name"] for row in github.ask("GET", github.repo("/releases")).json
    }
    github.develop(link.number)
    told(link)
    new = {"tag_name": "v6.0.0-rc1", "prerelease": True}
    github.ask("POST", github.repo("/releases"), new, token="developer")
    assert told(link, "release", tag_name="v6.0.0-rc1") == Status.IN_TEST
    assert told(link, "release", tag_name="v-never-was") == Status.IN_TEST
    assert not Release.objects.full().exclude(tag__in=before).exists()


@pytest.mark.parametrize("event", ["issues", "pull_request", "release", "repository"])
def test_events_that_make_no_sense_are_handled_and_do_nothing(github, link, event):
    for part in ({"number": "7"}, {"number": None}, {"number": 999_999}, {}):
        hint(link, event, **part)
    odd = hint(link, event)
    InboundEvent.objects.filter(pk=odd.pk).update(payload={"repository": []})
    inbound.apply_due()
    assert not InboundEvent.objects.filter(handled_at=None).exists()
    link.proposal.refresh_from_db()
    assert link.proposal.status == Status.MANDATED


def test_a_foreign_repository_means_nothing(github, link):
    close(github, link)
    odd = hint(link, "issues", number=link.number)
    odd.payload["repository"] = {"id": 1, "full_name": "some/other"}
    odd.save()
    inbound.apply_due()
    link.refresh_from_db()
    assert link.state == "open"


def test_an_event_that_fails_waits_and_holds_nothing_up(github, link):
    bad = hint(link, "issues", number=link.number)
    close(github, link, state_reason="completed")
    github.fault("bad_gateway_before", path=f"/issues/{link.number}$", times=3)
    good = hint(link, "ping")
    assert inbound.apply_due() == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bool(bad.handled_at), bool(good.handled_at)) == (False, True)
    assert (bad.attempts, bad.problem) == (1, "GitHub answered 502.")
    soon = timezone.now() + timedelta(minutes=1)
    assert inbound.apply_due(lambda: soon) == 1
    link.proposal.refresh_from_db()
    assert link.proposal.status == Status.IN_TEST


def test_a_look_of_our_own_finds_what_no_event_told(github, link):
    home = repositories.chosen()
    reconcile.look(connect(), home, timezone.now(), every=True)
    github.develop(link.number)
    github.release("v7.0.0")
    home.refresh_from_db()
    later = timezone.now() + timedelta(minutes=11)
    assert reconcile.is_due(later)
    assert reconcile.poll(later) >= 1
    link.proposal.refresh_from_db()
    assert link.proposal.status == Status.RELEASED
    assert not reconcile.is_due(later)


def test_a_plan_tells_and_does_nothing(github, link):
    close(github, link, state_reason="completed")
    lines = list(reconcile.plan(connect(), repositories.chosen()))
    assert lines == [f"#{link.number}: open → closed completed"]
    link.refresh_from_db()
    assert link.state == "open"
