"""Opening a round with a large roll: the page says how far it is while it works.

The answer comes in pieces, so that no script is needed. The opening is one transaction
in a thread of its own; whoever leaves the page does not stop it.
"""

import threading
from collections.abc import Iterator
from functools import partial
from queue import SimpleQueue
from typing import Any

from django.db import connections
from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from governance.refusals import NotAllowed, Refusal
from governance.voting.actions import open_round
from governance.voting.models import Round
from portal.site.needs.gate import PersonRequest

HERE = "<!-- how far it is -->"  # where the pieces go, in the template


def watched(request: PersonRequest, round: Round) -> StreamingHttpResponse:
    """The page, piece by piece; its last line says that it is done, or why not."""
    page = render_to_string("site/votes/opening.html", {"round": round}, request)
    pieces = _pieces(page, round, request.user, translation.get_language())
    return StreamingHttpResponse(pieces)


def _pieces(
    page: str, round: Round, person: Any, language: str | None
) -> Iterator[str]:
    head, tail = page.split(HERE)
    yield head
    told: SimpleQueue[str | None] = SimpleQueue()
    worker = threading.Thread(target=_open, args=(round, person, language, told.put))
    worker.start()
    for line in iter(told.get, None):
        yield format_html("<li>{}</li>\n", line)
    worker.join()
    yield tail


def _open(round: Round, person: Any, language: str | None, say: Any) -> None:
    with translation.override(language):
        try:
            now = timezone.now()
            open_round(round, by=person, at=now, tell=partial(_tell, say))
            say(
                _("The rules are sealed and the roll is frozen: the vote is announced.")
            )
        except (Refusal, NotAllowed) as refused:
            say(str(refused))
        except Exception:
            say(
                _(
                    "The vote could not be opened. Nothing was changed; please try again."
                )
            )
            raise
        finally:
            say(None)
            connections.close_all()


def _tell(say: Any, written: int, of: int) -> None:
    say(
        _("The roll: %(written)s people out of %(of)s.")
        % {"written": number_format(written), "of": number_format(of)}
    )
