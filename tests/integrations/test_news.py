"""Mail to the author and the supporters: once each, in their language."""

import os
import signal
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from governance.proposals.actions import support_proposal
from governance.proposals.models import Support
from governance.releases.actions import (
    answer_confirmation,
    ask_members,
    note_evidence,
    take_back_delivery,
    tell_members,
)
from integrations import outbox
from integrations.mail import news
from integrations.models import Delivery, Message
from tests.builders import (
    a_release,
    built_need,
    decide,
    released_need,
    submitted_need,
    voted_need,
)
from tests.cast import admit, welcome
from tests.work.processes import forked
from tests.work.tasks import mark
from tests.worlds import shared

pytestmark = pytest.mark.usefixtures("melanie", "gaetan")

TITLE = "Voir qui a lu mon dossier"


@shared
def john(lac_tamarac):
    return admit(welcome("John", "Doe", "en"), lac_tamarac)


@shared
def decided(lac_tamarac, melanie, gaetan, rose_aimee, marc_andre, john):
    """A need of Rose-Aimée that two support; decided this minute."""
    need = supported(lac_tamarac, rose_aimee, marc_andre, john)
    decide(need, at=timezone.now(), reasons_en="Members asked for it.")
    outbox.collect(timezone.now())
    return need


def supported(cooperative, author, *others):
    start = timezone.now() - timedelta(days=12)
    need = voted_need(cooperative, author=author, at=start)
    for person in others:
        Support.objects.create(proposal=need, person=person, at=start)
    return need


def send():
    return outbox.deliver_due("mail")


def test_author_and_supporters_are_told_once_each_in_their_language(decided):
    assert send() == 1
    assert send() == 0
    by_address = {letter.to[0]: letter for letter in mail.outbox}
    assert sorted(by_address) == [
        "john.doe@example.org",
        "marc-andre.roy@example.org",
        "rose-aimee.belanger@example.org",
    ]
    english = by_address["john.doe@example.org"]
    assert english.subject == "The board has decided on a need you support"
    assert "Members asked for it." in english.body
    assert "http://127.0.0.1:8000/en/" in english.body
    assert "/fr/" in by_address["marc-andre.roy@example.org"].body
    assert Message.objects.filter(sent_at=None).count() == 0


def test_a_subject_tells_nothing_of_the_need_and_nobody_sees_another(decided):
    send()
    for letter in mail.outbox:
        assert TITLE not in letter.subject
        assert len(letter.to) == 1
        assert not letter.cc + letter.bcc
        assert TITLE in letter.body
        [(html, kind)] = letter.alternatives
        assert kind == "text/html"
        assert "<img" not in html
        assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.fixture
def delivered(lac_tamarac, rose_aimee, john):
    """A need of Rose-Aimée's that John supports; delivered a day ago."""
    start = timezone.now() - timedelta(days=23)
    need = released_need(lac_tamarac, author=rose_aimee, at=start)
    Support.objects.create(proposal=need, person=john, at=start)
    letters_sent()  # of the decision
    return need.delivered.get()


def letters_sent():
    outbox.collect(timezone.now())
    before = len(mail.outbox)
    send()
    return {letter.to[0].partition(".")[0]: letter for letter in mail.outbox[before:]}


def test_a_delivery_is_told_with_what_changes_in_the_readers_language(
    delivered, melanie
):
    assert letters_sent() == {}  # it waits for the coordinator's words
    words = {"fr": "Un bouton de plus, en haut de page.", "en": "One more button."}
    tell_members(delivered, by=melanie, at=timezone.now(), words=words)
    sent = letters_sent()
    assert set(sent) == {"rose-aimee", "john"}
    assert "1.2.0" in sent["john"].body
    assert "One more button." in sent["john"].body
    assert "Un bouton de plus, en haut de page." in sent["rose-aimee"].body
    better = {"fr": "Un bouton de plus."}
    assert not tell_members(delivered, by=melanie, at=timezone.now(), words=better)
    assert letters_sent() == {}


def test_two_questions_go_out_once_and_not_to_who_answered(delivered, rose_aimee, john):
    later = timezone.now() + timedelta(seconds=1)
    answer_confirmation(
        delivered.proposal, by=rose_aimee, at=later, answer="yes", matters="much"
    )
    assert ask_members(delivered, at=later)
    assert not ask_members(delivered, at=later)
    sent = letters_sent()
    assert set(sent) == {"john"}
    number = delivered.proposal.number
    assert f"/en/needs/{number}/confirm/" in sent["john"].body
    assert sent["john"].subject == "Two questions about a need you support"


def test_nobody_is_written_to_about_a_delivery_taken_back(delivered, melanie):
    ask_members(delivered, at=timezone.now())
    take_back_delivery(delivered, by=melanie, at=timezone.now(), reason="Par erreur.")
    assert letters_sent() == {}


def test_a_preview_invites_author_and_supporters_once(lac_tamarac, rose_aimee, john):
    need = built_need(
        lac_tamarac, author=rose_aimee, at=timezone.now() - timedelta(days=23)
    )
    Support.objects.create(proposal=need, person=john, at=timezone.now())
    letters_sent()  # of the decision
    for tag in ("v2-rc1", "v2-rc2"):
        preview = a_release(tag=tag, at=timezone.now(), is_preview=True)
        note_evidence(
            preview, need, kind="contained", certainty="proved", facts={},
            at=timezone.now(),
        )  # fmt: skip
    sent = letters_sent()
    assert set(sent) == {"rose-aimee", "john"}
    assert "2-rc1" in sent["john"].body


def test_words_of_members_are_text_in_html(lac_tamarac, rose_aimee):
    start = timezone.now() - timedelta(days=12)
    need = voted_need(lac_tamarac, title="<b>Gras & gros</b>", at=start)
    decide(need, at=timezone.now(), reasons_fr="Parce que 1 < 2 & 3 > 2.")
    outbox.collect(timezone.now())
    send()
    letter = mail.outbox[-1]
    assert "<b>Gras" not in letter.alternatives[0][0]
    assert "1 &lt; 2" in letter.alternatives[0][0]
    assert "1 < 2 & 3 > 2" in letter.body


def test_people_without_mailbox_or_who_left_are_passed_over(
    lac_tamarac, rose_aimee, john, marc_andre
):
    need = supported(lac_tamarac, rose_aimee, john, marc_andre)
    type(john).objects.filter(pk=john.pk).update(email=None)
    type(john).objects.filter(pk=marc_andre.pk).update(is_active=False)
    assert news.recipients(need) == [rose_aimee]


def test_the_author_who_also_supports_is_told_once(lac_tamarac, rose_aimee, john):
    assert (
        len(news.recipients(supported(lac_tamarac, rose_aimee, rose_aimee, john))) == 2
    )


def test_old_lines_are_history_not_news(lac_tamarac, rose_aimee, at):
    start = timezone.now() - timedelta(days=60)
    decide(voted_need(lac_tamarac, at=start), at=start + timedelta(days=10))
    outbox.collect(timezone.now())
    send()
    assert mail.outbox == []
    assert Delivery.objects.get(channel="mail").fate == "never"


class Moody(EmailBackend):
    """Refuses John for good and fails once for Marc-André."""

    failed = False

    def send_messages(self, messages):
        [letter] = messages
        if letter.to[0].startswith("john"):
            raise SMTPRecipientsRefused({letter.to[0]: (550, b"no such box")})
        if letter.to[0].startswith("marc") and not Moody.failed:
            Moody.failed = True
            raise SMTPServerDisconnected("gone")
        return super().send_messages(messages)


def test_one_mailbox_that_fails_holds_up_no_other(decided, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Moody"
    assert send() == 0
    assert [letter.to[0][:4] for letter in mail.outbox] == ["rose"]
    hour = timezone.now() + timedelta(hours=1)
    assert outbox.deliver_due("mail", clock=lambda: hour) == 1
    assert [letter.to[0][:4] for letter in mail.outbox] == ["rose", "marc"]
    assert Message.objects.filter(refused_at__isnull=False).count() == 1
    assert "@" not in caplog.text


class Killing(EmailBackend):
    """Writes down who was reached; kills the process at the second letter."""

    folder = ""

    def send_messages(self, messages):
        mark(self.folder, messages[0].to[0])
        if len(list(Path(self.folder).iterdir())) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return 1


class Noting(Killing):
    def send_messages(self, messages):
        mark(self.folder, messages[0].to[0])
        return 1


def test_killed_while_sending_only_the_letter_in_flight_goes_twice(
    each_database, decided, settings, tmp_path
):
    Killing.folder = str(tmp_path)
    settings.EMAIL_BACKEND = f"{__name__}.Killing"
    hand = forked(send)
    hand.join()
    assert hand.exitcode == -signal.SIGKILL
    settings.EMAIL_BACKEND = f"{__name__}.Noting"
    hour = timezone.now() + timedelta(hours=1)
    assert outbox.deliver_due("mail", clock=lambda: hour) == 1
    reached = sorted(path.read_text() for path in tmp_path.iterdir())
    assert reached == ["x", "x", "xx"]


def test_support_through_the_action_counts(lac_tamarac, rose_aimee, john, at):
    need = submitted_need(lac_tamarac, author=rose_aimee)
    support_proposal(need, by=john, at=at)
    assert news.recipients(need) == sorted([rose_aimee, john], key=lambda p: p.pk)
