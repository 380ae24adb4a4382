"""The privacy guard: finds what looks like personal or health information.

Three tiers. ``block``: not saved. ``warn``: shown to the author, who removes it or
keeps it. ``coach``: an offer to say it for everyone; never in the way. Rules, order
and known limits come from the domain study (3.7); names without a title and stories
that identify by detail are left to the second human reader.

What matched is never logged and never part of a message: a finding says where, not
what. Scan again whenever a text is about to leave the portal.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from governance.guard.rules import RULES
from governance.guard.text import fold
from governance.guard.tiers import BLOCK, COACH, WARN
from governance.refusals import Refusal

SENTENCES = {
    "health_number": _(
        "This looks like a health insurance number. It will not be saved: please "
        "take it out."
    ),
    "social_number": _(
        "This looks like a social insurance number. It will not be saved: please "
        "take it out."
    ),
    "maybe_health_number": _("This looks a little like a health insurance number."),
    "maybe_social_number": _("This looks a little like a social insurance number."),
    "phone": _("This looks like a phone number."),
    "email": _("This looks like an e-mail address."),
    "postal_code": _("This looks like a full postal code."),
    "licence": _("This looks like a driver’s licence number."),
    "address": _("This looks like a street address."),
    "birth_date": _("This looks like a date of birth."),
    "file_number": _("This looks like a file number."),
    "name": _("This looks like the name of a person."),
    "own_health": _(
        "This speaks of your own health. Do you want to say it for everyone? For "
        "example: “People with diabetes need…”"
    ),
}


@dataclass(frozen=True, order=True)
class Finding:
    """Where something was found (characters of the text as given), and of what kind."""

    start: int
    end: int
    tier: str
    kind: str

    @property
    def sentence(self) -> str:
        """What to tell the author, in the reader's language."""
        return str(SENTENCES[self.kind])


class PersonalInformation(Refusal):
    """A text that the guard does not let through; ``findings`` says where."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(SENTENCES[findings[0].kind])
        self.findings = findings


def scan(text: str) -> list[Finding]:
    """Everything found in a text, in its order; the surest reading of each place."""
    folded = fold(text)
    found: list[Finding] = []
    for rule in RULES:
        for start, end, tier, kind in rule(folded):
            span = folded.span(start, end)
            if not any(f.start < span[1] and span[0] < f.end for f in found):
                found.append(Finding(*span, tier, kind))
    return sorted(found)


def refuse_blocked(text: str) -> None:
    """Raise ``PersonalInformation`` when the text may not be saved."""
    blocked = [f for f in scan(text) if f.tier == BLOCK]
    if blocked:
        raise PersonalInformation(blocked)


__all__ = [
    "BLOCK",
    "COACH",
    "WARN",
    "Finding",
    "PersonalInformation",
    "refuse_blocked",
    "scan",
]
