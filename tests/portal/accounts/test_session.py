"""Where signing in leads, what the session is, and how it ends."""

import pytest
from django.test import Client
from django.utils import timezone

from governance.membership.actions import end_seat
from tests.portal.accounts.doors import address, answer, ask, mailed_code, reader


def sign_in(client: Client, person, **more) -> str:
    """Go through both steps; the address where they lead."""
    ask(client, person.email, **more)
    url: str = answer(client, mailed_code(), **more).url
    return url


def test_the_key_of_the_session_changes(client, rose_aimee):
    ask(client, rose_aimee.email)
    before = client.session.session_key
    answer(client, mailed_code())
    assert client.session.session_key != before
    stolen = Client()
    stolen.cookies["sessionid"] = before
    assert reader(stolen) is None


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "https:evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http://testserver@evil.example/",
    ],
)
def test_next_never_leads_off_the_site(client, rose_aimee, elsewhere):
    assert sign_in(client, rose_aimee, next=elsewhere).startswith("/fr/")


def test_next_leads_back_to_the_page_wanted(client, rose_aimee):
    page = client.get(address("sign_in"), {"next": "/fr/votes/?page=2"})
    assert 'value="/fr/votes/?page=2"' in page.content.decode()
    assert sign_in(client, rose_aimee, next="/fr/votes/?page=2") == "/fr/votes/?page=2"


def test_an_english_reader_lands_in_english(client, priya):
    assert sign_in(client, priya).startswith("/en/")


def test_signing_out_takes_a_press_not_a_link(client, rose_aimee):
    sign_in(client, rose_aimee)
    page = client.get(address("sign_out"))
    assert page.status_code == 200
    assert reader(client)
    assert client.post(address("sign_out")).url == "/fr/"
    assert reader(client) is None


def test_a_sign_out_forged_on_another_site_is_refused(rose_aimee):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(rose_aimee)
    assert browser.post(address("sign_out")).status_code == 403
    assert reader(browser)


def test_closing_an_account_ends_its_sessions_at_once(client, rose_aimee):
    sign_in(client, rose_aimee)
    rose_aimee.is_active = False
    rose_aimee.save()
    assert client.get("/").url == "/fr/"
    assert client.get(address("sign_in")).status_code == 200


def test_the_session_of_a_seat_is_shorter(client, melanie, rose_aimee):
    sign_in(client, melanie)
    assert client.session.get_expiry_age() <= 12 * 3600
    member = Client()
    sign_in(member, rose_aimee)
    assert member.session.get_expiry_age() > 24 * 3600


def test_only_seats_open_the_admin(rose_aimee, melanie, gaetan, denis, at):
    access = "wagtailadmin.access_admin"
    assert [p.has_perm(access) for p in (melanie, gaetan, denis)] == [True] * 3
    assert not rose_aimee.has_perm(access)
    end_seat(melanie.seats.get(), by=None, at=at)
    assert not type(melanie).objects.get(pk=melanie.pk).has_perm(access)


@pytest.mark.parametrize(
    ("header", "home"),
    [
        ("en-CA,en;q=0.9", "/en/"),
        ("fr-CA,fr;q=0.9,en;q=0.8", "/fr/"),
        ("de", "/fr/"),
        ("", "/fr/"),
    ],
)
def test_the_bare_address_speaks_the_browsers_language(client, db, header, home):
    response = client.get("/", headers={"Accept-Language": header})
    assert (response.status_code, response.url) == (302, home)
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies


def test_the_bare_address_speaks_the_persons_language(client, priya):
    client.force_login(priya)
    assert client.get("/", headers={"Accept-Language": "fr"}).url == "/en/"


def test_reading_the_sign_in_page_leaves_no_session(client, db):
    page = client.get(address("sign_in"))
    assert set(page.cookies) == {"csrftoken"}
    assert "no-store" in page["Cache-Control"]


def test_the_last_sign_in_is_known(client, rose_aimee):
    before = timezone.now()
    sign_in(client, rose_aimee)
    rose_aimee.refresh_from_db()
    assert rose_aimee.last_login >= before
