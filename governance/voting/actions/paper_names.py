"""Papers of a recorded vote are typed person by person, in each of the two counts."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.membership.models import Person
from governance.refusals import Refusal, require
from governance.voting import asking, paper_checks, paper_desk
from governance.voting.actions.paper_counts import held_for_count, own_entry
from governance.voting.models import PaperBatch, PaperEntry, RollLine, Round
from governance.voting.paper import named
from governance.voting.paper.forms import Form
from governance.voting.refusals import InvalidBallot
from governance.voting.rules import RULES, Choices, Fault, UnreadableBallot


@transaction.atomic
def type_named_paper(
    batch: PaperBatch, *, by: Person, at: datetime, number: int, choices: Choices
) -> PaperEntry:
    """Write in one's own count what the person at roll line ``number`` answered; again,
    it replaces what one wrote before. Nobody reads it before the vote is counted."""
    held, mine = held_for_count(batch, by, at)
    _refuse_unnamed(held)
    line = _taker(held, mine, number)
    entry = own_entry(mine, by)
    entry.tally = named.put(entry.tally, number, _read(held, line, choices))
    if len(entry.tally["named"]) > mine.issued:
        raise paper_checks.UnfitCount(
            _("This batch has %(issued)s ballots, and as many are typed already.")
            % {"issued": mine.issued}
        )
    entry.done = False
    entry.save()
    return entry


@transaction.atomic
def take_named_paper_out(
    batch: PaperBatch, *, by: Person, at: datetime, number: int
) -> PaperEntry:
    """Take the paper of a person out of one's own count."""
    held, mine = held_for_count(batch, by, at)
    _refuse_unnamed(held)
    entry = own_entry(mine, by)
    left = named.without(entry.tally, number)
    if left == entry.tally:
        raise Refusal(_("This person is not in your count."))
    entry.tally, entry.done = left, False
    entry.save()
    return entry


def _refuse_unnamed(held: Round) -> None:
    if paper_desk.form(held) is not Form.NAMED:
        raise InvalidBallot(Fault.WRONG_SHAPE)


def _taker(held: Round, batch: PaperBatch, number: int) -> RollLine:
    """The person's line: of the co-op of the batch, and marked as having a paper."""
    lines = held.roll.filter(number=number, cooperative=batch.cooperative)
    line = lines.select_related("cooperative").first()
    if line is None or line.paper_on is None:
        raise Refusal(
            _("Nobody who took a paper ballot of this co-operative stands there.")
        )
    elsewhere = paper_checks.in_other_batches(held, batch)
    require(
        number not in elsewhere,
        _("The paper of this person is counted in another batch."),
    )
    return line


def _read(held: Round, line: RollLine, choices: Choices) -> dict[str, Any]:
    """The ballot in its one form; the place it comes from is that of the roll."""
    rule = paper_desk.rule(held)
    if rule in asking.BY_PLACE and isinstance(choices, dict):
        choices = choices | {"place": line.cooperative.slug}
    try:
        return RULES[rule].read(paper_desk.question(held), choices)
    except UnreadableBallot as unreadable:
        raise InvalidBallot(unreadable.fault) from unreadable
