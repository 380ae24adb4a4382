"""How long developers wait for an answer of a co-op: the median, from its own words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Q

from governance.proposals.models import Comment

LOOKED_AT = timedelta(days=365)
MOST = 2000  # words looked at; the newest


@dataclass(frozen=True)
class AnswerTime:
    """``days`` is the median of answered questions; ``waiting`` are those without."""

    cooperative: str
    days: int | None
    answered: int
    waiting: int


def answer_times(now: datetime) -> list[AnswerTime]:
    """For each co-op that was asked something by developers in the last year."""
    asked = Q(heard__isnull=False) | Q(kind=Comment.Kind.ANSWER)
    words = Comment.objects.filter(asked, at__gt=now - LOOKED_AT)
    rows = words.order_by("-at", "-pk").values_list(
        "proposal", "proposal__cooperative__short_name", "kind", "at"
    )
    return summed(reversed(rows[:MOST]))


def summed(words: Iterable[tuple[int, str, str, datetime]]) -> list[AnswerTime]:
    """Pure; the words in the order they were said. An answer answers everything that
    was asked about its need before."""
    open_since: dict[int, list[datetime]] = defaultdict(list)
    waits: dict[str, list[float]] = defaultdict(list)
    home: dict[int, str] = {}
    for need, place, kind, at in words:
        home[need] = place
        if kind == Comment.Kind.ANSWER:
            waits[place] += [
                (at - since) / timedelta(days=1) for since in open_since.pop(need, [])
            ]
        else:
            open_since[need].append(at)
    left: dict[str, int] = defaultdict(int)
    for need, asked in open_since.items():
        left[home[need]] += len(asked)
    return [
        AnswerTime(
            cooperative=place,
            days=round(median(waits[place])) if waits[place] else None,
            answered=len(waits[place]),
            waiting=left[place],
        )
        for place in sorted({*waits, *left})
        if waits[place] or left[place]
    ]
