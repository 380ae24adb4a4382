"""Everything that can happen to a round, by the moment at which it happens."""

from governance.voting.actions.approving import approve_round, hold_back_round
from governance.voting.actions.casting import Receipt, cast_ballot
from governance.voting.actions.chairing import cast_casting_vote, declare_closed
from governance.voting.actions.correcting import (
    confirm_correction,
    propose_adding,
    propose_striking,
    take_back_correction,
)
from governance.voting.actions.extending import extend_round
from governance.voting.actions.opening import open_round
from governance.voting.actions.preparing import delete_round, prepare_round
from governance.voting.actions.publishing import publish_commitments
from governance.voting.actions.reminding import remind_voters, settle_reminder
from governance.voting.actions.sealing import seal_round
from governance.voting.actions.standing_still import stand_still, wait_after_outage
from governance.voting.actions.voiding import void_altered_round, void_round
from governance.voting.actions.witnessing import (
    receive_cosignature,
    register_witness,
)

__all__ = [
    "Receipt",
    "approve_round",
    "cast_ballot",
    "cast_casting_vote",
    "confirm_correction",
    "declare_closed",
    "delete_round",
    "extend_round",
    "hold_back_round",
    "open_round",
    "prepare_round",
    "propose_adding",
    "propose_striking",
    "publish_commitments",
    "receive_cosignature",
    "register_witness",
    "remind_voters",
    "seal_round",
    "settle_reminder",
    "stand_still",
    "take_back_correction",
    "void_altered_round",
    "void_round",
    "wait_after_outage",
]
