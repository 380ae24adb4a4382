"""kill -9 between GitHub's POST and our commit: one issue, on both databases.

The control at the end shows that the blow is real: who posts and then saves the
number, and is killed in between, makes two.
"""

import os
import signal
from datetime import timedelta

import pytest
from django.utils import timezone

from integrations import outbox
from integrations.github import mirror, repositories
from integrations.github.client import Client, connect
from integrations.models import Delivery, MirrorLink
from tests.builders import briefed_need
from tests.integrations import github_fixtures
from tests.work.processes import ended, forked, wait_until

sandbox_process = github_fixtures.sandbox_process
github = github_fixtures.github
issues = github_fixtures.issues

pytestmark = pytest.mark.usefixtures("each_database", "melanie", "gaetan", "rose_aimee")


def later(**delta):
    moment = timezone.now() + timedelta(**delta)
    return lambda: moment


def deliver_once() -> None:
    outbox.deliver_due("github")


def die_at_the_post() -> None:
    Client.create_issue = lambda *_args, **_more: os.kill(os.getpid(), signal.SIGKILL)
    outbox.deliver_due("github")


def post_then_save(number: int) -> None:
    """What anybody would write first."""
    link = MirrorLink.objects.get(pk=number)
    issue = connect().create_issue(
        link.repository.remote_id, title="naive", body="passerelle v1 p=", labels=[]
    )
    MirrorLink.objects.filter(pk=number).update(number=issue.number)


def strike(issues, blow, *args) -> None:
    """Begin in another process; kill it once the issue exists, before the answer."""
    seen = len(issues())
    process = forked(blow, *args)
    with ended(process):
        wait_until(lambda: len(issues()) > seen, why="the POST never arrived")


def test_killed_between_post_and_commit_leaves_one_issue(
    github,
    issues,
    lac_tamarac,
):
    briefed_need(lac_tamarac)
    outbox.collect(timezone.now())
    github.fault("slow_after", method="POST", path="/issues$", seconds=2)
    strike(issues, deliver_once)
    link = MirrorLink.objects.get()
    assert link.first_attempt_at is not None
    assert link.number is None
    assert Delivery.objects.get(channel="github").claim != ""
    outbox.deliver_due("github", clock=later(hours=1))
    assert [row["number"] for row in issues()] == [MirrorLink.objects.get().number]
    assert Delivery.objects.get(channel="github").fate == "done"


def test_killed_before_the_post_still_makes_the_issue(
    github,
    issues,
    lac_tamarac,
):
    """The intent is there, the issue is not: two empty looks, then the POST."""
    briefed_need(lac_tamarac)
    outbox.collect(timezone.now())
    process = forked(die_at_the_post)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert MirrorLink.objects.get().posted_at is not None
    for hours, made in ((1, 0), (3, 1), (6, 1)):
        outbox.deliver_due("github", clock=later(hours=hours))
        assert len(issues()) == made
    assert MirrorLink.objects.get().number == issues()[0]["number"]


def test_two_workers_on_one_row_make_one_issue(
    github,
    issues,
    lac_tamarac,
):
    for _ in range(3):
        briefed_need(lac_tamarac)
    outbox.collect(timezone.now())
    hands = [forked(deliver_once) for _ in range(3)]
    for hand in hands:
        hand.join()
    assert len(issues()) == 3
    assert len({row["title"] for row in issues()}) == 1
    assert MirrorLink.objects.filter(number__isnull=False).count() == 3


def test_control_post_then_save_makes_two(github, issues, lac_tamarac):
    """Negative control: without the intent and the look there are two issues."""
    need = briefed_need(lac_tamarac)
    link = mirror._link_for(need.brief)
    repositories.located(link.repository, connect())
    github.fault("slow_after", method="POST", path="/issues$", seconds=2)
    strike(issues, post_then_save, link.pk)
    post_then_save(link.pk)
    assert len(issues()) == 2
