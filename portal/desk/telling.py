"""What a delivery is, in words: what happened, and which way it is told."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from integrations.models import Delivery

WAYS: dict[str, Any] = {
    "github": _("To GitHub"),
    "mail": _("Mail to members"),
    "checkpoints": _("Mail to secretaries and officers"),
    "corrections": _("Mail to the person concerned"),
    "reminders": _("Mail to those who have not voted"),
}
EVENTS: dict[str, Any] = {
    "brief.confirmed": _("a brief was confirmed"),
    "roadmap.placed": _("a need was put on the roadmap"),
    "need.linked": _("a need was linked to an issue"),
    "need.sent_back": _("a need was taken up again"),
    "answer.released": _("an answer was sent to the developers"),
    "decision.recorded": _("a decision was recorded"),
    "preview.offered": _("a preview can be tried"),
    "delivery.told": _("a release came out"),
    "confirmation.asked": _("members are asked whether it happened"),
    "round.opened": _("a vote opened"),
    "round.extended": _("the closing of a vote was put off"),
    "round.sealed": _("a vote was counted and sealed"),
    "round.voided": _("a vote was cancelled"),
    "round.stands_still": _("a vote stands still"),
    "round.reminded": _("a vote closes soon"),
    "roll.corrected": _("a list of voters was corrected"),
}


def told(delivery: Delivery) -> str:
    """As the journal writes it where nobody has put it in words yet."""
    verb, channel = delivery.entry.verb, delivery.channel
    return f"{WAYS.get(channel, channel)} – {EVENTS.get(verb, verb)}"
