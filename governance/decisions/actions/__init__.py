"""What boards decide, and everything that happens to a general meeting."""

from governance.decisions.actions.agenda import (
    add_point,
    change_point,
    move_point,
    remove_point,
)
from governance.decisions.actions.asking import (
    close_question,
    open_question,
    undo_question,
)
from governance.decisions.actions.attending import Mark, mark
from governance.decisions.actions.calling import (
    call_meeting,
    cancel_meeting,
    change_meeting,
    send_notice,
)
from governance.decisions.actions.chairing import break_tie, end_vote
from governance.decisions.actions.counting import erase_counts, type_choices, type_count
from governance.decisions.actions.deciding import record_decision
from governance.decisions.actions.holding import (
    close_meeting,
    go_to,
    name_officers,
    open_meeting,
    reopen_meeting,
)

__all__ = [
    "Mark",
    "add_point",
    "break_tie",
    "call_meeting",
    "cancel_meeting",
    "change_meeting",
    "change_point",
    "close_meeting",
    "close_question",
    "end_vote",
    "erase_counts",
    "go_to",
    "mark",
    "move_point",
    "name_officers",
    "open_meeting",
    "open_question",
    "record_decision",
    "remove_point",
    "reopen_meeting",
    "send_notice",
    "type_choices",
    "type_count",
    "undo_question",
]
