"""What the wall of the hall shows: one thing at a time, large, without names."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from governance.decisions import meetings
from governance.decisions.models import Meeting
from governance.decisions.quorum import Meter
from governance.voting.lifecycle import Stage, stage
from governance.voting.queries import Turnout, turnout
from portal.site import charts
from portal.site.assembly import shown, words
from portal.site.assembly.hours import said
from portal.site.votes import words as vote_words


@dataclass(frozen=True)
class Wall:
    """``scene`` is what is on: cancelled, before, point, question, open, counting,
    result or over."""

    meeting: Meeting
    scene: str
    title: str
    meter: Meter
    sentence: str
    present: str
    drawn: charts.Meter
    point: shown.Shown | None = None
    count: int = 0
    turnout: str = ""
    closes: str = ""
    vote_url: str = ""


def wall(meeting: Meeting, at: datetime) -> Wall:
    """The same page for every projector and every phone in the room."""
    told = meetings.meter(meeting, at)
    points = shown.points(meeting)
    now = next((p for p in points if p.current), None)
    scene = _scene(meeting, now, at)
    round = now.point.round if now and scene in {"open", "counting"} else None
    voted = turnout(round) if round else None
    return Wall(
        meeting=meeting,
        scene=scene,
        title=words.title(meeting),
        meter=told,
        sentence=words.quorum(told),
        present=words.present(told),
        drawn=shown.quorum_meter(told),
        point=now,
        count=len(points),
        turnout=_voted(voted),
        closes=said(round.closes_at) if round else "",
        vote_url=reverse("round_ballot", args=[round.pk]) if round else "",
    )


def _scene(meeting: Meeting, now: shown.Shown | None, at: datetime) -> str:
    state = shown.state(meeting)
    if state in {"cancelled", "over"}:
        return state
    if state != "running" or now is None:
        return "before"
    if now.state == "open" and now.point.round is not None:
        return "open" if stage(now.point.round, at) == Stage.OPEN else "counting"
    return {"info": "point", "waiting": "question", "closed": "result"}.get(
        now.state, "open"
    )


def _voted(counted: Turnout | None) -> str:
    return vote_words.turnout(counted.voted, counted.roll) if counted else ""
