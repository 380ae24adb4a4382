"""Someone takes a paper ballot, or hands it back unused: online or on paper, never both.

A mark holds the round shared and the roll line alone, just as a cast does: of a mark and
a cast at the same moment one finds the other's. The database refuses both on one line.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Person
from governance.refusals import MoveNotAllowed, Refusal, allow, require
from governance.voting import clock, lifecycle, locks, papers, permissions
from governance.voting.models import RollLine, Round


class VotedOnline(Refusal):
    """The person's vote is cast already; nothing was changed."""

    status = 409


@transaction.atomic
def give_paper(round: Round, *, by: Person, at: datetime, number: int) -> RollLine:
    """Mark roll line ``number`` as having taken a paper ballot; once is enough.

    While the vote is open, and after it closes until it is counted: names may be
    entered afterwards from the signed sheet.
    """
    held = locks.hold_shared(round)
    line = _line(held, by, number, clock.settled(at))
    if line.paper_on is not None:
        return line
    if line.voted_on is not None:
        raise VotedOnline(
            _("This person voted online already: do not hand them a paper ballot.")
        )
    waiting = held.paper_batches.unsettled().filter(cooperative=line.cooperative)
    require(
        waiting.exists(),
        _("There is no open batch of paper ballots for this person’s co-operative."),
    )
    line.paper_on = timezone.localdate(at, timezone=timezone.get_default_timezone())
    line.save(update_fields=["paper_on"])
    _record("paper.taken", held, line, by, at)
    return line


@transaction.atomic
def hand_back_paper(round: Round, *, by: Person, at: datetime, number: int) -> RollLine:
    """The paper came back unused: the person may vote online again. Harmless to repeat.

    The round is held alone, so that no batch is agreed meanwhile that needs this mark.
    """
    held = locks.hold_alone(round)
    line = _line(held, by, number, clock.settled(at))
    if line.paper_on is None:
        return line
    _refuse_if_used(held, line)
    line.paper_on = None
    line.save(update_fields=["paper_on"])
    _record("paper.handed_back", held, line, by, at)
    return line


def _line(held: Round, by: Person, number: int, at: datetime) -> RollLine:
    allow(permissions.can_run(by, held), _("You may not hand out ballots here."))
    if not lifecycle.may("count paper", held, at):
        raise MoveNotAllowed(
            _("Paper ballots are handed out from the opening until the count.")
        )
    line = RollLine.objects.select_for_update().filter(round=held, number=number)
    found = line.first()
    if found is None:
        raise Refusal(_("Nobody stands at this place of the roll."))
    return found


def _refuse_if_used(held: Round, line: RollLine) -> None:
    """Papers already counted in this co-op were taken by as many people."""
    there = held.paper_batches.agreed().filter(cooperative=line.cooperative)
    used = sum(batch.used or 0 for batch in there)
    taken = held.roll.filter(cooperative=line.cooperative, paper_on__isnull=False)
    if taken.count() <= used or line.number in papers.answers(held):
        raise MoveNotAllowed(
            _(
                "The papers of this co-operative are counted, and each person marked is "
                "needed for them: this mark stays."
            )
        )


def _record(verb: str, held: Round, line: RollLine, by: Person, at: datetime) -> None:
    """To the day, as for a ballot cast online."""
    local = timezone.localtime(at, timezone.get_default_timezone())
    day = local.replace(hour=0, minute=0, second=0, microsecond=0)
    record(verb, held, by=by, at=day, facts={"roll_line": line.number})
