"""Witness co-ops sign checkpoints; the portal keeps what holds, and says who did."""

import base64
import importlib
import os
import sys
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.journal.models import Entry
from governance.refusals import NotAllowed, Refusal
from governance.voting.actions import register_witness
from governance.voting.bundle import verify
from governance.voting.models import Cosignature, Witness
from tests.portal.votes.conftest import signed_in

NAME = "lac-tamarac.example"


@pytest.fixture(scope="module")
def tool():
    """witness.py as a witness runs it: with verify.py beside it."""
    sys.path.insert(0, str(Path(verify.__file__).parent))
    try:
        yield importlib.import_module("witness")
    finally:
        sys.path.pop(0)
        for name in ("witness", "verify"):
            sys.modules.pop(name, None)


@pytest.fixture
def seed():
    return os.urandom(32)


@pytest.fixture
def registered(tool, seed, lac_tamarac, gaetan):
    key = tool.public_line(seed, NAME)
    return register_witness(lac_tamarac, by=gaetan, at=timezone.now(), key=key)


def cosigned(tool, seed, note: str, *, name: str = NAME, moment: int = 1_763_000_000):
    """The note with the line of the witness under it."""
    body = note.partition("\n\n")[0] + "\n"
    message = f"cosignature/v1\ntime {moment}\n{body}".encode()
    raw = (
        tool.identity(seed, name) + moment.to_bytes(8, "big") + tool.sign(seed, message)
    )
    return f"{note}— {name} {base64.b64encode(raw).decode()}\n"


def post(round, text: str):
    url = reverse("round_checkpoint", args=[round.pk])
    client = Client(enforce_csrf_checks=True)
    return client.post(url, text, content_type="text/plain")


def test_a_signature_is_kept_once_shown_and_given_back(
    tool, seed, registered, choice_round
):
    url = reverse("round_checkpoint", args=[choice_round.pk])
    note = Client().get(url).content.decode()
    signed = cosigned(tool, seed, note)
    assert [post(choice_round, signed).status_code for _ in range(2)] == [200, 200]
    assert Cosignature.objects.get().witness == registered
    assert Entry.objects.filter(verb="log.cosigned").count() == 1
    assert Client().get(url).content.decode() == signed
    page = (
        Client().get(reverse("round_verify", args=[choice_round.pk])).content.decode()
    )
    assert registered.cooperative.short_name in page


@pytest.mark.parametrize("fault", ["unknown", "other body", "later", "noise", "huge"])
def test_what_does_not_hold_is_refused_and_nothing_is_kept(
    tool, seed, registered, choice_round, fault
):
    url = reverse("round_checkpoint", args=[choice_round.pk])
    note = Client().get(url).content.decode()
    text = {
        "unknown": cosigned(tool, os.urandom(32), note),
        "other body": cosigned(tool, seed, note.replace("/votes/", "/votes/9", 1)),
        "later": cosigned(tool, seed, note, moment=1).replace("AAAAAAAAA", "AAAAAAAAB"),
        "noise": "— \u00e9",
        "huge": note + "x" * 30_000,
    }[fault]
    answer = post(choice_round, text)
    assert answer.status_code == 422 and answer.content
    assert not Cosignature.objects.exists()


def test_the_secretary_registers_and_replaces_the_key(
    tool, seed, lac_tamarac, gaetan, melanie
):
    url = reverse("coop_witness", args=[lac_tamarac.slug])
    client = signed_in(gaetan)
    assert client.post(url, {"key": "pas une clé"}).status_code == 422
    first = tool.public_line(seed, NAME)
    assert client.post(url, {"key": first}).status_code == 302
    assert client.post(url, {"key": first}).status_code == 422, "known already"
    second = tool.public_line(os.urandom(32), NAME)
    assert client.post(url, {"key": second}).status_code == 302
    assert Witness.objects.get(until=None).key == second
    assert signed_in(melanie).get(url).status_code == 403


def test_nobody_else_registers_a_key(tool, seed, lac_tamarac, melanie, at):
    with pytest.raises(NotAllowed):
        register_witness(
            lac_tamarac, by=melanie, at=at, key=tool.public_line(seed, NAME)
        )


def test_a_key_of_the_portal_is_no_key_of_a_witness(
    lac_tamarac, gaetan, at, choice_round
):
    portals = choice_round.sheet["log"]["key"]
    with pytest.raises(Refusal):
        register_witness(lac_tamarac, by=gaetan, at=at, key=portals)


@pytest.mark.parametrize("length", ["20001", "99999999999", "-1", "many"])
def test_what_is_too_long_for_a_checkpoint_is_not_read(
    client, choice_round, monkeypatch, length
):
    def read(_request):
        raise AssertionError("It was read.")

    monkeypatch.setattr(WSGIRequest, "body", property(read))
    url = reverse("round_checkpoint", args=[choice_round.pk])
    answer = client.generic("POST", url, b"x", CONTENT_LENGTH=length)
    assert answer.status_code == 422
