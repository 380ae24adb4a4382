"""A member votes, and votes again until the round closes. One live ballot each."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.journal.rows import insert, update
from governance.membership.models import Person
from governance.refusals import allow
from governance.voting import (
    asking,
    clock,
    commitments,
    helping,
    keyring,
    ledger,
    lifecycle,
    locks,
    veils,
)
from governance.voting.lifecycle import Stage
from governance.voting.models import Ballot, RollLine, Round
from governance.voting.receipts import form_digest, new_tracker
from governance.voting.refusals import FormUsed, InvalidBallot, NotOpen, VoteStands
from governance.voting.rules import RULES, Choices, Fault, UnreadableBallot

FORM_KEY_MAX = 200  # characters
FORMS_KEPT = 50  # a replayed form older than the last 50 would count as a new one
DRAWS = 8  # receipts drawn before giving up: 18 thousand million are possible


@dataclass(frozen=True)
class Receipt:
    """What the member takes home. ``changed``: an earlier ballot was replaced.

    ``commitment`` is what the public log will show of the ballot; ``nonce`` is what
    the browser drew, or the portal for a browser that drew none. ``round`` is the round
    as the cast held it.
    """

    round: Round = field(compare=False, repr=False)
    tracker: str
    changed: bool
    commitment: str = ""
    nonce: str = ""


@transaction.atomic
def cast_ballot(
    round: Round,
    *,
    by: Person,
    at: datetime,
    choices: Choices,
    form_key: str,
    nonce: str = "",
    helped: bool = False,
) -> Receipt:
    """Cast, or replace the ballot cast before.

    ``form_key`` is the one-use key of the form: sent twice it gives the same receipt,
    never a second ballot. ``nonce`` is 128 bits in hexadecimal, drawn by the browser;
    anything else counts as none. ``helped``: someone helps this person; counted with
    their first ballot, as a number alone. ``at`` gives way to the database's clock
    (``clock.settled``). The round is held shared (the seal waits for us), the roll
    line alone (two forms of one person take turns). Nothing that is written says who
    cast which ballot, or when: the journal knows the roll line, to the day.
    """
    held = locks.hold_shared(round)
    line = _own_line(held, by)
    form = _checked_form(form_key)
    _refuse_on_paper(line)
    if form in _forms(line):
        return _same_again(held, line, form)
    at = clock.settled(at, held)
    _refuse_unless_open(held, line, at)
    ballot = Ballot(
        round=held,
        choices=_read(held, line, choices),
        nonce=commitments.usable_nonce(nonce),
        salt=commitments.draw(),
    )
    changed = line.voted_on is not None
    if changed:
        _take_back(held, line)
    today = timezone.localdate(at, timezone=timezone.get_default_timezone())
    _mark_and_insert(line, ballot, form, today)
    if helped and not changed:
        helping.count_one(held)
    facts = {"roll_line": line.number}
    record("ballot.cast", held, by=None, at=_midnight(at), facts=facts)
    return _receipt(ballot, changed=changed)


def _own_line(held: Round, by: Person) -> RollLine:
    known = by is not None and by.is_authenticated and by.is_active
    line = locks.hold_roll_line(held, by) if known else None
    allow(line is not None, _("You are not on the roll of this round."))
    assert line is not None
    return line


def _checked_form(form_key: str) -> str:
    if not isinstance(form_key, str) or not 0 < len(form_key) <= FORM_KEY_MAX:
        raise InvalidBallot(Fault.WRONG_SHAPE)
    return form_digest(form_key)


def _refuse_on_paper(line: RollLine) -> None:
    if line.paper_on is not None:
        raise NotOpen(
            _(
                "You took a paper ballot for this vote, so you cannot vote online. If "
                "you hand it back unused, you can."
            )
        )


def _forms(line: RollLine) -> list[str]:
    return line.form_keys.split()


def _same_again(held: Round, line: RollLine, form: str) -> Receipt:
    """The answer that was given to this form, also a moment after the closing."""
    forms = _forms(line)
    if form != forms[-1]:
        raise FormUsed(
            _("This form was already used. The ballot you cast later stands.")
        )
    ballot = Ballot.objects.get(round=held, pk=_linked(held, line))
    ballot.round = held
    return _receipt(ballot, changed=len(forms) > 1)


def _receipt(ballot: Ballot, *, changed: bool) -> Receipt:
    cast = ballot.as_cast()
    nonce = cast.nonce or ""
    return Receipt(ballot.round, cast.tracker, changed, cast.commitment, nonce)


def _refuse_unless_open(held: Round, line: RollLine, at: datetime) -> None:
    if lifecycle.may("cast", held, at):
        return
    if lifecycle.stage(held, at) is Stage.VOID:
        raise NotOpen(_("This round was cancelled. Your ballot was not cast."))
    if at < held.opens_at:
        raise NotOpen(_("This round is not open yet. Your ballot was not cast."))
    if line.voted_on is not None:
        raise NotOpen(
            _(
                "This round is closed. You have voted in it and your ballot counts, as "
                "you last cast it before the close. Nothing more was changed."
            )
        )
    raise NotOpen(_("This round is closed. Your ballot was not cast."))


def _read(held: Round, line: RollLine, choices: Choices) -> dict[str, Any]:
    """The ballot in its one form; the place it comes from is that of the roll."""
    sheet = held.sheet
    if sheet["rule"]["name"] in asking.BY_PLACE and isinstance(choices, dict):
        choices = choices | {"place": line.cooperative.slug}
    question = asking.of_sheet(sheet)
    try:
        said = RULES[sheet["rule"]["name"]].read(question, choices)
    except UnreadableBallot as unreadable:
        raise InvalidBallot(unreadable.fault) from unreadable
    return veils.veiled(said) if question.smallest_place else said


def _linked(held: Round, line: RollLine) -> UUID:
    """The ballot of this line; ``VoteStands`` where the link cannot be opened."""
    try:
        if not line.ballot_link:
            raise keyring.KeyLost
        return keyring.read_link(held.key_id, line.number, line.ballot_link)
    except keyring.KeyLost as lost:
        raise VoteStands(
            _(
                "Your vote is recorded and will be counted, but you can no longer "
                "change it: the key that linked you to your ballot is lost."
            )
        ) from lost


def _take_back(held: Round, line: RollLine) -> None:
    """Remove the ballot cast before, and say on the log that it does not count."""
    ballot = Ballot.objects.filter(round=held, pk=_linked(held, line)).first()
    if ballot is None:
        raise RuntimeError(f"roll line {line.number} links to no ballot")
    if commitment := ballot.as_cast().commitment:
        ledger.wait(held, commitment, ledger.Kind.REPLACED)
    ballot.delete()


def _mark_and_insert(line: RollLine, ballot: Ballot, form: str, today: Any) -> None:
    """Mark the line, then insert: both or neither."""
    held = ballot.round
    try:
        line.ballot_link = keyring.write_link(held.key_id, line.number, ballot.pk)
    except keyring.KeyLost:
        line.ballot_link = ""  # the vote counts, and cannot be changed
    line.voted_on = today
    line.form_keys = "\n".join([*_forms(line), form][-FORMS_KEPT:])
    update(line, "ballot_link", "voted_on", "form_keys")
    _insert(ballot)
    if ledger.has_log(held):
        ledger.wait(held, ballot.as_cast().commitment)


def _insert(ballot: Ballot) -> None:
    """Insert under a receipt that no other ballot of the round carries. A nonce that
    another carries was copied from it: that form is refused."""
    for _draw in range(DRAWS):
        ballot.tracker = new_tracker()
        if insert(ballot, unless_taken=True):
            return
        if Ballot.objects.filter(round=ballot.round, nonce=ballot.nonce).exists():
            raise InvalidBallot(Fault.WRONG_SHAPE)
    raise RuntimeError("no free receipt was drawn")


def _midnight(at: datetime) -> datetime:
    """The start of the day, where the co-operatives live."""
    local = timezone.localtime(at, timezone.get_default_timezone())
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
