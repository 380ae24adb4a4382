"""Choices sent after a session ended, carried through the sign-in.

The server keeps nothing: the reader's own browser holds them for half an hour, sealed,
in a cookie of the ballot's path alone. They open for the person whose page sent them,
fill in a paper once, and are never cast by themselves.
"""

import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from secrets import token_bytes
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from governance.membership.models import Person
from governance.voting.lifecycle import Stage, stage
from governance.voting.models import Round
from portal.site.votes import slip
from portal.site.votes.forms.ballot import ballot_form
from portal.site.votes.shown import choices

COOKIE = "ballot-carried"
SECONDS = 30 * 60
NONCE_BYTES = 12
# The length of a sealed text must not tell a yes from a no.
BLOCK = 512
# What browsers hold in one cookie, with room for its name and path.
MOST = 3600


def sealed(request: HttpRequest, round: Round) -> str:
    """The choices this request sent, sealed; empty when they cannot be read, are too
    long for a cookie, or say nothing of whose page they come from."""
    if (sent := _sent(request, round)) is None:
        return ""
    under, chosen = sent
    content = {"under": under, "choices": chosen, "until": time.time() + SECONDS}
    text = json.dumps(content).encode()
    padded = text.ljust(-(-len(text) // BLOCK) * BLOCK)
    nonce = token_bytes(NONCE_BYTES)
    token = nonce + _cipher().encrypt(nonce, padded, _bound_to(round))
    kept = urlsafe_b64encode(token).decode()
    return kept if len(kept) <= MOST else ""


def hand(response: HttpResponse, round: Round, kept: str) -> None:
    response.set_cookie(
        COOKIE,
        kept,
        max_age=SECONDS,
        path=_path(round),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def drop(request: HttpRequest, response: HttpResponse, round: Round) -> None:
    """Once anybody signed in has come to the ballot, whoever they are."""
    if COOKIE in request.COOKIES and request.user.is_authenticated:
        response.delete_cookie(COOKIE, path=_path(round), samesite="Lax")


def opened(request: HttpRequest, round: Round, person: Person) -> dict[str, Any] | None:
    """What this person had chosen; None for anybody else, and after half an hour."""
    try:
        token = urlsafe_b64decode(request.COOKIES.get(COOKIE, ""))
        nonce, text = token[:NONCE_BYTES], token[NONCE_BYTES:]
        content = json.loads(_cipher().decrypt(nonce, text, _bound_to(round)))
    except (ValueError, InvalidTag):
        return None
    if content["under"] != slip.kept_under(round, person):
        return None
    chosen: dict[str, Any] = content["choices"]
    return chosen if time.time() < content["until"] else None


def _sent(request: HttpRequest, round: Round) -> tuple[str, dict[str, Any]] | None:
    """Whose page it was, by its secret name, and the choices; of a slip or a paper."""
    if stage(round, timezone.now()) != Stage.OPEN:
        return None
    if "slip" in request.POST:
        return slip.read_unnamed(request.POST["slip"], round=round)
    if not (under := request.POST.get("under", "")):
        return None
    form = ballot_form(round, choices(round), request.POST)
    return (under, form.choices()) if form.is_valid() else None


def _path(round: Round) -> str:
    return reverse("round_ballot", kwargs={"pk": round.pk})


def _bound_to(round: Round) -> bytes:
    return f"round {round.pk}".encode()


def _cipher() -> AESGCM:
    return AESGCM(salted_hmac("ballot-carried", "", algorithm="sha256").digest())
