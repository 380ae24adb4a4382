"""Checkpoints go to those who can hold the portal to them, once each."""

from datetime import timedelta

import pytest

from governance.journal.models import Entry
from integrations.fates import WillNeverWork
from integrations.mail import checkpoints
from integrations.models import Message
from tests.round_builders import accepted_need, opened_round, sealed


@pytest.fixture
def held(lac_tamarac, rose_aimee, melanie, gaetan, denis, at, settings, tmp_path):
    settings.ROUND_KEYS_DIR = tmp_path
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=at)
    return opened_round(lac_tamarac, need, by=melanie, at=at)


def test_secretary_and_officer_each_get_the_note_once(
    held, gaetan, denis, bertrand, at, mailoutbox
):
    sealed(held)
    for verb in ("round.opened", "round.sealed"):
        line = Entry.objects.get(verb=verb)
        for _twice in range(2):
            checkpoints.deliver(line, at)
    note = held.checkpoints.order_by("-size").first().note
    assert [m.to for m in mailoutbox] == [[gaetan.email], [denis.email]] * 2
    assert all(note in mail.body for mail in mailoutbox)
    assert "/fr/votes/" in mailoutbox[0].body
    assert not any(held.title_fr in mail.subject for mail in mailoutbox)


def test_history_is_not_mailed(held, at, mailoutbox):
    line = Entry.objects.get(verb="round.opened")
    with pytest.raises(WillNeverWork):
        checkpoints.deliver(line, at + timedelta(days=15))
    assert not mailoutbox and not Message.objects.exists()
