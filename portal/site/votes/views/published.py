"""What anyone may take home: the bundle of a counted vote, and the public log of any
vote that was opened, while it runs too."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from governance.refusals import Refusal
from governance.voting import ledger, records
from governance.voting.actions import receive_cosignature
from governance.voting.bundle import writing
from governance.voting.models import Round
from portal.site.votes.gate import CONFLICT, stopped
from portal.site.votes.shown import find_round

LARGEST_NOTE = 20_000  # bytes
UNPROCESSABLE = 422
PLAIN = "text/plain; charset=utf-8"
JSON_LINES = "application/jsonl; charset=utf-8"


@require_safe
def round_bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """The verification bundle as a zip."""
    round = find_round(pk, request.user)
    try:
        archive = writing.packed(round)
    except writing.NoBundle as none:
        return stopped(request, round, none, CONFLICT)
    return _file(archive, f"{writing.name(round)}.zip", "application/zip")


@require_safe
def round_log(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines of the log as they stand: commitments, never choices."""
    round = find_round(pk, request.user)
    if stop := _without_log(request, round):
        return stop
    lines = b"".join(line + b"\n" for line in records.ledger_lines(round))
    return _file(lines, f"{writing.name(round)}-ledger.jsonl", JSON_LINES)


@csrf_exempt  # a witness has no session; its signature says whose it is
@require_http_methods(["GET", "HEAD", "POST"])
def round_checkpoint(request: HttpRequest, pk: int) -> HttpResponse:
    """The last signed checkpoint, for whoever keeps it elsewhere; a witness sends it
    back with its own signature under it."""
    round = find_round(pk, request.user)
    if stop := _without_log(request, round):
        return stop
    if request.method == "POST":
        return _received(request, round)
    return HttpResponse(ledger.witnessed_note(round), content_type=PLAIN)


def _received(request: HttpRequest, round: Round) -> HttpResponse:
    try:
        note = _note(request).decode()
        receive_cosignature(round, at=timezone.now(), note=note)
    except (UnicodeDecodeError, RequestDataTooBig):
        sentence, status = _("This is no checkpoint of this vote’s log."), UNPROCESSABLE
    except Refusal as refused:
        sentence, status = str(refused), UNPROCESSABLE
    else:
        sentence, status = _("The signature is kept beside the checkpoint."), 200
    return HttpResponse(f"{sentence}\n", content_type=PLAIN, status=status)


def _note(request: HttpRequest) -> bytes:
    """What anyone may send is measured before it is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST_NOTE:
        raise RequestDataTooBig
    return request.body


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _without_log(request: HttpRequest, round: Round) -> HttpResponse | None:
    if ledger.has_log(round):
        return None
    sentence = _("This vote has no public log: it is not open yet, or is older.")
    return stopped(request, round, sentence, CONFLICT)
