"""Everything that can happen to a release and to what it delivers."""

from governance.releases.actions.confirming import (
    answer_confirmation,
    reopen_need,
    send_back,
)
from governance.releases.actions.crediting import credit_hands
from governance.releases.actions.delivering import (
    confirm_delivery,
    deny_delivery,
    mark_delivered,
    take_back_delivery,
)
from governance.releases.actions.evidence import note_evidence, supersede_evidence
from governance.releases.actions.releasing import record_release, withdraw_release
from governance.releases.actions.telling import ask_members, tell_members
from governance.releases.actions.trying import answer_trial

__all__ = [
    "answer_confirmation",
    "answer_trial",
    "ask_members",
    "confirm_delivery",
    "credit_hands",
    "deny_delivery",
    "mark_delivered",
    "note_evidence",
    "record_release",
    "reopen_need",
    "send_back",
    "supersede_evidence",
    "take_back_delivery",
    "tell_members",
    "withdraw_release",
]
