"""A round is cancelled, in public, with the reason."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Person
from governance.refusals import MoveNotAllowed, allow
from governance.voting import (
    keyring,
    ledger,
    lifecycle,
    locks,
    permissions,
    reasons,
    rule_sheet,
    seal,
)
from governance.voting.actions.sealing import cut_links, shuffle
from governance.voting.models import Round


@transaction.atomic
def void_round(
    round: Round, *, by: Person, at: datetime, reason_fr: str, reason_en: str
) -> Round:
    """Cancel a round that is not counted yet; the reasons are public.

    Its ballots are never counted. They stay, shuffled and with every link cut, so
    that nobody can later find out whose they were.
    """
    held = locks.hold_alone(round)
    allow(permissions.can_run(by, held), _("You may not cancel this round."))
    return _void(held, by, at, reason_fr, reason_en)


@transaction.atomic
def void_altered_round(round: Round, *, at: datetime) -> Round:
    """A round whose rule sheet is no longer the one that was sealed is void, whoever
    changed it: the portal says so, in public. Others are left as they are."""
    held = locks.hold_alone(round)
    if held.rule_sheet is None or rule_sheet.is_intact(held):
        raise MoveNotAllowed(_("The rule sheet is the one that was sealed."))
    return _void(held, None, at, *(_altered(code) for code in ("fr", "en")))


def _altered(language: str) -> str:
    with translation.override(language):
        return _(
            "The rules of this vote were changed after they were sealed. The portal "
            "found it when the ballots were to be counted, and cancelled the vote."
        )


def _void(
    held: Round, by: Person | None, at: datetime, reason_fr: str, reason_en: str
) -> Round:
    if not lifecycle.may("void", held, at):
        raise MoveNotAllowed(
            _("A round that is counted or already cancelled cannot be cancelled.")
        )
    held.void_reason_fr, held.void_reason_en = reasons.both(reason_fr, reason_en)
    held.voided_at = at
    held.save(update_fields=["void_reason_fr", "void_reason_en", "voided_at"])
    shuffle(held, seal.cast_in(held))
    cut_links(held)
    if ledger.has_log(held):
        ledger.publish_rest(held)
        ledger.add(held, [{"entry": "voided"}])
    record("round.voided", held, by=by, at=at)
    keyring.destroy(held.key_id)
    return held
