"""Rounds whose time has come and that do not move: told, held back, or void."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from governance.journal.models import Entry
from governance.proposals.models import Proposal
from governance.voting.actions import approve_round, extend_round
from governance.voting.models import Round
from portal.models import Beat, Job
from portal.work import steps
from portal.work.worker import Worker
from tests.builders import accepted_need
from tests.round_builders import opened_round, prepared_round, vote
from tests.worlds import shared

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def work() -> None:
    Worker(tick=steps.enqueue_due).run_until_idle()


@shared
def closed(lac_tamarac, melanie, rose_aimee):
    """Closed an hour ago, with one ballot."""
    past = timezone.now() - 7 * DAY - timedelta(hours=1)
    need = accepted_need(lac_tamarac, at=past - DAY)
    held = opened_round(lac_tamarac, need, by=melanie, at=past)
    vote(held, rose_aimee, "yes", at=past)
    return held


def test_a_round_that_cannot_open_says_why_once(lac_tamarac, melanie, client):
    start = timezone.now() - DAY
    need = accepted_need(lac_tamarac, at=start - DAY)
    held = prepared_round(lac_tamarac, need, by=melanie, at=start)
    approve_round(held, by=melanie, at=start - MINUTE)
    Proposal.objects.filter(pk=need.pk).update(status="submitted")
    for _again in range(2):
        work()
        Job.objects.filter(status="ready").update(due_at=timezone.now())
    held.refresh_from_db()
    assert held.opened_at is None and held.standstill.kind == "opening"
    assert "not accepted" in held.standstill.reason_en
    assert Entry.objects.filter(verb="round.stands_still").count() == 1
    sent = [m for m in mail.outbox if melanie.email in m.to]
    assert len(sent) == 1 and held.standstill.reason_fr in sent[0].body
    client.force_login(melanie)
    page = client.get(f"/en/votes/{held.pk}/").content.decode()
    assert held.standstill.reason_en in page
    assert "stands still" in client.get("/en/me/").content.decode()


def test_a_count_that_is_refused_is_told_to_everyone(closed, client):
    closed.ballots.all().delete()
    work()
    closed.refresh_from_db()
    assert closed.sealed_at is None and closed.voided_at is None
    page = client.get(f"/fr/votes/{closed.pk}/").content.decode()
    assert closed.standstill.reason_fr in page


def test_a_round_whose_sheet_was_altered_is_void_in_public(closed, client):
    Round.objects.filter(pk=closed.pk).update(closes_at=closed.closes_at - MINUTE)
    work()
    closed.refresh_from_db()
    assert closed.voided_at is not None and closed.sealed_at is None
    assert "sealed" in closed.void_reason_en
    assert (
        closed.void_reason_fr in client.get(f"/fr/votes/{closed.pk}/").content.decode()
    )
    assert closed.ledger_lines.order_by("seq").last().line == '{"entry":"voided"}'


@pytest.mark.parametrize("away", [True, False])
def test_an_outage_that_covers_the_closing_leaves_time_to_put_it_off(
    closed, melanie, away
):
    now = timezone.now()
    last = now - timedelta(hours=2) if away else now - MINUTE
    Beat.objects.create(worker="before", at=last)
    work()
    closed.refresh_from_db()
    assert (closed.sealed_at is None) is away
    if not away:
        return
    assert closed.standstill.until > now
    assert not Round.objects.due_to_seal(now + timedelta(minutes=59)).exists()
    assert Round.objects.due_to_seal(now + timedelta(minutes=61)).exists()
    told = {"reason_fr": "Une panne de deux heures.", "reason_en": "A two-hour outage."}
    extend_round(closed, by=melanie, at=now + MINUTE, until=now + DAY, **told)
    assert not Round.objects.due_to_seal(now + timedelta(minutes=61)).exists()
