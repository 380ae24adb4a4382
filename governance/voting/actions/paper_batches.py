"""Batches of paper ballots are opened, set aside or counted anew, and people are named
to count them."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Cooperative, Person
from governance.refusals import MoveNotAllowed, Refusal, allow, require
from governance.voting import lifecycle, locks, paper_desk, permissions, reasons
from governance.voting.models import PaperBatch, Round, Scrutineer

MOST_ISSUED = 5_000  # ballots in one batch: ten reams of paper


@transaction.atomic
def open_batch(
    round: Round,
    *,
    by: Person,
    at: datetime,
    cooperative: Cooperative,
    issued: int,
    number: int | None = None,
) -> PaperBatch:
    """The next batch of a round: ``issued`` ballots for the members of one co-op.

    ``number`` is the one that was asked for: a form sent twice opens one batch.

    From the opening of the roll until the round closes; the papers carry the number of
    the batch and none of their own.
    """
    held = locks.hold_alone(round)
    allow(permissions.can_run(by, held), _("You may not issue ballots for this round."))
    _refuse_unless("print", held, at)
    require(
        held.roll.filter(cooperative=cooperative).exists(),
        _("Nobody of this co-operative is on the roll of this vote."),
    )
    _check_issued(issued)
    last = held.paper_batches.aggregate(last=Max("number"))["last"] or 0
    if number is not None and number <= last:
        return held.paper_batches.get(number=number)
    batch = PaperBatch.objects.create(
        round=held, cooperative=cooperative, number=last + 1, issued=issued
    )
    facts = {"batch": batch.number, "issued": issued, "place": cooperative.slug}
    record("paper.issued", held, by=by, at=at, facts=facts)
    return batch


@transaction.atomic
def set_batch_aside(
    batch: PaperBatch, *, by: Person, at: datetime, reason_fr: str, reason_en: str
) -> PaperBatch:
    """Count nothing of this batch; the reason is public, beside the result."""
    held, mine = paper_desk.hold(batch)
    allow(permissions.can_run(by, held), _("You may not close this batch."))
    if held.sealed_at is not None or held.voided_at is not None:
        raise MoveNotAllowed(_("This vote is over: its batches no longer change."))
    if mine.is_settled:
        raise MoveNotAllowed(_("This batch is already closed."))
    mine.set_aside_fr, mine.set_aside_en = reasons.both(reason_fr, reason_en)
    mine.set_aside_at = at
    mine.save(update_fields=["set_aside_fr", "set_aside_en", "set_aside_at"])
    mine.entries.all().delete()
    record("paper.set_aside", held, by=by, at=at, facts={"batch": mine.number})
    return mine


@transaction.atomic
def count_anew(batch: PaperBatch, *, by: Person, at: datetime) -> PaperBatch:
    """Forget what was agreed of a batch: two people count it again from the start.
    Only until the round closes; from then on what was agreed is final."""
    held, mine = paper_desk.hold(batch)
    allow(permissions.can_run(by, held), _("You may not have this batch counted anew."))
    if mine.agreed_at is None:
        raise MoveNotAllowed(_("Only a batch that was agreed is counted anew."))
    if lifecycle.stage(held, at) != lifecycle.Stage.OPEN:
        raise MoveNotAllowed(
            _("The vote is closed: what was agreed of this batch is final.")
        )
    mine.used = mine.spoiled = mine.returned = mine.tally = mine.agreed_at = None
    mine.chosen_reason = ""
    mine.save()
    mine.entries.all().delete()
    record("paper.counted_anew", held, by=by, at=at, facts={"batch": mine.number})
    return mine


@transaction.atomic
def name_scrutineer(
    round: Round, *, by: Person, at: datetime, person: Person
) -> Scrutineer:
    """Let someone on the roll count papers of this round; harmless to repeat."""
    held = locks.hold_alone(round)
    allow(permissions.can_run(by, held), _("You may not name who counts the papers."))
    _refuse_unless_countable(held, at)
    require(
        permissions.is_on_roll(person, held),
        _("Only someone on the roll of this vote can be named to count its papers."),
    )
    named, new = Scrutineer.objects.get_or_create(round=held, person=person)
    if new:
        facts = {"person": str(person.ref)}
        record("scrutineer.named", held, by=by, at=at, facts=facts)
    return named


@transaction.atomic
def dismiss_scrutineer(scrutineer: Scrutineer, *, by: Person, at: datetime) -> None:
    """Nothing that they counted is lost."""
    held = locks.hold_alone(scrutineer.round)
    allow(permissions.can_run(by, held), _("You may not name who counts the papers."))
    facts = {"person": str(scrutineer.person.ref)}
    gone, _rows = Scrutineer.objects.filter(pk=scrutineer.pk).delete()
    if gone:
        record("scrutineer.dismissed", held, by=by, at=at, facts=facts)


def _refuse_unless(act: str, held: Round, at: datetime) -> None:
    if not lifecycle.may(act, held, at):
        raise MoveNotAllowed(
            _("Ballots are printed once the vote is announced, and until it closes.")
        )


def _refuse_unless_countable(held: Round, at: datetime) -> None:
    if not (lifecycle.may("print", held, at) or lifecycle.may("count paper", held, at)):
        raise MoveNotAllowed(_("This vote does not take paper ballots now."))


def _check_issued(issued: int) -> None:
    if type(issued) is not int or not 1 <= issued <= MOST_ISSUED:
        raise Refusal(
            _("A batch holds between 1 and %(most)s ballots.") % {"most": MOST_ISSUED}
        )
