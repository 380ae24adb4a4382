"""Who may, around a vote. Booleans, no writes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from governance.membership.models import Cooperative, Federation
from governance.membership.permissions import (
    can_keep_register,
    can_oversee,
    can_record_decisions,
    can_run_rounds,
)
from governance.voting import lifecycle
from governance.voting.models import Round

Nature = Round.Nature


def can_prepare(person: Any, place: Cooperative | Federation, nature: str) -> bool:
    """Prepare, open and void rounds of this nature at this place.

    A consultation binds nobody: coordinator, secretary or federation. An orientation
    or an assembly vote engages the co-op: its secretary alone (domain: nature of the
    vote). At the federation, its officer.
    """
    if isinstance(place, Federation):
        return can_oversee(person, place)
    return _prepares(person, place, nature)


def _prepares(person: Any, host: Cooperative | int, nature: str) -> bool:
    if nature == Nature.CONSULTATION:
        return can_run_rounds(person, host)
    return can_record_decisions(person, host)


def places(
    host: Cooperative | None,
    federation: Federation | None,
    cooperatives: Sequence[Cooperative],
) -> list[Cooperative | Federation]:
    """Every place whose consent a round needs: a co-op that asks the members of
    another must be allowed to there too; a federation speaks for its own. Each once."""
    asked = (federation, host, *(cooperatives if host else ()))
    return list(dict.fromkeys(place for place in asked if place))


def can_run(person: Any, round: Round) -> bool:
    """Open or void this round: whoever may prepare such a round there. The place is
    not read for it: most who are asked about may not."""
    if round.host_id is None:
        return can_oversee(person, round.federation_id)
    return _prepares(person, round.host_id, round.nature)


def may_chair(person: Any, round: Round) -> bool:
    """Write down what the chair of a meeting does in this round: whoever may run the
    meetings of the co-op that holds it."""
    return round.host_id is not None and can_keep_register(person, round.host_id)


def can_see(person: Any, round: Round) -> bool:
    """An opened round is public; one being prepared is for those who prepare it."""
    return round.opened_at is not None or can_run(person, round)


def can_vote(person: Any, round: Round, at: datetime) -> bool:
    """On the roll of a round that takes ballots now."""
    return lifecycle.may("cast", round, at) and is_on_roll(person, round)


def is_on_roll(person: Any, round: Round) -> bool:
    """On the frozen roll, with an account that is still open. The roll alone decides:
    a seat, or being a superuser, gives no vote."""
    return (
        person is not None
        and person.is_authenticated
        and person.is_active
        and round.roll.filter(person=person).exists()
    )
