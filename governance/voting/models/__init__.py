"""The round, who may vote in it, what was cast, and what came out."""

from governance.voting.models.ballot import Ballot
from governance.voting.models.chairing import CastingVote, Declared
from governance.voting.models.correction import RollCorrection
from governance.voting.models.extension import Extension
from governance.voting.models.helped import Helped
from governance.voting.models.ledger import (
    Checkpoint,
    Ledger,
    LedgerLine,
    WaitingEntry,
)
from governance.voting.models.paper import PaperBatch, PaperEntry, Scrutineer
from governance.voting.models.reminder import Reminder
from governance.voting.models.result import Outcome, Result
from governance.voting.models.roll import RollLine
from governance.voting.models.round import Option, Round
from governance.voting.models.round_queries import RoundQuerySet
from governance.voting.models.standstill import Standstill
from governance.voting.models.witness import Cosignature, Witness

__all__ = [
    "Ballot",
    "CastingVote",
    "Checkpoint",
    "Cosignature",
    "Declared",
    "Extension",
    "Helped",
    "Ledger",
    "LedgerLine",
    "Option",
    "Outcome",
    "PaperBatch",
    "PaperEntry",
    "Reminder",
    "Result",
    "RollCorrection",
    "RollLine",
    "Round",
    "RoundQuerySet",
    "Scrutineer",
    "Standstill",
    "WaitingEntry",
    "Witness",
]
