"""How many people with a vote are in the room, and since when they are enough. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Stay:
    """From when to when somebody was in the room; ``votes`` is their right to vote."""

    arrived_at: datetime
    left_at: datetime | None = None
    votes: bool = True


@dataclass(frozen=True)
class Meter:
    """What the quorum meter says at a moment. ``reached_at`` is the first moment at
    which enough people were there together, None while that never was."""

    present: int
    guests: int
    needed: int
    reached_at: datetime | None

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.present)

    @property
    def is_met(self) -> bool:
        return self.present >= self.needed


def meter(stays: Sequence[Stay], needed: int, at: datetime) -> Meter:
    return Meter(
        present=present_at(stays, at),
        guests=sum(_is_there(s, at) for s in stays if not s.votes),
        needed=needed,
        reached_at=reached_at(stays, needed),
    )


def present_at(stays: Iterable[Stay], at: datetime) -> int:
    """People with the right to vote in the room at that moment."""
    return sum(_is_there(stay, at) for stay in stays if stay.votes)


def reached_at(stays: Iterable[Stay], needed: int) -> datetime | None:
    """The first moment at which ``needed`` voters were there together. Who leaves in
    the very minute another comes is gone first."""
    moves = sorted(_moves(stays))
    here = 0
    for moment, step in moves:
        here += step
        if here >= needed:
            return moment
    return None


def _moves(stays: Iterable[Stay]) -> list[tuple[datetime, int]]:
    moves = []
    for stay in stays:
        if stay.votes:
            moves.append((stay.arrived_at, 1))
            if stay.left_at is not None:
                moves.append((stay.left_at, -1))
    return moves


def _is_there(stay: Stay, at: datetime) -> bool:
    return stay.arrived_at <= at and (stay.left_at is None or at < stay.left_at)
