"""Who waits for whom. The order is always round, roll line, needs, head of
the public log, journal.

A cast holds the round *shared*: members never wait for one another. The seal holds it
*alone*: it waits for the casts in flight, and later casts find the round sealed.
SQLite has no row locks; its IMMEDIATE transactions already take turns.
"""

from django.db import connections, router

from governance.membership.models import Person
from governance.proposals.models import Proposal
from governance.voting.models import RollLine, Round


def hold_shared(round: Round) -> Round:
    """The round as it stands, kept from being sealed until the commit."""
    connection = connections[router.db_for_write(Round)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM voting_round WHERE id = %s FOR SHARE", [round.pk]
            )
    return Round.objects.get(pk=round.pk)


def hold_alone(round: Round) -> Round:
    """The round as it stands once every cast in flight is over."""
    return Round.objects.select_for_update().get(pk=round.pk)


def hold_roll_line(round: Round, person: Person) -> RollLine | None:
    """The person's line, so that two forms of one person take turns."""
    rows = RollLine.objects.select_for_update()
    return rows.filter(round=round, person=person).first()


def hold_needs(round: Round) -> list[Proposal]:
    """The needs on the ballot paper, locked in one order so that nobody waits in a
    circle; taken before the first line of the journal."""
    rows = Proposal.objects.select_for_update().order_by("pk")
    return list(rows.filter(pk__in=round.options.values("proposal_id")))
