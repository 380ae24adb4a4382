"""The steps: what is due is done, what fails stands alone, an idle portal rests."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.decisions.models import Decision
from governance.journal.models import Entry
from governance.voting.actions import approve_round
from integrations.models import Delivery, InboundEvent, MirrorLink
from portal.models import Beat, Job
from portal.work import embedded, steps
from portal.work.worker import Worker
from tests.builders import accepted_need, briefed_need, released_need
from tests.integrations import github_fixtures
from tests.round_builders import opened_round, prepared_round
from tests.work.processes import wait_until
from tests.worlds import shared

sandbox_process = github_fixtures.sandbox_process
github = github_fixtures.github
issues = github_fixtures.issues

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")


def work() -> int:
    return Worker(tick=steps.enqueue_due).run_until_idle()


def test_one_command_does_everything_that_is_due(
    github,
    issues,
    lac_tamarac,
    capsys,
):
    need = briefed_need(lac_tamarac, at=timezone.now() - timedelta(days=12))
    call_command("work", "--once")
    link = MirrorLink.objects.get(proposal=need)
    assert link.number == issues()[0]["number"]
    assert {row.fate for row in Delivery.objects.all()} == {"done"}
    assert Beat.objects.count() == 1
    call_command("work", "--once")
    assert len(issues()) == 1


def test_an_idle_portal_writes_nothing_but_its_sign_of_life(db):
    work()
    worker = Worker(tick=steps.enqueue_due)
    worker.run_pass()
    with CaptureQueriesContext(connection) as seen:
        worker.run_pass()
    written = [q["sql"] for q in seen if not q["sql"].startswith("SELECT")]
    assert [sql for sql in written if "SAVEPOINT" not in sql] == []


@shared
def due_to_open(lac_tamarac, melanie, gaetan, rose_aimee):
    """A round prepared and approved a month ago whose opening time was yesterday."""
    start = timezone.now() - timedelta(days=30)
    need = accepted_need(lac_tamarac, at=start)
    yesterday = timezone.now() - timedelta(days=1)
    checked = start + timedelta(days=2)
    due = prepared_round(
        lac_tamarac, need, by=melanie, at=checked,
        opens_at=yesterday, closes_at=yesterday + timedelta(days=7),
    )  # fmt: skip
    return approve_round(due, by=melanie, at=checked)


def test_due_rounds_open_and_seal_by_themselves(lac_tamarac, melanie, due_to_open):
    past = timezone.now() - timedelta(days=20)
    need = accepted_need(lac_tamarac, at=past - timedelta(days=2))
    closed = opened_round(lac_tamarac, need, by=melanie, at=past)
    work()
    for held in (due_to_open, closed):
        held.refresh_from_db()
    assert due_to_open.opened_at is not None
    assert due_to_open.sealed_at is None
    assert closed.sealed_at is not None


def test_a_round_that_cannot_be_opened_holds_up_no_other_step(due_to_open, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("cannot")

    monkeypatch.setattr(steps, "open_round", broken)
    now = timezone.now()
    event = InboundEvent.objects.create(
        guid="g", event="ping", payload={}, received_at=now, due_at=now
    )
    work()
    event.refresh_from_db()
    assert event.handled_at is not None
    waiting = Job.objects.get(dedupe_key__startswith="open round")
    assert (waiting.status, waiting.attempts) == ("ready", 1)


def test_a_step_that_gave_up_rests_before_it_is_tried_anew(db):
    now = timezone.now()
    Job.objects.create(
        task="x", due_at=now, enqueued_at=now, status=Job.Status.DEAD,
        finished_at=now, dedupe_key="open round 5",
    )  # fmt: skip
    steps._enqueue(steps.open_due_round, (5,), now)
    assert Job.objects.filter(status="ready").count() == 0
    steps._enqueue(steps.open_due_round, (5,), now + 2 * steps.DEAD_REST)
    assert Job.objects.filter(status="ready").count() == 1


def test_what_cannot_be_seen_does_not_hide_the_rest(db, monkeypatch):
    def broken(_at):
        raise RuntimeError

    first = steps.Step(steps.open_due_round, broken)
    second = steps.Step(steps.collect_outbox, steps.once(lambda _at: True))
    monkeypatch.setattr(steps, "STEPS", [first, second])
    steps.enqueue_due()
    assert Job.objects.get().dedupe_key == "collect outbox"


def test_the_embedded_worker_works_and_stops(each_database):
    thread = embedded.start_worker_thread()
    assert embedded.start_worker_thread() is thread
    wait_until(lambda: Beat.objects.exists())
    assert embedded.stop_worker_thread()
    assert not thread.is_alive()


def test_decisions_get_their_pages_when_there_is_a_place_for_them(db):
    assert Decision.objects.count() == 0
    assert not steps.pages_are_due(timezone.now())


def test_a_delivery_is_told_and_asked_about_when_its_time_has_come(lac_tamarac):
    need = released_need(lac_tamarac, at=timezone.now() - timedelta(days=60))
    work()
    work()
    line = need.delivered.get()
    assert line.told_at
    assert line.asked_at
    for verb in ("delivery.told", "confirmation.asked"):
        assert Entry.objects.filter(verb=verb).count() == 1
