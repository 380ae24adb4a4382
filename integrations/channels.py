"""The one table: which journal verbs leave, by which channel, through what handler.

A handler takes the journal line and the time. It returns when the line is delivered
and raises one of ``integrations.fates`` when it is not; it may be called again for the
same line and must then change nothing twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from governance.journal.models import Entry
from integrations.github import leaving
from integrations.mail import (
    checkpoints,
    corrections,
    letters,
    news,
    reminders,
    standstills,
)


@dataclass(frozen=True)
class Channel:
    name: str
    verbs: tuple[str, ...]
    deliver: Callable[[Entry, datetime], None]


CHANNELS = {
    channel.name: channel
    for channel in (
        Channel("github", tuple(leaving.HANDLERS), leaving.deliver),
        Channel("mail", tuple(letters.TEMPLATES), news.deliver),
        Channel("checkpoints", checkpoints.VERBS, checkpoints.deliver),
        Channel("corrections", corrections.VERBS, corrections.deliver),
        Channel("reminders", (reminders.VERB,), reminders.deliver),
        Channel("standstills", standstills.VERBS, standstills.deliver),
    )
}
