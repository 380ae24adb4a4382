"""A question answered by telephone or computer: a round of the voting room."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from governance.decisions import bylaw
from governance.decisions.models import Meeting, Point, Presence
from governance.membership.models import Person
from governance.membership.permissions import can_record_decisions
from governance.refusals import MoveNotAllowed, allow
from governance.voting.actions import (
    open_round,
    prepare_round,
    seal_round,
    void_round,
)
from governance.voting.chairing import Chair
from governance.voting.models import Round

WRONG_PRESS = {
    "reason_fr": "La question a été ouverte par erreur pendant l’assemblée.",
    "reason_en": "The question was opened by mistake during the meeting.",
}
WHO_VOTES = {
    "fr": "Votent les membres présents à l’assemblée à l’ouverture de la question.",
    "en": "The members present at the meeting when the question opens may vote.",
}


def open_poll(
    meeting: Meeting, point: Point, by: Person, at: datetime, length: timedelta
) -> Round:
    """An assembly vote whose roll is the voters in the room now, sealed as any other.

    The meeting has its quorum, so the round asks for none of its own.
    """
    allow(
        can_record_decisions(by, meeting.cooperative),
        _("Only the secretary of the co-op may open a vote by telephone."),
    )
    needs = list(point.needs.order_by("number"))
    round = prepare_round(
        by=by,
        at=at,
        host=meeting.cooperative,
        cooperatives=[meeting.cooperative],
        proposals=needs,
        title_fr=point.title_fr,
        title_en=point.title_en,
        intro_fr=f"{point.text_fr}\n\n{WHO_VOTES['fr']}".strip(),
        intro_en=f"{point.text_en}\n\n{WHO_VOTES['en']}".strip(),
        nature=Round.Nature.ASSEMBLY,
        rule=Round.Rule.MAJORITY if len(needs) == 1 else Round.Rule.APPROVAL,
        max_choices=point.max_choices,
        quorum="0",
        threshold=point.threshold,
        comparison=point.comparison,
        opens_at=at,
        closes_at=at + length,
        record_date=bylaw.local_day(at),
        reference=notice_title(meeting),
        notice_on=meeting.notice_sent_on,
    )
    chair = Chair(casting_vote=meeting.casting_vote_ref)
    room = _in_the_room(meeting, at)
    return open_round(round, by=by, at=at, among=room, chair=chair)


def _in_the_room(meeting: Meeting, at: datetime) -> set[int]:
    rows = Presence.objects.filter(
        meeting=meeting, votes=True, left_at=None, arrived_at__lte=at
    )
    return {pk for pk in rows.values_list("person_id", flat=True) if pk is not None}


def notice_title(meeting: Meeting) -> str:
    """The notice on which an assembly vote rests, in French as it was sent."""
    with override("fr"):
        return _("Notice of the %(kind)s of %(day)s") % {
            "kind": meeting.get_kind_display(),
            "day": date_format(bylaw.local_day(meeting.starts_at), "DATE_FORMAT"),
        }


def seal_poll(round: Round, at: datetime) -> None:
    """Count it; harmless when the portal already did on time."""
    round.refresh_from_db()
    if round.sealed_at is None and at < round.closes_at:
        raise MoveNotAllowed(
            _("The vote is open until %(hour)s. To end it before, declare it closed.")
            % {"hour": date_format(timezone.localtime(round.closes_at), "TIME_FORMAT")}
        )
    seal_round(round, at=at)


def cancel_poll(round: Round, by: Person, at: datetime) -> None:
    round.refresh_from_db()
    if round.sealed_at is not None:
        raise MoveNotAllowed(
            _("This vote is already counted: close the question to show its result.")
        )
    void_round(round, by=by, at=at, **WRONG_PRESS)
