"""Who waits for whom. The order is always round, roll line, needs, head of
the public log, journal.

A cast holds the round *shared*: members never wait for one another. The seal holds it
*alone*: it waits for the casts in flight, and later casts find the round sealed.
SQLite has no row locks; its IMMEDIATE transactions already take turns.
"""

from typing import TypeVar

from django.db import connections, models, router

from governance.membership.models import Person
from governance.proposals.models import Proposal
from governance.voting.models import RollLine, Round

Row = TypeVar("Row", bound=models.Model)


def hold_shared(round: Round) -> Round:
    """The round as it stands, kept from being sealed until the commit; ``held_at`` is
    the database's time, where it has a clock of its own."""
    held = _row(Round, "id = %s", [round.pk], "FOR SHARE", clock="now() AS held_at")
    if held is None:
        raise Round.DoesNotExist
    return held


def hold_alone(round: Round) -> Round:
    """The round as it stands once every cast in flight is over."""
    return Round.objects.select_for_update().get(pk=round.pk)


def hold_roll_line(round: Round, person: Person) -> RollLine | None:
    """The person's line, so that two forms of one person take turns; none where a
    correction struck it."""
    where = "round_id = %s AND person_id = %s AND struck_on IS NULL"
    return _row(RollLine, where, [round.pk, person.pk], "FOR UPDATE")


def hold_needs(round: Round) -> list[Proposal]:
    """The needs on the ballot paper, locked in one order so that nobody waits in a
    circle; taken before the first line of the journal."""
    rows = Proposal.objects.select_for_update().order_by("pk")
    return list(rows.filter(pk__in=round.options.values("proposal_id")))


def _row(
    model: type[Row], where: str, of: list[int], lock: str, *, clock: str = ""
) -> Row | None:
    """The row, locked by the very statement that reads it: the ORM knows no ``FOR
    SHARE``, and would spell the statement out anew for each ballot."""
    can_lock = connections[router.db_for_write(model)].features.has_select_for_update
    what = f"*, {clock}" if clock and can_lock else "*"
    statement = f"SELECT {what} FROM {model._meta.db_table} WHERE {where}"  # noqa: S608
    rows = model._base_manager.raw(f"{statement} {lock if can_lock else ''}", of)
    return next(iter(rows), None)
