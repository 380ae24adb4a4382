"""Everything that happens in the demo, in the order of its dates."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from random import Random

from django.utils import timezone

Act = Callable[[datetime], object]


@dataclass
class Timeline:
    """Acts on a line of time; days are counted from ``now``. The same ``seed`` gives
    the same story, told from another day."""

    now: datetime
    seed: int
    _acts: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _order: count = field(default_factory=count)  # type: ignore[type-arg]

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 - a story, not a secret

    def at(self, day: float, act: Act) -> datetime:
        """Let ``act`` happen ``day`` days from now (negative: in the past)."""
        moment = self.moment(day)
        heapq.heappush(self._acts, (moment, next(self._order), act))
        return moment

    def moment(self, day: float) -> datetime:
        return self.now + timedelta(days=day)

    def date(self, day: float) -> date:
        return timezone.localdate(self.moment(day))

    def __len__(self) -> int:
        return len(self._acts)

    def play(self, each: Callable[[int], None] = lambda _left: None) -> None:
        """Run every act that is not in the future, in order."""
        while self._acts:
            moment, _order, act = heapq.heappop(self._acts)
            if moment <= self.now:
                act(moment)
            each(len(self._acts))
