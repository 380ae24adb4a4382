"""Collect, claim, deliver, settle: on both databases, with two workers and a kill."""

import os
import signal
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from governance.journal.actions import record
from governance.membership.models import Federation
from integrations import outbox
from integrations.channels import Channel
from integrations.fates import Misconfigured, TryLater, WillNeverWork
from integrations.models import Delivery
from tests.work.processes import forked
from tests.work.tasks import mark, marks

pytestmark = pytest.mark.usefixtures("each_database")


def later(**delta):
    moment = timezone.now() + timedelta(**delta)
    return lambda: moment


@pytest.fixture
def handler(monkeypatch):
    """A channel "bell" for the verb ``bell.rung``; set ``handler.act`` to misbehave."""

    class Handler:
        act = staticmethod(lambda _entry, _at: None)

    channel = Channel("bell", ("bell.rung",), lambda *given: Handler.act(*given))
    monkeypatch.setattr(outbox, "CHANNELS", {"bell": channel})
    return Handler


def ring(times: int = 1) -> None:
    subject = Federation.objects.get_or_create(slug="f", name_fr="f", name_en="f")[0]
    for _ in range(times):
        with transaction.atomic():
            record("bell.rung", subject, by=None, at=timezone.now())
    outbox.collect(timezone.now())


def raising(error):
    def act(_entry, _at):
        raise error

    return act


def test_each_line_is_collected_once(handler):
    ring(3)
    assert not outbox.anything_to_collect()
    assert outbox.collect(timezone.now()) == 0
    assert Delivery.objects.count() == 3
    assert outbox.deliver_due() == 3
    assert outbox.deliver_due() == 0


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (TryLater("The door is shut."), "pending"),
        (WillNeverWork("There is no door."), "never"),
        (Misconfigured("The key is missing."), "misconfigured"),
        (ZeroDivisionError("secret words"), "pending"),
    ],
)
def test_three_fates_and_the_unforeseen(handler, error, fate):
    ring()
    handler.act = staticmethod(raising(error))
    assert outbox.deliver_due() == 0
    row = Delivery.objects.get()
    assert (row.fate, row.claim, row.attempts) == (fate, "", 1)
    assert row.problem in (str(error), "ZeroDivisionError")
    assert (row.settled_at is None) == (fate == "pending")


def test_pauses_double_up_to_an_hour(handler):
    ring()
    handler.act = staticmethod(raising(TryLater("no")))
    pauses, now = [], timezone.now()
    for _ in range(12):
        moment = now
        outbox.deliver_due(clock=lambda moment=moment: moment)
        now = Delivery.objects.get().due_at
        pauses.append((now - moment).total_seconds())
    assert 10 <= pauses[0] <= 13
    assert 40 <= pauses[2] <= 51
    assert 3600 <= pauses[-1] <= 4500


def test_the_least_pause_is_kept(handler):
    ring()
    handler.act = staticmethod(raising(TryLater("no", timedelta(minutes=30))))
    outbox.deliver_due()
    assert Delivery.objects.get().due_at >= timezone.now() + timedelta(minutes=29)


def test_one_failing_row_holds_up_no_other(handler):
    ring(5)
    bad = Delivery.objects.order_by("pk")[1].entry_id

    def act(entry, _at):
        if entry.pk == bad:
            raise RuntimeError

    handler.act = staticmethod(act)
    assert outbox.deliver_due() == 4


def test_what_waited_for_a_setting_is_tried_again(handler):
    ring()
    handler.act = staticmethod(raising(Misconfigured("no key")))
    outbox.deliver_due()
    handler.act = staticmethod(lambda _entry, _at: None)
    assert outbox.deliver_due() == 0
    assert outbox.release_misconfigured(timezone.now()) == 1
    assert outbox.deliver_due() == 1


def test_a_claim_left_behind_is_found_again_and_fenced(handler):
    ring()
    lost = outbox.claim(timezone.now())
    assert lost
    assert outbox.claim(timezone.now()) is None
    found = outbox.claim(later(hours=1)())
    assert found and found.row.pk == lost.row.pk
    outbox.deliver(lost, timezone.now)
    assert Delivery.objects.get().fate == "pending"
    outbox.deliver(found, timezone.now)
    assert Delivery.objects.get().fate == "done"


def test_many_hands_deliver_each_row_once(handler, tmp_path):
    ring(30)
    handler.act = staticmethod(lambda entry, _at: mark(str(tmp_path), str(entry.pk)))

    def run():
        try:
            outbox.deliver_due()
        finally:
            connection.close()

    hands = [threading.Thread(target=run) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    rows = Delivery.objects.all()
    assert {row.fate for row in rows} == {"done"}
    assert {marks(tmp_path, str(row.entry_id)) for row in rows} == {1}


def test_killed_in_the_middle_nothing_is_lost(handler, tmp_path):

    ring(4)

    def act(entry, _at):
        mark(str(tmp_path), str(entry.pk))
        if len(list(tmp_path.iterdir())) == 3:
            os.kill(os.getpid(), signal.SIGKILL)

    handler.act = staticmethod(act)
    hand = forked(outbox.deliver_due)
    hand.join()
    assert hand.exitcode == -signal.SIGKILL
    handler.act = staticmethod(lambda entry, _at: mark(str(tmp_path), str(entry.pk)))
    assert outbox.deliver_due() + outbox.deliver_due(clock=later(hours=1)) == 2
    assert sorted(marks(tmp_path, f.name) for f in tmp_path.iterdir()) == [1, 1, 1, 2]
