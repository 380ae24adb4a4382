"""Whoever a correction of a roll is about is told, once, and how to contest it."""

import pytest

from governance.journal.models import Entry
from governance.voting.actions import (
    confirm_correction,
    propose_adding,
    propose_striking,
)
from integrations.mail import corrections
from tests.cast import admit, welcome
from tests.round_builders import accepted_need, opened_round

WHY = {"reason_fr": "Oubli au registre.", "reason_en": "Left out of the register."}


@pytest.fixture
def held(lac_tamarac, rose_aimee, melanie, gaetan, at, settings, tmp_path):
    settings.ROUND_KEYS_DIR = tmp_path
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=at)
    return opened_round(lac_tamarac, need, by=melanie, at=at)


def test_the_added_person_is_told_once(
    held, lac_tamarac, melanie, gaetan, at, mailoutbox
):
    person = admit(welcome("Flo", "Dubé", "en"), lac_tamarac)
    waits = propose_adding(held, by=melanie, at=at, person=person, **WHY)
    confirm_correction(waits, by=gaetan, at=at)
    line = Entry.objects.get(verb="roll.corrected")
    for _twice in range(2):
        corrections.deliver(line, at)
    mail = next(mail for mail in mailoutbox if mail.to == [person.email])
    assert held.title_en not in mail.subject
    assert f"/votes/{held.pk}/" in mail.body and WHY["reason_en"] in mail.body
    kept = next(mail for mail in mailoutbox if mail.to == [gaetan.email])
    assert held.checkpoints.order_by("-size").first().note in kept.body
    assert len(mailoutbox) == 2


def test_the_struck_person_learns_why_and_how_to_contest(
    held, rose_aimee, melanie, gaetan, at, mailoutbox
):
    number = held.roll.get(person=rose_aimee).number
    waits = propose_striking(held, by=melanie, at=at, number=number, **WHY)
    confirm_correction(waits, by=gaetan, at=at)
    line = Entry.objects.get(verb="roll.corrected")
    corrections.deliver(line, at)
    mail = next(mail for mail in mailoutbox if mail.to == [rose_aimee.email])
    assert WHY["reason_fr"] in mail.body
    assert "Si c’est une erreur" in mail.body and "fédération" in mail.body
