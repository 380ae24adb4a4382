"""The papers of a batch are counted twice, by two people; two counts alike are final."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance import guard
from governance.journal.actions import record
from governance.membership.models import Person
from governance.prose import tidy
from governance.refusals import MoveNotAllowed, Refusal, allow
from governance.voting import lifecycle, paper_checks, paper_desk, permissions
from governance.voting.models import PaperBatch, PaperEntry, Round
from governance.voting.paper import papers
from governance.voting.paper.forms import Form
from governance.voting.refusals import InvalidBallot
from governance.voting.rules import RULES, Choices, Fault, UnreadableBallot

REASON_MAX = 1000  # characters


@transaction.atomic
def hand_in_count(
    batch: PaperBatch,
    *,
    by: Person,
    at: datetime,
    used: int,
    spoiled: int,
    returned: int,
    tally: dict[str, Any] | None = None,
) -> PaperBatch:
    """Hand in one's own count of a batch, or correct it; the batch as it then stands.

    ``tally`` has the form of the rule; None where papers were typed one by one before.
    ``UnfitCount`` (422) says what does not add up. Once the two counts are the same the
    batch is agreed; should it be so already, the same count again changes nothing.
    """
    held, mine = paper_desk.hold(batch)
    if tally is not None and _is_agreed_so(mine, by, (used, spoiled, returned, tally)):
        return mine
    _check(held, mine, by, at)
    entry = own_entry(mine, by)
    found = entry.tally if tally is None else tally
    paper_checks.refuse_unfit(mine, used, spoiled, returned, found)
    entry.used, entry.spoiled, entry.returned = used, spoiled, returned
    entry.tally, entry.done = found, True
    entry.save()
    facts = {"batch": mine.number, "hand": entry.hand}
    counts = paper_desk.handed_in(mine)
    if len(counts) == 2 and paper_desk.same(*counts):
        _agree(held, mine, counts[0], at, "")
    record("paper.counted", held, by=by, at=at, facts=facts)
    if mine.agreed_at is not None:
        record("paper.agreed", held, by=None, at=at, facts={"batch": mine.number})
    return mine


@transaction.atomic
def type_paper(
    batch: PaperBatch,
    *,
    by: Person,
    at: datetime,
    choices: Choices,
    after: int | None = None,
) -> PaperEntry:
    """Add one paper to one's own count, where papers are typed one by one.

    ``after`` is how many papers the form was shown with: a form sent twice adds one.
    """
    held, mine = held_for_count(batch, by, at)
    _refuse_totals(held)
    try:
        read = RULES[paper_desk.rule(held)].read(paper_desk.question(held), choices)
    except UnreadableBallot as unreadable:
        raise InvalidBallot(unreadable.fault) from unreadable
    entry = own_entry(mine, by)
    if after is not None and after != papers.how_many(entry.tally):
        return entry
    entry.tally = papers.one_more(entry.tally, read)
    if papers.how_many(entry.tally) > mine.issued:
        raise paper_checks.UnfitCount(
            _("This batch has %(issued)s ballots, and as many are typed already.")
            % {"issued": mine.issued}
        )
    entry.done = False
    entry.save()
    return entry


@transaction.atomic
def take_paper_out(
    batch: PaperBatch, *, by: Person, at: datetime, choices: Choices
) -> PaperEntry:
    """Take a paper typed by mistake out of one's own count."""
    held, mine = held_for_count(batch, by, at)
    _refuse_totals(held)
    entry = own_entry(mine, by)
    left = papers.one_less(entry.tally, choices)
    if left == entry.tally:
        raise Refusal(_("No paper of your count says this."))
    entry.tally, entry.done = left, False
    entry.save()
    return entry


@transaction.atomic
def choose_count(
    batch: PaperBatch, *, by: Person, at: datetime, hand: int, reason: str
) -> PaperBatch:
    """Where two counts stay apart, keep one of them and say why (in the journal: that
    it was chosen, not the words)."""
    held, mine = paper_desk.hold(batch)
    allow(permissions.can_run(by, held), _("You may not choose between the counts."))
    _refuse_unless_waiting(held, mine, at)
    counts = paper_desk.handed_in(mine)
    if len(counts) < 2 or hand not in (1, 2):
        raise MoveNotAllowed(_("There are not two counts to choose between yet."))
    kept = counts[hand - 1]
    paper_checks.refuse_unfit(mine, kept.used, kept.spoiled, kept.returned, kept.tally)
    _agree(held, mine, kept, at, _checked(reason))
    facts = {"batch": mine.number, "hand": hand}
    record("paper.chosen", held, by=by, at=at, facts=facts)
    return mine


def _is_agreed_so(mine: PaperBatch, by: Person, figures: tuple[Any, ...]) -> bool:
    """Whether the batch is agreed and this is the count that the person handed in."""
    own = mine.entries.filter(person=by).first() if mine.agreed_at else None
    return own is not None and paper_desk.figures(own) == figures


def held_for_count(
    batch: PaperBatch, by: Person, at: datetime
) -> tuple[Round, PaperBatch]:
    """The round and the batch, held alone, for somebody who may count it now."""
    held, mine = paper_desk.hold(batch)
    _check(held, mine, by, at)
    return held, mine


def _check(held: Round, mine: PaperBatch, by: Person, at: datetime) -> None:
    allow(
        paper_desk.may_count(by, held),
        _("Only those who run this vote, or whom they name, count its papers."),
    )
    _refuse_unless_waiting(held, mine, at)


def _refuse_unless_waiting(held: Round, mine: PaperBatch, at: datetime) -> None:
    if mine.set_aside_at is not None:
        raise MoveNotAllowed(_("This batch was set aside: it is not counted."))
    if mine.agreed_at is not None:
        raise MoveNotAllowed(_("This batch is agreed: its figures are final."))
    if not lifecycle.may("count paper", held, at):
        raise MoveNotAllowed(
            _("Papers are counted from the opening of the vote until its result.")
        )


def own_entry(mine: PaperBatch, by: Person) -> PaperEntry:
    """One's own count, begun if need be; the third person is refused."""
    entries = {entry.person_id: entry for entry in mine.entries.all()}
    if by.pk in entries:
        return entries[by.pk]
    free = {1, 2} - {entry.hand for entry in entries.values()}
    if not free:
        raise MoveNotAllowed(
            _("Two other people are counting this batch. Nobody else needs to.")
        )
    empty = paper_checks.empty(mine)
    return PaperEntry(batch=mine, hand=min(free), person=by, tally=empty)


def _refuse_totals(held: Round) -> None:
    if paper_desk.form(held) is not Form.PAPERS:
        raise InvalidBallot(Fault.WRONG_SHAPE)


def _agree(
    held: Round, mine: PaperBatch, kept: PaperEntry, at: datetime, reason: str
) -> None:
    """What was counted becomes final, unless more papers were used than were taken."""
    paper_checks.refuse_more_than_taken(held, mine, kept.used)
    paper_checks.refuse_unmarked(held, mine, kept.tally)
    mine.used, mine.spoiled, mine.returned = kept.used, kept.spoiled, kept.returned
    mine.tally, mine.agreed_at, mine.chosen_reason = kept.tally, at, reason
    mine.save()


def _checked(reason: str) -> str:
    reason = tidy(reason)
    if not 0 < len(reason) <= REASON_MAX:
        raise paper_checks.UnfitCount(
            _("Say why this count is kept, in at most %(most)s characters.")
            % {"most": REASON_MAX}
        )
    guard.refuse_blocked(reason)
    return reason
