"""The admin has no door of its own: a password opens nothing there."""

import pytest
from django.contrib.auth import get_user
from django.http import HttpRequest
from wagtail.admin.views.account import LoginView

from tests.portal.accounts.doors import address, answer, ask, mailed_code, reader

PASSWORD = "un mot de passe de test"  # the superuser's, in tests/cast.py


@pytest.mark.parametrize("where", ["/admin/login/", "/admin/password_reset/"])
def test_a_password_opens_nothing(client, superuser, where):
    sent = {"username": superuser.email, "email": superuser.email, "password": PASSWORD}
    response = client.post(where, sent)
    assert response.status_code == 302
    assert response.url.startswith(address("sign_in"))
    assert reader(client) is None


def test_negative_control_wagtails_own_view_would_open(rf, superuser, settings):
    """The same words sent to the stock view sign in: the door above it matters."""
    from importlib import import_module

    request = rf.post("/", {"username": superuser.email, "password": PASSWORD})
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request._dont_enforce_csrf_checks = True
    request.user = get_user(HttpRequestWith(request.session))
    assert LoginView.as_view()(request).status_code == 302
    assert request.session["_auth_user_id"] == str(superuser.pk)


class HttpRequestWith(HttpRequest):
    def __init__(self, session) -> None:
        super().__init__()
        self.session = session


@pytest.mark.parametrize(
    "tail",
    [
        "login/",
        "password_reset/",
        "password_reset/done/",
        "password_reset/complete/",
        "password_reset/confirm/MQ/set-password/",
    ],
)
def test_every_password_page_of_wagtail_is_shadowed(client, db, tail):
    response = client.get(f"/admin/{tail}")
    assert response.status_code == 302
    assert response.url.startswith(address("sign_in"))


def test_no_page_asks_for_a_password(client, db):
    page = client.get("/admin/", follow=True)
    assert 'type="password"' not in page.content.decode()


def test_a_seat_reaches_the_admin_by_code(client, melanie):
    door = client.get("/admin/login/", {"next": "/admin/reports/"})
    ask(client, melanie.email)
    after = door.url.split("next=")[1].replace("%2F", "/")
    assert answer(client, mailed_code(), next=after).url == "/admin/reports/"
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/login/").url == "/admin/"


def test_a_member_is_told_and_not_sent_round_in_circles(client, rose_aimee):
    client.force_login(rose_aimee)
    page = client.get("/admin/login/")
    assert page.status_code == 403
    assert "réservées aux conseils" in page.content.decode()
    assert client.get("/admin/", follow=True).status_code in {200, 403}


def test_leaving_the_admin_ends_the_session(client, melanie):
    client.force_login(melanie)
    assert client.get("/admin/logout/").status_code == 200
    assert reader(client)
    client.post("/admin/logout/")
    assert reader(client) is None


def test_the_door_is_above_wagtails(db):
    from django.urls import resolve

    assert resolve("/admin/login/").func.__module__.startswith("portal.")


def test_next_stays_on_the_site(client, db):
    response = client.get("/admin/login/", {"next": "//evil.example/"})
    assert "evil" not in response.url
