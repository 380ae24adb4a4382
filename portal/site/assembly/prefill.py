"""What a meeting already wrote of a decision: the form is not typed again."""

from typing import Any

from django.utils.translation import override

from governance.decisions import permissions
from governance.decisions.bylaw import local_day
from governance.decisions.models import Point
from governance.proposals.models import Proposal
from portal.formats.moments import day
from portal.site.assembly import words


def decision(person: Any, need: Proposal, question: str) -> dict[str, Any]:
    """The round, the day and the first sentences of the reasons; nothing where the
    question is not one of this need, closed, in a meeting that this person runs."""
    if not (question.isascii() and question.isdigit() and len(question) < 19):
        return {}
    rows = Point.objects.select_related("meeting__cooperative", "round__result")
    point = rows.filter(pk=question, needs=need, closed_at__isnull=False).first()
    if point is None or not permissions.can_run_meetings(
        person, point.meeting.cooperative
    ):
        return {}
    told = {f"reasons_{code}": _reasons(point, code) for code in ("fr", "en")}
    return told | {
        "round": point.round_id,
        "met_on": local_day(point.meeting.starts_at),
    }


def _reasons(point: Point, language: str) -> str:
    with override(language):
        kind = point.meeting.get_kind_display()
        when = f"{kind[:1].upper()}{kind[1:]}, {day(point.meeting.starts_at)}."
        return " ".join((when, words.headline(point), words.detail(point)))
