"""The door of the demo: open only with DEMO, one button a person."""

import pytest
from django.test import Client

from portal.site.accounts.demo import present
from tests.portal.accounts.doors import address, reader


@pytest.fixture
def shown(rose_aimee, priya):
    present(rose_aimee, position=1, line_fr="Membre, 71 ans.", line_en="Member, 71.")
    present(priya, position=2, line_fr="Développe.", line_en="A developer.")
    return rose_aimee


@pytest.mark.parametrize(
    ("language", "line", "button"),
    [("fr", "Membre, 71 ans.", "Entrer comme"), ("en", "Member, 71.", "Sign in as")],
)
def test_each_person_has_a_sentence_and_a_button(client, shown, language, line, button):
    page = client.get(address("demo_sign_in", language)).content.decode()
    assert line in page
    assert page.count(button) == 2


def test_the_button_signs_in_and_changes_the_key(client, shown):
    url = address("demo_sign_in")
    client.post(url, {"person": "2"})
    first = client.session.session_key
    response = client.post(url, {"person": "1", "next": "/fr/votes/"})
    assert response.url == "/fr/votes/"
    assert reader(client) == str(shown.pk)
    assert client.session.session_key != first


def test_a_person_lands_in_their_language(client, shown):
    assert client.post(address("demo_sign_in"), {"person": "2"}).url.startswith("/en/")


def test_next_stays_on_the_site(client, shown):
    sent = {"person": "1", "next": "//evil.example/"}
    assert client.post(address("demo_sign_in"), sent).url.startswith("/fr/")


@pytest.mark.parametrize("nobody", ["", "0", "99", "x", "1; drop", "²", "9" * 30])
def test_nobody_else_can_be_chosen(client, shown, nobody):
    response = client.post(address("demo_sign_in"), {"person": nobody})
    assert response.status_code == 404
    assert reader(client) is None


def test_the_superuser_is_not_in_the_demo_unless_put_there(client, shown, superuser):
    page = client.get(address("demo_sign_in")).content.decode()
    assert page.count("<article") == 2


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_demo_the_door_is_not_there(client, shown, settings, language, method):
    settings.DEMO = False
    url = address("demo_sign_in", language)
    assert getattr(client, method)(url, {"person": "1"}).status_code == 404
    assert reader(client) is None
    assert url not in client.get(address("sign_in", language)).content.decode()


def test_with_demo_the_sign_in_page_shows_the_way(client, shown):
    assert address("demo_sign_in") in client.get(address("sign_in")).content.decode()


def test_a_forged_form_is_refused(shown):
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(address("demo_sign_in"), {"person": "1"}).status_code == 403


def test_production_refuses_the_demo():
    import os
    import subprocess
    import sys

    environment = os.environ | {
        "DEMO": "1",
        "SECRET_KEY": "k3y-abcdefghijklmnopqrstuvwxyz0123456789-ABCDEFGHIJ",
        "ALLOWED_HOSTS": "example.org",
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    }
    command = [sys.executable, "-c", "import django; django.setup()"]
    done = subprocess.run(
        command, check=False, env=environment, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "DEMO signs people in without a code" in done.stderr
