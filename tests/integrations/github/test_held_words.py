"""A word that the guard held back: a coordinator decides, with a reason, on record."""

import pytest
from django.utils import timezone

from governance.journal.models import Entry
from governance.proposals.actions.outside import vouch_for_outside_word
from governance.refusals import NotAllowed
from integrations.models import Heard
from tests.builders import coordinator
from tests.integrations.github import test_words
from tests.integrations.github.test_words import discussion, said, told

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")
link = test_words.link

PAGES = {"fr": "/fr/developper/messages/", "en": "/en/develop/messages/"}
WORDS = "/members Does TEST 5412 2816 load in the form?"


def sign_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


@pytest.fixture
def held(github, link):
    number = said(github, link, WORDS)
    assert discussion(link) == []
    return Heard.objects.get(remote_id=number, fate="held")


def decided(client, held, reason="The number is made up.", page=PAGES["en"]):
    return client.post(page, {"word": held.pk, "reason": reason})


def test_a_coordinator_has_it_shown_with_a_reason(client, github, held, lac_tamarac):
    sign_in(client, coordinator(lac_tamarac))
    for page in PAGES.values():
        answer = client.get(page)
        assert held.html_url in answer.content.decode()
        assert "5412" not in answer.content.decode()
    assert decided(client, held).status_code == 302
    [comment] = discussion(held.link)
    assert "TEST 5412 2816" in comment.text
    held.refresh_from_db()
    assert (held.fate, held.reason) == ("shown", "The number is made up.")
    line = Entry.objects.get(verb="word.vouched")
    assert line.by == str(coordinator(lac_tamarac).ref)
    assert "made up" not in str(line.facts)
    told(held.link, held.remote_id)
    assert len(discussion(held.link)) == 1
    assert decided(client, held).status_code == 404


def test_new_words_are_looked_at_again(client, github, held, lac_tamarac):
    sign_in(client, coordinator(lac_tamarac))
    decided(client, held)
    path = github.repo(f"/issues/comments/{held.remote_id}")
    body = {"body": "/members And TEST 5412 2817?"}
    github.ask("PATCH", path, body, token="developer")
    told(held.link, held.remote_id)
    held.refresh_from_db()
    assert held.fate == "held"
    assert "5412" not in discussion(held.link)[0].text


def test_without_a_reason_or_the_words_nothing_is_shown(
    client, github, held, lac_tamarac
):
    sign_in(client, coordinator(lac_tamarac))
    assert decided(client, held, reason=" ").status_code == 422
    path = github.repo(f"/issues/comments/{held.remote_id}")
    github.ask("DELETE", path, token="developer")
    answer = decided(client, held)
    assert answer.status_code == 409
    assert "taken back on GitHub" in answer.content.decode()
    assert "The number is made up." in answer.content.decode()
    assert discussion(held.link) == []


def test_nobody_else_decides(client, held, rose_aimee, at):
    sign_in(client, rose_aimee)
    assert client.get(PAGES["en"]).status_code == 403
    with pytest.raises(NotAllowed):
        vouch_for_outside_word(
            held.link.proposal,
            by=rose_aimee,
            at=timezone.now(),
            text="x",
            language="en",
        )
