"""Every address, for every role, by reading and by writing (see ``table``)."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.portal.doors.fingerprints import changed
from tests.portal.doors.headers import given, kept, unguarded
from tests.portal.doors.leaks import (
    BY_DESIGN,
    STRANGE,
    TYPED,
    others,
    quiet_log,
    silent,
    words,
)
from tests.portal.doors.places import address
from tests.portal.doors.table import GET, POST
from tests.portal.doors.world import ROLES, SHOWN, World

# Tested where it stands: Wagtail's admin, and the doors that are ours in it.
ELSEWHERE = "admin/"
# django-allauth's own names for our addresses of signing in.
SAME_DOOR = {
    "account_login": "sign_in",
    "account_request_login_code": "sign_in",
    "account_signup": "sign_in",
    "account_inactive": "sign_in",
    "account_confirm_login_code": "sign_in_code",
    "account_logout": "sign_out",
}
Visitor = Callable[..., Client]
pytestmark = pytest.mark.usefixtures("unwatched")


def walked(but: str = ELSEWHERE) -> Iterator[tuple[str, URLPattern]]:
    """Every address of the portal with its pattern, but those that begin so."""
    yield from (
        (here, pattern)
        for here, pattern in below(get_resolver(), "")
        if not (but and here.startswith(but))
    )


def below(resolver: Any, above: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        here = above + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield here, pattern
        else:
            yield from below(pattern, here)


def test_every_address_has_its_line() -> None:
    names = {pattern.name for _here, pattern in walked() if pattern.name}
    names = {SAME_DOOR.get(name, name) for name in names}
    for table in (GET, POST):
        assert names == {row.name for row in table}


def test_an_address_without_a_name_is_a_door_of_ours() -> None:
    unnamed = [p.callback.__module__ for _here, p in walked() if not p.name]
    assert unnamed == ["portal.site.accounts.views"]  # over Wagtail's own sign-in


@pytest.mark.parametrize("role", ROLES)
def test_reading(
    world: World, visitor: Visitor, before: dict[str, str], role: str
) -> None:
    """The right answer everywhere with all that goes beside it, nothing written by any
    of it, no cookie to a visitor, and to a stranger no word of other people."""
    client, wrong = visitor(role), list[str]()
    secrets = others(world, role) if role in STRANGE else []
    for row in GET:
        if role == "anonymous":
            client.cookies.clear()  # each address is the first one they ever see
        met = client.get(address(world, row.name, row.state))
        about = f"{row.name} {row.state} {met.status_code}"
        if met.status_code != row.statuses[role]:
            wrong.append(about)
        if secrets and row.name not in BY_DESIGN:
            silent(words(met), secrets, about)
        wrong += [f"{about}: {said}" for said in beside(met, role, row.name)]
    assert not wrong
    assert not changed(before)


def beside(met: Any, role: str, name: str) -> Iterator[str]:
    """What is wrong with an answer beside its words."""
    yield from unguarded(met)
    yield from given(met, name) if role == "anonymous" else kept(met, name)


@pytest.mark.parametrize("role", ROLES)
def test_writing(
    world: World,
    visitor: Visitor,
    before: dict[str, str],
    role: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The right answer everywhere; a refusal writes nothing, not one row, and no word
    of it stands in the log."""
    caplog.set_level(logging.DEBUG)
    client, wrong = visitor(role), list[str]()
    for row in POST:
        with transaction.atomic():
            met = client.post(address(world, row.name, row.state), {"x": TYPED})
            transaction.set_rollback(met.status_code < 400)
        if met.status_code != row.statuses[role]:
            wrong.append(f"{row.name} {row.state}: {met.status_code}")
    assert not wrong
    assert not changed(before)
    quiet_log(caplog, [*others(world), TYPED, f"Fam{SHOWN}"])


def test_a_head_answers_like_a_get_without_a_word(
    world: World, visitor: Visitor, before: dict[str, str]
) -> None:
    client = visitor("coordinator")
    wrong = []
    for row in GET:
        met = client.head(address(world, row.name, row.state))
        if met.status_code != row.statuses["coordinator"] or met.content:
            wrong.append(f"{row.name} {row.state}: {met.status_code}")
    assert not wrong
    assert not changed(before)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_do_nothing(
    world: World, visitor: Visitor, before: dict[str, str], method: str
) -> None:
    client = visitor("coordinator")
    for name in dict.fromkeys(row.name for row in POST):
        state = next(row.state for row in POST if row.name == name)
        met = getattr(client, method)(address(world, name, state))
        assert met.status_code < 500, name
    assert not changed(before)
