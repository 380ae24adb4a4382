"""What every answer says beside its words: policy, caches, cookies."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from portal.site.coops import views as coops
from tests.portal.doors.places import address
from tests.portal.doors.table import GET
from tests.portal.doors.world import World

Visitor = Callable[..., Client]
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
DIRECTIVES = [
    "default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'",
    "frame-ancestors 'none'",
]  # fmt: skip
# What a visitor who only reads is given: nothing, but the key of a form on the page.
FORMS_OF_VISITORS = {"sign_in", "wagtailcore_login", "demo_sign_in", "round_verify",
                     "round_results"}  # fmt: skip
NOT_STORED = {"my_page", "my_settings", "round_ballot", "round_check", "round_receipt", "round_verify",
              "sign_in", "sign_in_code", "demo_sign_in"}  # fmt: skip
# Pages that send a visitor to sign in say so once, in a cookie of that one sentence.
TOLD_TO_SIGN_IN = {"round_ballot", "round_check", "round_receipt", "sign_in_code"}


def guarded(met: Any, about: str) -> None:
    policy = met.headers.get("Content-Security-Policy", "")
    assert "unsafe" not in policy, about
    for directive in DIRECTIVES:
        assert directive in policy, f"{about}: {policy}"
    for name, value in ALWAYS.items():
        assert met.headers.get(name) == value, f"{about}: {name}"


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
        guarded(met, str(status))
        assert "secret" not in met.content.decode()


def test_the_admin_alone_may_be_inline(world: World, visitor: Visitor) -> None:
    policy = visitor("coordinator").get("/admin/").headers["Content-Security-Policy"]
    assert "'unsafe-inline'" in policy
    assert "object-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy


def test_every_answer_is_guarded_and_kept_by_nobody(
    world: World, visitor: Visitor
) -> None:
    """A page shown to somebody signed in bears their initials; some tell much more,
    and no machine on the way or at home keeps those."""
    client = visitor("coordinator")
    for row in GET:
        met = client.get(address(world, row.name, row.state))
        guarded(met, f"{row.name} {row.state} {met.status_code}")
        kept = met.headers["Cache-Control"]
        assert "private" in kept, f"{row.name}: {kept}"
        if row.name in NOT_STORED and met.status_code == 200:
            assert "no-store" in kept, f"{row.name}: {kept}"
    for there in ("/admin/", "/admin/people/"):
        assert "no-store" in visitor("secretary").get(there).headers["Cache-Control"]


def test_a_visitor_who_reads_gets_no_cookie(world: World, visitor: Visitor) -> None:
    for row in GET:
        client = visitor("anonymous")
        client.get(address(world, row.name, row.state))
        allowed = {"csrftoken"} if row.name in FORMS_OF_VISITORS else set()
        if row.name in TOLD_TO_SIGN_IN:
            allowed = {"messages"}
        assert set(client.cookies) <= allowed, f"{row.name}: {set(client.cookies)}"


def test_cookies_stay_on_this_site(world: World, visitor: Visitor) -> None:
    client = visitor("anonymous")
    client.post(address(world, "demo_sign_in"), {"person": "1"})
    for cookie in client.cookies.values():
        assert cookie["samesite"] == "Lax", cookie.key
        assert not cookie["domain"], cookie.key
    assert client.cookies["sessionid"]["httponly"]
