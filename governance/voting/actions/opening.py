"""The roll is frozen, the rule sheet sealed: from here on nothing changes."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Cooperative, Person
from governance.refusals import MoveNotAllowed, Refusal, allow
from governance.voting import (
    keyring,
    ledger,
    lifecycle,
    locks,
    permissions,
    ripeness,
    roll,
    rule_sheet,
)
from governance.voting import terms as round_terms
from governance.voting.chairing import Chair
from governance.voting.models import Round
from governance.voting.refusals import InvalidRound


@transaction.atomic
def open_round(
    round: Round,
    *,
    by: Person | None,
    at: datetime,
    among: Collection[int] | None = None,
    chair: Chair | None = None,
    tell: roll.Progress = roll.untold,
) -> Round:
    """Freeze the roll and seal the rule sheet; ``by=None`` is the portal on time, for
    a round that a person approved (``approve_round``).
    ``among`` keeps the roll to the people in the room of a meeting, whose ``chair`` may
    close the vote before its hour; ``tell`` is told how far the roll is.

    Before ``opens_at`` this announces the round; ballots are taken from then on.
    Opening twice is opening once. Roll and sheet are in the same transaction as the
    key's file, which is named at random: a file left by a crash opens nothing.
    """
    held = locks.hold_alone(round)
    allow(
        by is None or permissions.can_run(by, held),
        _("You may not open this round."),
    )
    if held.opened_at is not None and held.voided_at is None:
        return held
    if not lifecycle.may("open", held, at):
        raise MoveNotAllowed(_("This round was cancelled and cannot be opened."))
    if by is None and held.approved_at is None:
        raise MoveNotAllowed(_("Nobody has let this vote open by itself."))
    if at >= held.closes_at:
        raise MoveNotAllowed(_("The closing time has already passed."))
    places = list(held.cooperatives.order_by("slug"))
    _check_again(held, places, at, spoken=chair is not None)
    _freeze(held, places, among, chair, tell)
    held.opened_at = at
    held.save(update_fields=["rule_sheet", "rule_sheet_hash", "opened_at"])
    ledger.begin(held)
    facts = {
        "rule_sheet": held.rule_sheet_hash,
        "roll_size": held.sheet["roll_size"],
    }
    record("round.opened", held, by=by, at=at, facts=facts)
    return held


def _check_again(
    held: Round, places: Sequence[Cooperative], at: datetime, *, spoken: bool
) -> None:
    """Needs may have moved since the round was prepared; the days it names are come.
    In a meeting the question is read aloud (``spoken``): nothing waits for a wording."""
    ripeness.check_record_date(held, at)
    ripeness.check_notice_sent(held, at)
    needs = locks.hold_needs(held)
    round_terms.check_question(held, needs, places)
    round_terms.check_needs(held, needs)
    if not spoken:
        ripeness.check_wordings(needs)


def _freeze(
    held: Round,
    places: Sequence[Cooperative],
    among: Collection[int] | None,
    chair: Chair | None,
    tell: roll.Progress,
) -> None:
    strata = roll.freeze(held, places, among, tell)
    if not any(stratum.roll for stratum in strata):
        raise InvalidRound(_("Nobody has the right to vote on the record date."))
    round_terms.check_places(held, roll.places(strata))
    try:
        held.rule_sheet = rule_sheet.draw_up(held, strata, chair)
        held.rule_sheet_hash = rule_sheet.digest(held.rule_sheet)
        keyring.make(held.key_id)
    except OSError as failed:
        raise Refusal(
            _("The round could not be opened: its key could not be stored.")
        ) from failed
