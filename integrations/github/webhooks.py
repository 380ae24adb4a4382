"""GitHub knocks: verify on the raw bytes, store, answer 202. The worker does the rest.

GitHub waits ten seconds and never sends again by itself, so nothing is done here that
can fail for another reason than a bad request.
"""

import hashlib
import hmac
import json
from typing import Any, NoReturn
from urllib.parse import parse_qs

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from integrations.models import InboundEvent

MOST_BYTES = 25 * 1024 * 1024  # GitHub sends nothing larger


class BadRequest(Exception):
    """A knock we refuse; carries the status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


@csrf_exempt
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    try:
        body = _body(request)
        _verify(request, body)
        payload = _payload(request, body)
        kept = _keep(request, payload)
    except BadRequest as refusal:
        return _answer(refusal.status, refusal.sentence)
    return _answer(202, _("Received.") if kept else _("Already received."))


def _body(request: HttpRequest) -> bytes:
    """Read here, past the limit that holds for all other doors of the portal."""
    try:
        length = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        length = MOST_BYTES + 1
    if length > MOST_BYTES:
        _refuse(413, _("This is larger than anything GitHub sends."))
    return bytes(request.read(length))


def _verify(request: HttpRequest, body: bytes) -> None:
    """Before anything else looks at the body. Two secrets hold during a rotation; an
    empty one would let anybody sign."""
    secrets = [secret for secret in settings.GITHUB["WEBHOOK_SECRETS"] if secret]
    if not secrets:
        _refuse(503, _("No webhook secret is set here: nothing can be verified."))
    given = request.headers.get("X-Hub-Signature-256", "")
    good = [hmac.compare_digest(_signature(s, body), given.encode()) for s in secrets]
    if not any(good):
        _refuse(403, _("The signature is missing or does not match."))


def _signature(secret: str, body: bytes) -> bytes:
    made = hmac.new(secret.encode(), body, hashlib.sha256)
    return f"sha256={made.hexdigest()}".encode()


def _payload(request: HttpRequest, body: bytes) -> dict[str, Any]:
    """The JSON object of either of GitHub's two content types, fit to be stored."""
    try:
        text = _text(request.content_type or "", body)
        payload = json.loads(text, parse_constant=_no_constant)
        # PostgreSQL's JSON takes neither NUL nor half a surrogate pair.
        clean = json.dumps(payload, ensure_ascii=False).replace("\\u0000", "\\ufffd")
        payload = json.loads(clean.encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        payload = None
    if not isinstance(payload, dict):
        _refuse(400, _("The body is not a JSON object."))
    return payload


def _text(content_type: str, body: bytes) -> str:
    if content_type == "application/json":
        return body.decode()
    if content_type == "application/x-www-form-urlencoded":
        fields = parse_qs(body.decode("ascii"), max_num_fields=10, errors="strict")
        return fields["payload"][0] if "payload" in fields else ""
    return _refuse(415, _("Only JSON or a form with a payload is understood."))


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are not JSON


def _keep(request: HttpRequest, payload: dict[str, Any]) -> bool:
    """Store an event once, under GitHub's own id; false when it was here already."""
    guid = request.headers.get("X-GitHub-Delivery", "")
    event = request.headers.get("X-GitHub-Event", "")
    action = payload.get("action")
    if not _is_name(guid, 64) or not _is_name(event, 60):
        _refuse(400, _("The headers of a GitHub event are missing."))
    now = timezone.now()
    _row, is_new = InboundEvent.objects.get_or_create(
        guid=guid,
        defaults={
            "event": event,
            "action": action[:60] if isinstance(action, str) else "",
            "payload": payload,
            "received_at": now,
            "due_at": now,
        },
    )
    return is_new


def _is_name(text: str, most: int) -> bool:
    return 0 < len(text) <= most and text.isascii() and text.isprintable()


def _refuse(status: int, sentence: str) -> NoReturn:
    raise BadRequest(status, sentence)


def _answer(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain")
