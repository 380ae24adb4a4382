"""Reads over general meetings: who is there, how each question stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from governance.decisions import bylaw, quorum
from governance.decisions.models import Count, Meeting, MeetingQuerySet, Point, Presence
from governance.membership.models import Membership, Person
from governance.membership.models.folding import folded
from governance.proposals.models import Proposal, Revision
from governance.voting import chairing


@dataclass(frozen=True)
class Line:
    """A member on the attendance sheet. ``state`` is "", "here" or "left"; the hours
    are those of their last stay."""

    membership: int
    name: str
    number: str
    votes: bool
    state: str = ""
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    written: bool = False


@dataclass(frozen=True)
class Counting:
    """How far the count in the room is. ``differences`` are (field, first, second)."""

    counts: tuple[Count, ...]
    agreed: bool
    differences: tuple[tuple[str, int, int], ...]


def listed() -> MeetingQuerySet:
    return Meeting.objects.select_related("cooperative", "current")


def points_of(meeting: Meeting) -> list[Point]:
    """The agenda in order, with what a page shows of each question."""
    counts = Prefetch("counts", Count.objects.order_by("place"))
    rows = meeting.points.select_related(
        "meeting",
        "round",
        "round__result",
        "round__declared",
        "moved_by",
        "seconded_by",
    )
    wordings = Prefetch(
        "revisions",
        Revision.objects.filter(is_current=True),
        to_attr="current_revisions",
    )
    needs = Proposal.objects.order_by("number").prefetch_related(wordings)
    rows = rows.prefetch_related(counts, Prefetch("needs", needs))
    return list(rows.order_by("position"))


def moment_of(meeting: Meeting, at: datetime) -> datetime:
    """The moment whose attendance is told: now, or the end of a meeting that is over."""
    return meeting.closed_at or at


def meter(meeting: Meeting, at: datetime) -> quorum.Meter:
    """The quorum meter; a single query. At the end of a meeting, who was there last."""
    rows = Presence.objects.filter(meeting=meeting)
    stays = [
        quorum.Stay(*r) for r in rows.values_list("arrived_at", "left_at", "votes")
    ]
    return quorum.meter(stays, meeting.quorum_members, moment_of(meeting, at))


def attended(meeting: Meeting) -> int:
    """How many members with the right to vote came at all, each once."""
    rows = meeting.presences.filter(votes=True)
    return rows.values("person_id").distinct().count()


def attendance(meeting: Meeting) -> list[Line]:
    """Every member of the day of the meeting, by name, with where they stand."""
    day = bylaw.local_day(meeting.starts_at)
    members = (
        Membership.objects.current(day)
        .filter(cooperative_id=meeting.cooperative_id, person__is_active=True)
        .select_related("person")
    )
    last: dict[Any, Presence] = {}
    for stay in meeting.presences.order_by("arrived_at", "number"):
        last[stay.person_id] = stay
    lines = [_line(member, last.get(member.person_id)) for member in members]
    return sorted(lines, key=lambda line: (folded(line.name), line.number))


def voters_in_the_room(meeting: Meeting) -> QuerySet[Person]:
    """Those who may move or second: on the list, with the right to vote."""
    here = meeting.presences.filter(votes=True)
    if meeting.is_running:
        here = here.filter(left_at=None)
    people = Person.objects.filter(pk__in=here.values("person_id"))
    return people.order_by("last_name", "first_name", "pk")


def counting(point: Point) -> Counting:
    """Whether the counts typed so far settle the question, and where they differ."""
    counts = tuple(point.counts.all())
    if len(counts) < 2:
        return Counting(counts, bool(counts) and counts[0].witnessed, ())
    first, second = counts[0].lines, counts[1].lines
    apart = tuple(
        (name, one, second[name]) for name, one in first.items() if one != second[name]
    )
    return Counting(counts, not apart, apart)


def verdict(point: Point) -> bylaw.Verdict | None:
    """What a question counted in the room came to, or a tie by telephone; None before,
    for a choice among several needs and for any other round."""
    if point.closed_at is None:
        return None
    if point.round is not None:
        result = getattr(point.round, "result", None)
        tied = result is not None and chairing.is_tied(result)
        return bylaw.Verdict.TIE if tied else None
    if point.choices or point.in_favour is None or point.against is None:
        return None
    return bylaw.verdict(
        point.in_favour, point.against, point.threshold, point.comparison
    )


def tie_waits(point: Point) -> bool:
    """Whether the chair has a casting vote to give on this question."""
    tied = verdict(point) is bylaw.Verdict.TIE and not point.casting
    return tied and bool(point.meeting.casting_vote_ref)


def neighbours(
    points: Sequence[Point], current: int | None
) -> tuple[Point | None, Point | None]:
    """The points before and after the one on the wall."""
    keys = [point.pk for point in points]
    if current not in keys:
        return None, points[0] if points else None
    place = keys.index(current)
    before = points[place - 1] if place else None
    after = points[place + 1] if place + 1 < len(points) else None
    return before, after


def _line(member: Membership, stay: Presence | None) -> Line:
    person = member.person
    name = ", ".join(filter(None, (person.last_name, person.first_name)))
    line = Line(
        membership=member.pk,
        name=name or member.member_number or "–",
        number=member.member_number,
        votes=member.voting_right,
    )
    if stay is None:
        return line
    return replace(
        line,
        state="left" if stay.left_at else "here",
        arrived_at=stay.arrived_at,
        left_at=stay.left_at,
        written=stay.written,
    )
