"""What all workers together may write: counted in the database, never exceeded."""

from datetime import timedelta

import pytest
from django.utils import timezone

from integrations import outbox
from integrations.fates import TryLater, WillNeverWork
from integrations.github import budget
from integrations.github.errors import Limited
from integrations.models import Delivery, Gate, MirrorLink, Repository, Write
from tests.builders import briefed_need
from tests.integrations.github_fixtures import mirrored

NOW = timezone.now()


def create(at=NOW):
    budget.spend(at, None, creates=True)


def test_twenty_five_contents_a_minute(db):
    for _ in range(25):
        create()
    with pytest.raises(Limited) as limit:
        create(NOW + timedelta(seconds=20))
    assert limit.value.after == timedelta(seconds=40)
    assert limit.value.for_all
    assert budget.paused(NOW + timedelta(seconds=20)).reason == Gate.Reason.BUDGET
    create(NOW + timedelta(seconds=60))


def test_three_hundred_and_fifty_an_hour(db):
    minutes = [NOW + timedelta(minutes=n) for n in range(14)]
    Write.objects.bulk_create(
        Write(at=at, creates=True) for at in minutes for _ in range(25)
    )
    with pytest.raises(Limited) as limit:
        create(NOW + timedelta(minutes=15))
    assert limit.value.after == timedelta(minutes=45)
    create(NOW + timedelta(minutes=60))


def test_changes_are_not_contents_but_stop_in_a_pause(db):
    for _ in range(25):
        create()
    budget.spend(NOW, None, creates=False)
    budget.pause(NOW, timedelta(minutes=3))
    with pytest.raises(Limited):
        budget.spend(NOW, None, creates=False)
    with pytest.raises(Limited):
        budget.check(NOW, reads=True)
    budget.check(NOW + timedelta(minutes=4))


def test_our_own_budget_does_not_stop_reading(db):
    for _ in range(25):
        create()
    with pytest.raises(Limited):
        create()
    budget.check(NOW, reads=True)
    with pytest.raises(Limited):
        budget.check(NOW)


def test_writes_of_all_workers_stand_a_second_apart(db, settings, monkeypatch):
    settings.GITHUB = settings.GITHUB | {"SECONDS_BETWEEN_WRITES": 1.0}
    waited = []
    monkeypatch.setattr(budget.time, "sleep", waited.append)
    for _ in range(3):
        create()
    assert waited == pytest.approx([0, 1, 2], abs=0.5)
    for _ in range(3):
        create()
    with pytest.raises(TryLater):
        create()
    assert Write.objects.count() == 6


def test_one_issue_written_to_in_circles_is_stopped(
    briefed,
):
    link = MirrorLink.objects.create(
        proposal=briefed, marker="0" * 31 + "1",
        repository=Repository.objects.create(full_name="a/b"),
    )  # fmt: skip
    for _ in range(budget.ON_ONE_ISSUE):
        budget.spend(NOW, link, creates=False)
    with pytest.raises(WillNeverWork):
        budget.spend(NOW, link, creates=False)
    link.refresh_from_db()
    assert link.trouble == MirrorLink.Trouble.BUSY


def test_githubs_limit_pauses_every_worker(
    github, issues, lac_tamarac, rose_aimee, melanie, gaetan
):
    for _ in range(2):
        briefed_need(lac_tamarac)
    github.fault("secondary_limit", method="POST", path="/issues$", retry_after=120)
    mirrored()
    assert budget.paused(timezone.now()).reason == Gate.Reason.LIMIT
    seen = len(github.traffic()["exchanges"])
    Delivery.objects.filter(channel="github").update(due_at=timezone.now())
    outbox.deliver_due("github")
    assert len(github.traffic()["exchanges"]) == seen
    assert issues() == []
    outbox.deliver_due("github", clock=lambda: timezone.now() + timedelta(hours=1))
    assert len(issues()) == 2
