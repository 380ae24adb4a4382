"""Guesses that arrive together get no more tries than one after the other."""

from functools import partial
from http.cookies import SimpleCookie

from django.test import Client
from django.utils import timezone

from portal.models import CodeTries
from portal.site.accounts import tries
from tests.portal.accounts.doors import answer, ask, mailed_code, reader, wrong
from tests.round_builders import at_once

GUESSES = 12


def test_parallel_guesses_share_five_tries(each_database, rose_aimee):
    asked = Client()
    ask(asked, rose_aimee.email)
    code = mailed_code()

    def browser() -> Client:
        same = Client()
        same.cookies = SimpleCookie(asked.cookies.output(header=""))
        return same

    answers = at_once([partial(answer, browser(), wrong(code)) for _ in range(GUESSES)])
    compared = [met for met in answers if met.status_code == 422]
    assert len(compared) <= tries.MOST
    assert CodeTries.objects.get().tries == tries.MOST
    assert answer(asked, code).status_code == 302
    assert reader(asked) is None


def test_a_try_is_forgotten_with_its_code(db):
    now = timezone.now()
    assert tries.take({"email": "rose@example.org", "code": "1", "at": 1.0}, now)
    assert tries.take({"email": "rose@example.org", "code": "2"}, now + 2 * tries.LIFE)
    assert CodeTries.objects.count() == 1
