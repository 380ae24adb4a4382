"""Forms sent from elsewhere, doors without a lock, and ways out of the site."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern

from governance.membership.models import Person
from tests.portal.doors.fingerprints import changed, fingerprint
from tests.portal.doors.places import address
from tests.portal.doors.table import POST
from tests.portal.doors.test_table import walked
from tests.portal.doors.world import World

Visitor = Callable[..., Client]
PLAIN = {"fr": "Envoyez-le encore une fois", "en": "Please send it once more"}
TAKES_FORMS = [row for row in POST if row.statuses["coordinator"] not in {405, 404}]
# GitHub signs its events, and a witness of a vote the checkpoint it brings.
SIGNED = {"github_webhook", "round_checkpoint"}
ABROAD = [
    "https://mal.example/", "//mal.example/", "///mal.example", "/\\mal.example",
    "\\\\mal.example", "https:mal.example", "https:/mal.example", "javascript:alert(1)",
    "data:text/html,x", "http://testserver@mal.example/", " https://mal.example",
    "\thttps://mal.example", "/%09/mal.example", "https://mal.example%2f@testserver/",
    "//mal.example%2f..", "\x00//mal.example", "/\t/mal.example", "/\n/mal.example",
    "https://testserver.mal.example/", "ftp://testserver/", "x" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_form_without_its_key_is_refused_in_plain_words(
    world: World, visitor: Visitor, language: str
) -> None:
    client = visitor("coordinator", enforce_csrf_checks=True)
    before = fingerprint()
    for row in TAKES_FORMS:
        if row.name in SIGNED:
            continue
        there = address(world, row.name, row.state, language)
        met = client.post(there, {"x": "1"})
        assert met.status_code == 403, there
        html = met.content.decode()
        if there.startswith(f"/{language}/"):
            assert PLAIN[language] in html, there
        assert "CSRF" not in html, there
    assert not changed(before)


def test_a_key_from_another_origin_is_no_key(world: World, visitor: Visitor) -> None:
    client = visitor("member", enforce_csrf_checks=True)
    there = address(world, "need_comment", "submitted")
    client.get(address(world, "need_detail", "submitted"))
    key = client.cookies["csrftoken"].value
    fields = {"kind": "comment", "text": "Bonjour.", "csrfmiddlewaretoken": key}
    before = fingerprint()
    for origin in ("https://mal.example", "null", "http://testserver.mal.example"):
        met = client.post(there, fields, headers={"Origin": origin})
        assert met.status_code == 403
    assert not changed(before)
    assert client.post(there, fields).status_code == 302


def test_only_what_carries_a_signature_is_taken_without_a_key() -> None:
    exempt = {pattern.name for _here, pattern in walked() if is_exempt(pattern)}
    assert exempt == SIGNED


def is_exempt(pattern: URLPattern) -> bool:
    return getattr(pattern.callback, "csrf_exempt", False)


def test_the_interfaces_of_the_admin_look_for_the_key_themselves(
    world: World, visitor: Visitor
) -> None:
    """Django REST framework marks its views exempt, then checks on its own."""
    marked = [h for h, p in walked(but="") if is_exempt(p) and h[:6] == "admin/"]
    assert marked
    client = visitor("superuser", enforce_csrf_checks=True)
    before = fingerprint()
    for pattern in marked:
        there = "/" + re.sub(r"<str:action_name>", "delete", pattern).replace("^", "")
        there = re.sub(r"<[^>]+>", "1", there)
        for ask in (client.post, client.put, client.delete):
            assert ask(there, {"title": "x"}).status_code in {403, 404, 405}, there
    assert not changed(before)


@pytest.mark.parametrize("wanted", ABROAD)
def test_nobody_is_sent_away_by_signing_in(
    world: World, visitor: Visitor, wanted: str
) -> None:
    demo = address(world, "demo_sign_in")
    stays(visitor("anonymous").post(demo, {"person": "1", "next": wanted}))
    for role in ("member", "coordinator", "anonymous"):
        client = visitor(role)
        for door in ("/fr/connexion/", "/admin/login/", "/fr/_util/login/"):
            stays(client.get(door, {"next": wanted}))
    stays(visitor("member").post(address(world, "sign_out"), {"next": wanted}))


@pytest.mark.parametrize("wanted", [ABROAD[1], ABROAD[3], ABROAD[10]])
def test_nor_by_the_code_of_the_mail(
    world: World, visitor: Visitor, mailoutbox: list, wanted: str
) -> None:
    client = visitor("anonymous")
    mail = world.people["member"].email
    asked = client.post("/fr/connexion/", {"email": mail, "next": wanted})
    stays(asked)
    code = re.search(r"\d{3}-\d{3}-\d{3}", mailoutbox[-1].body)[0]
    stays(client.post(asked["Location"], {"code": code, "next": wanted}))
    assert "_auth_user_id" in client.session


def stays(met) -> None:
    assert met.status_code < 500
    if met.status_code in {301, 302, 303, 307}:
        there = met["Location"]
        assert is_ours(there), there


def is_ours(there: str) -> bool:
    """As a browser reads an address: backslashes are slashes, white space is nothing."""
    plain = "".join(there.replace("\\", "/").split()).strip("\0")
    parts = urlsplit(plain)
    return not parts.netloc and not parts.scheme


def test_a_host_that_is_not_ours_is_refused(world: World, visitor: Visitor) -> None:
    for host in (
        "mal.example",
        "testserver.mal.example",
        "a b",
        "testserver:x",
        "\x00",
    ):
        met = visitor("member").get("/fr/besoins/", headers={"Host": host})
        assert met.status_code == 400
        assert "mal.example" not in met.content.decode()


def test_the_code_by_mail_names_no_host_of_the_request(
    world: World, visitor: Visitor, mailoutbox: list, settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    mail = Person.objects.get(pk=world.people["member"].pk).email
    visitor("anonymous").post(
        "/fr/connexion/", {"email": mail}, headers={"Host": "mal.example"}
    )
    assert len(mailoutbox) == 1
    assert "mal.example" not in mailoutbox[0].message().as_string()
