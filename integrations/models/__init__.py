"""What leaves, what came in, and which issue stands for which need."""

from integrations.models.budget import Gate, Write
from integrations.models.evidence import Clue, Weighing
from integrations.models.inbound import InboundEvent
from integrations.models.mirror import Label, Milestone, MirrorLink, Repository
from integrations.models.outbox import Delivery, Message
from integrations.models.pieces import Piece
from integrations.models.progress import ListedPage, Part, PullRequest
from integrations.models.words import Heard, Remark

__all__ = [
    "Clue",
    "Delivery",
    "Gate",
    "Heard",
    "InboundEvent",
    "Label",
    "ListedPage",
    "Message",
    "Milestone",
    "MirrorLink",
    "Part",
    "Piece",
    "PullRequest",
    "Remark",
    "Repository",
    "Weighing",
    "Write",
]
