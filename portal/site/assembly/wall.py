"""What the wall of the hall shows: one thing at a time, large, without names."""

import math
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext

from governance.decisions import meetings
from governance.decisions.models import Meeting
from governance.decisions.quorum import Meter
from governance.voting import chairing
from governance.voting.lifecycle import Stage, stage
from governance.voting.models import Round
from governance.voting.queries import Turnout, turnout
from portal.site import charts
from portal.site.assembly import shown, words
from portal.site.assembly.hours import said
from portal.site.votes import words as vote_words

STEP = 5  # seconds: the countdown moves with the page, which asks every few seconds


@dataclass(frozen=True)
class Wall:
    """``scene`` is what is on: cancelled, before, point, question, open, counting,
    result or over. ``closes`` is the hour, the ``latest`` one where the chair may close
    before; ``ends`` counts down once the chair has."""

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
    latest: bool = False
    ends: str = ""
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
        latest=bool(round and chairing.may_close_early(round)),
        ends=_ends(round, at) if round and scene == "open" else "",
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


def _ends(round: Round, at: datetime) -> str:
    """How long is left, in steps of five seconds, once the chair closed the vote."""
    if not hasattr(round, "declared"):
        return ""
    left = math.ceil((round.closes_at - at).total_seconds() / STEP) * STEP
    return ngettext(
        "The chair closes the vote: %(count)s second left to answer.",
        "The chair closes the vote: %(count)s seconds left to answer.",
        left,
    ) % {"count": left}


def _voted(counted: Turnout | None) -> str:
    return vote_words.turnout(counted.voted, counted.roll) if counted else ""
