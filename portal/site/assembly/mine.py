"""The meetings that concern somebody: on their own page, and on a co-op's."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.decisions import meetings
from governance.decisions.models import Meeting
from governance.membership.models import Cooperative
from portal.formats.moments import day
from portal.site.assembly import words
from portal.site.assembly.shown import Card

SHOWN = 4


@dataclass(frozen=True)
class Mine:
    """A meeting with what this reader may do about it."""

    card: Card
    act: str
    url: str


def of_person(
    at: datetime, *, own: Collection[int], run: Collection[int]
) -> list[Mine]:
    """Coming meetings of someone's ``own`` co-ops, and those of the co-ops whose
    meetings they ``run`` (keys of co-ops), the nearest first."""
    called = Q(cooperative__in=own, notice_sent_on__isnull=False)
    found = meetings.listed().coming(at).filter(called | Q(cooperative__in=run))
    return [
        _mine(meeting, meeting.cooperative_id in run)
        for meeting in found.distinct().order_by("starts_at", "pk")[:SHOWN]
    ]


def of_cooperative(cooperative: Cooperative) -> list[Card]:
    """Its last meetings and the coming ones, the latest first."""
    found = meetings.listed().announced().filter(cooperative=cooperative)
    return [Card(meeting) for meeting in found[:SHOWN]]


def _mine(meeting: Meeting, runs: bool) -> Mine:
    card = Card(meeting)
    if not runs:
        return Mine(card, "", "")
    if meeting.notice_sent_on is None:
        sentence = _("Send the notice by %(day)s (%(article)s)") % {
            "day": day(meeting.last_notice_day),
            "article": words.rule(meeting),
        }
        return Mine(card, sentence, reverse("meeting_notice", args=[meeting.pk]))
    if meeting.is_running:
        return Mine(
            card, _("Questions and votes"), reverse("meeting_run", args=[meeting.pk])
        )
    return Mine(
        card, _("Take attendance"), reverse("meeting_attendance", args=[meeting.pk])
    )
