"""What answers say beside their words, where no page is read: refusals, breakdowns, the
admin. Every page is looked at where it is read once: ``test_table.test_reading``."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from portal.site.coops import views as coops
from tests.portal.doors.headers import unguarded
from tests.portal.doors.places import address
from tests.portal.doors.world import World

Visitor = Callable[..., Client]


def test_refusals_and_breakdowns_have_them(
    world: World, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visitor("member", raise_request_exception=False)
    keyless = visitor("member", enforce_csrf_checks=True)
    here = address(world, "need_comment", "submitted")

    def broken(*args: Any) -> None:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr(coops, "asked_built", broken)
    answers = {
        400: client.get("/fr/", headers={"Host": "mal.example"}),
        403: keyless.post(here, {"x": "1"}),
        404: client.get("/fr/nulle-part/"),
        405: client.post("/fr/besoins/"),
        409: client.get(address(world, "round_ballot", "void")),
        422: client.post(here, {"text": ""}),
        500: client.get("/fr/valeurs/"),
    }
    for status, met in answers.items():
        assert met.status_code == status
        assert not list(unguarded(met)), status
        assert "secret" not in met.content.decode()


def test_the_admin_alone_may_be_inline(world: World, visitor: Visitor) -> None:
    policy = visitor("coordinator").get("/admin/").headers["Content-Security-Policy"]
    assert "'unsafe-inline'" in policy
    assert "object-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy


def test_the_admin_is_kept_by_nobody(world: World, visitor: Visitor) -> None:
    for there in ("/admin/", "/admin/people/"):
        assert "no-store" in visitor("secretary").get(there).headers["Cache-Control"]


def test_cookies_stay_on_this_site(world: World, visitor: Visitor) -> None:
    client = visitor("anonymous")
    client.post(address(world, "demo_sign_in"), {"person": "1"})
    for cookie in client.cookies.values():
        assert cookie["samesite"] == "Lax", cookie.key
        assert not cookie["domain"], cookie.key
    assert client.cookies["sessionid"]["httponly"]
