"""Signing in over HTTP, in both languages: an address, a code, one's own page."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.portal.accounts.doors import address, answer, ask, mailed_code, reader, wrong

WORDS = {
    "fr": ("Écrivez le code reçu", "Votre code pour entrer", "assurance maladie"),
    "en": ("Write the code you received", "Your code to sign in", "health card"),
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_member_signs_in_with_a_code(client, rose_aimee, language):
    heading, subject, warning = WORDS[language]
    page = ask(client, "  Rose-Aimee.Belanger@example.org ", language)
    assert heading in page.content.decode()
    assert mail.outbox[0].to == [rose_aimee.email]
    assert mail.outbox[0].subject.startswith(subject)
    assert warning in mail.outbox[0].body
    response = answer(client, mailed_code(), language)
    assert response.status_code == 302
    assert response.url.startswith("/fr/")  # her language, whatever page she used
    assert reader(client) == str(rose_aimee.pk)


def test_the_mail_names_the_co_op_and_its_telephone(client, rose_aimee, lac_tamarac):
    lac_tamarac.phone = "819 555-0171"
    lac_tamarac.save()
    ask(client, rose_aimee.email)
    assert "Appelez votre coop, Lac-Tamarac\u00a0: 819 555-0171." in mail.outbox[0].body


@pytest.mark.parametrize("typed", ["{0} ", "{1}", "{2}"])
def test_spaces_and_dashes_do_not_matter(client, rose_aimee, typed):
    ask(client, rose_aimee.email)
    code = mailed_code()
    forms = (code, code.replace("-", ""), code.replace("-", " "))
    assert answer(client, typed.format(*forms)).status_code == 302
    assert reader(client)


def test_an_unknown_address_gives_the_same_page(rose_aimee):
    pages = []
    for email in (rose_aimee.email, "nobody.belanger@example.org"):
        browser = Client()
        page = ask(browser, email)
        body = page.content.decode().replace(email, "ADDRESS")
        token = browser.cookies["csrftoken"].value
        pages.append((page.redirect_chain, page.status_code, _masked(body, token)))
    assert pages[0] == pages[1]
    assert [message.to[0] for message in mail.outbox] == [
        rose_aimee.email,
        "nobody.belanger@example.org",
    ]
    assert "Aucun compte" in mail.outbox[1].body


def _masked(body: str, token: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body).replace(
        token, ""
    )


def test_no_code_opens_for_an_unknown_address(client, db):
    ask(client, "nobody@example.org")
    for code in ("", "000-000-000"):
        assert answer(client, code).status_code == 422
    assert reader(client) is None


def test_a_code_works_once_and_only_in_the_browser_that_asked(client, rose_aimee):
    ask(client, rose_aimee.email)
    code = mailed_code()
    elsewhere = Client()
    assert answer(elsewhere, code).url == address("sign_in")
    assert reader(elsewhere) is None
    answer(client, code)
    client.post(address("sign_out"))
    assert answer(client, code).url == address("sign_in")
    assert reader(client) is None


def test_a_new_code_ends_the_one_before(client, rose_aimee):
    ask(client, rose_aimee.email)
    first = mailed_code()
    ask(client, rose_aimee.email)
    assert mailed_code() != first
    assert answer(client, first).status_code == 422
    assert reader(client) is None


def test_a_code_dies_after_ten_minutes(client, rose_aimee, time_machine_at):
    ask(client, rose_aimee.email)
    code = mailed_code()
    time_machine_at(minutes=11)
    page = client.post(address("sign_in_code"), {"code": code}, follow=True)
    assert page.redirect_chain[-1][0] == address("sign_in")
    assert "plus valable" in page.content.decode()
    assert reader(client) is None


@pytest.fixture
def time_machine_at():
    import time_machine

    started = []

    def later(**delay):
        traveller = time_machine.travel(timezone.now() + timezone.timedelta(**delay))
        traveller.start()
        started.append(traveller)

    yield later
    for traveller in started:
        traveller.stop()


def test_five_wrong_codes_end_it(client, rose_aimee):
    ask(client, rose_aimee.email)
    code = mailed_code()
    for _ in range(4):
        page = answer(client, wrong(code))
        assert page.status_code == 422
        assert "Vérifiez chaque chiffre" in page.content.decode()
    assert answer(client, wrong(code)).url == address("sign_in")
    assert answer(client, code).url == address("sign_in")
    assert reader(client) is None


def test_asking_for_many_codes_is_refused_with_a_sentence(client, rose_aimee):
    statuses = [ask(client, rose_aimee.email).status_code for _ in range(5)]
    assert statuses[:3] == [200, 200, 200]
    assert statuses[3:] == [429, 429]
    assert len(mail.outbox) == 3


def test_a_forged_forwarded_address_does_not_reset_the_limit(client, rose_aimee):
    for turn in range(65):  # more than the minute allows one address
        client.post(
            address("sign_in"),
            {"email": f"someone{turn}@example.org"},
            headers={"X-Forwarded-For": f"203.0.113.{turn}"},
        )
    assert ask(client, rose_aimee.email).status_code == 429


@pytest.mark.parametrize(
    "typed", ["", "rose", "rose@", "a b@c.d", "x" * 400 + "@y.org"]
)
def test_a_bad_address_is_said_and_nothing_is_lost(client, db, typed):
    page = ask(client, typed)
    assert page.status_code == 422
    assert typed in page.content.decode()
    assert mail.outbox == []


def test_when_the_mail_server_is_away_a_sentence_says_so(client, rose_aimee, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = ask(client, rose_aimee.email)
    assert page.status_code == 503
    assert "pu partir" in page.content.decode()


def test_a_closed_account_gets_no_code(client, rose_aimee):
    rose_aimee.is_active = False
    rose_aimee.save()
    ask(client, rose_aimee.email)
    assert "Aucun compte" in mail.outbox[0].body


def test_nobody_can_open_an_account_alone(client, db):
    from django.urls import reverse

    from portal.site.accounts import Adapter

    assert not Adapter().is_open_for_signup(None)
    assert reverse("account_signup") == address("sign_in")
    ask(client, "new@example.org", password1="un long mot de passe")
    assert reader(client) is None


def test_members_behind_one_proxy_do_not_share_a_limit(client, settings, rose_aimee):
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": "2/m/ip"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def ask_from(ip: str, **more: str) -> int:
        sent = {"email": "rose-aimee@example.org"}
        headers = {"x-forwarded-for": ip} if ip else {}
        where = address("sign_in")
        return client.post(where, sent, headers=headers, **more).status_code

    assert [ask_from(f"203.0.113.{n}") for n in range(1, 6)] == [302] * 5
    # What a stranger writes before the proxy's own word does not count.
    assert [ask_from(f"1.2.3.{n}, 203.0.113.9") for n in (1, 2, 3)] == [302, 302, 429]
    # By a socket, past no proxy: counted together, not refused.
    assert ask_from("", REMOTE_ADDR="") == 302
