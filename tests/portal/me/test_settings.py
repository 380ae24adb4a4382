"""The person's own settings: theirs alone, and the journal says no more than needed."""

import pytest

from governance.journal.models import Entry
from governance.membership.actions import change_settings
from governance.membership.names import public_name
from governance.refusals import NotAllowed, Refusal
from tests.portal.votes.conftest import signed_in


def test_a_member_chooses_the_name_others_see(rose_aimee, lac_tamarac):
    browser = signed_in(rose_aimee)
    answer = browser.post("/fr/moi/reglages/", {"name_shown": "full", "language": "en"})
    assert answer.url == "/fr/moi/"
    rose_aimee.refresh_from_db()
    assert public_name(rose_aimee, lac_tamarac) == "Rose-Aimée Bélanger"
    assert rose_aimee.language == "en"
    line = Entry.objects.last()
    assert (line.verb, line.facts) == ("person.settings_changed", {})


def test_an_answer_that_is_not_in_the_list_is_refused_and_nothing_is_lost(rose_aimee):
    sent = {"name_shown": "everything", "language": "en"}
    answer = signed_in(rose_aimee).post("/fr/moi/reglages/", sent)
    assert answer.status_code == 422
    rose_aimee.refresh_from_db()
    assert rose_aimee.language == "fr"
    assert 'value="en"' in answer.content.decode()


def test_the_same_settings_again_leave_no_line(rose_aimee, at):
    before = Entry.objects.count()
    change_settings(
        rose_aimee, by=rose_aimee, at=at, name_shown="member", language="fr"
    )
    assert Entry.objects.count() == before


def test_nobody_changes_another_persons_settings(rose_aimee, melanie, superuser, at):
    for other in (melanie, superuser):
        with pytest.raises(NotAllowed):
            change_settings(
                rose_aimee, by=other, at=at, name_shown="full", language="fr"
            )
    with pytest.raises(Refusal):
        change_settings(
            rose_aimee, by=rose_aimee, at=at, name_shown="full", language="de"
        )


def test_a_visitor_is_asked_to_sign_in(client, db):
    assert "/connexion/" in client.get("/fr/moi/reglages/").url
