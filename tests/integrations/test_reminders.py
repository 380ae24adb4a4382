"""A reminder: to those a vote still waits for, once each, in their language."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone

from governance.journal.models import Entry
from governance.voting import reminding
from governance.voting.actions import remind_voters, seal_round
from governance.voting.models import RollLine
from integrations import outbox
from integrations.mail import reminders
from integrations.mail.reminders import Sent
from integrations.models import Delivery, Message
from portal.work.steps import enqueue_due
from portal.work.worker import Worker
from tests.builders import accepted_need
from tests.cast import admit, welcome
from tests.portal.votes.conftest import rounds_of, signed_in
from tests.round_builders import opened_round, vote

DAY = timedelta(days=1)
SUBJECTS = ("Un vote vous attend", "A vote waits for you")


@pytest.fixture
def ending(lac_tamarac, melanie, gaetan, rose_aimee, marc_andre):
    """A round that closes in twelve hours; John reads English, Zoé has no mailbox."""
    admit(welcome("John", "Doe", "en"), lac_tamarac)
    admit(welcome("Zoé", "Morin", email=None), lac_tamarac)
    closes = timezone.now() + DAY / 2
    return opened_round(
        lac_tamarac,
        accepted_need(lac_tamarac, at=timezone.now() - 9 * DAY),
        by=melanie,
        at=closes - 7 * DAY,
        closes_at=closes,
        record_date=timezone.localdate(closes - 7 * DAY),
    )


@pytest.fixture
def reminded(ending, rose_aimee, marc_andre):
    """Rose-Aimée has voted and Marc-André took a paper ballot before it left."""
    vote(ending, rose_aimee, "no", at=timezone.now())
    RollLine.objects.filter(person=marc_andre).update(paper_on=timezone.localdate())
    assert remind_voters(ending, days=1, at=timezone.now())
    outbox.collect(timezone.now())
    return ending


def send():
    return outbox.deliver_due("reminders")


def addressed():
    """Who got a reminder; the worker sends other mail, too."""
    return sorted(
        m.to[0].partition(".")[0] for m in mail.outbox if m.subject in SUBJECTS
    )


def test_only_those_who_have_not_voted_each_in_their_language(reminded):
    assert send() == 1
    assert addressed() == ["gaetan", "john", "melanie"]
    by_name = {letter.to[0].partition(".")[0]: letter for letter in mail.outbox}
    french, english = by_name["gaetan"], by_name["john"]
    assert french.subject == "Un vote vous attend"
    assert english.subject == "A vote waits for you"
    assert f"/fr/votes/{reminded.pk}/bulletin/" in french.body
    assert f"/en/votes/{reminded.pk}/ballot/" in english.body
    assert "Coopérative de solidarité santé du Lac-Tamarac" in french.body


def test_the_worker_sends_it_by_itself_once(ending):
    worker = Worker(tick=enqueue_due)
    worker.run_until_idle()
    worker.run_until_idle()
    assert addressed() == ["gaetan", "john", "marc-andre", "melanie", "rose-aimee"]


def test_it_never_says_what(reminded, rose_aimee):
    send()
    need = reminded.options.get().proposal
    for letter in mail.outbox:
        html = letter.alternatives[0][0]
        for told in (letter.subject, letter.body, html):
            assert reminded.title_fr not in told
            assert str(need.wording("fr").title) not in told


def test_repeating_it_changes_nothing(reminded):
    send()
    again = {"fate": Delivery.Fate.PENDING, "due_at": timezone.now(), "claim": ""}
    Delivery.objects.filter(channel="reminders").update(**again)
    assert send() == 1
    assert len(mail.outbox) == 3
    assert reminders.sent(reminded) == [Sent(days_before=1, people=3)]


def test_who_votes_before_the_mail_leaves_is_passed_over(reminded, gaetan, monkeypatch):
    """The server fails at first; Gaétan votes while the mail waits."""
    one_failure = [SMTPServerDisconnected()]
    sending = EmailBackend.send_messages

    def fails_for_gaetan(self, letters):
        if letters[0].to[0].startswith("gaetan") and one_failure:
            raise one_failure.pop()
        return sending(self, letters)

    monkeypatch.setattr(EmailBackend, "send_messages", fails_for_gaetan)
    assert send() == 0
    vote(reminded, gaetan, "yes", at=timezone.now())
    Delivery.objects.update(due_at=timezone.now())
    assert send() == 1
    assert addressed() == ["john", "melanie"]


def test_a_mailbox_that_refuses_is_not_tried_again(reminded, monkeypatch):
    def refuses(self, letters):
        raise SMTPRecipientsRefused({})

    monkeypatch.setattr(EmailBackend, "send_messages", refuses)
    assert send() == 1
    assert Message.objects.filter(refused_at=None).count() == 0
    assert reminders.sent(reminded) == [Sent(days_before=1, people=0)]


def test_a_vote_that_closed_reminds_nobody(reminded, time_machine):
    time_machine.move_to(reminded.closes_at, tick=False)
    assert send() == 0
    assert mail.outbox == []
    assert Delivery.objects.get(channel="reminders").fate == Delivery.Fate.NEVER


def test_once_the_vote_is_over_a_number_is_left_and_no_names(reminded):
    send()
    Message.objects.filter(person__first_name="John").update(sent_at=None)
    after = reminded.closes_at + timedelta(minutes=1)
    assert reminding.over(after) == []
    seal_round(reminded, at=after)
    (pk,) = reminding.over(after)[0]
    reminder = reminded.reminders.get(pk=pk)
    assert reminders.forget(reminder, after)
    assert not reminders.forget(reminder, after)
    assert reminding.over(after) == []
    assert not Message.objects.filter(entry__verb=reminders.VERB).exists()
    assert reminders.sent(reminded) == [Sent(days_before=1, people=2)]
    entry = Entry.objects.get(verb="reminder.settled")
    assert entry.facts == {"days_before": 1, "people": 2}


def test_whoever_holds_the_vote_sees_a_number(reminded, melanie):
    send()
    page = rounds_of(reminded, "round_detail")
    assert "1 day before the close: 3 people" in _words(signed_in(melanie), page)
    assert "before the close" not in _words(Client(), page)


def _words(client, page):
    return " ".join(client.get(page).content.decode().split())
