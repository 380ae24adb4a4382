"""The privacy guard: finds what looks like personal or health information.

Three tiers. ``block``: not saved. ``warn``: shown to the author, who removes it or
keeps it. ``coach``: an offer to say it for everyone; never in the way. Rules, order
and known limits come from the domain study (3.7); names without a title and stories
that identify by detail are left to the second human reader.

What matched is never logged and never part of a message: a finding says where, not
what. Scan again whenever a text is about to leave the portal.

What a co-op's coordinator has excused (``governance.proposals.excuses``) passes in that
co-op's needs and comments. A text about to leave for GitHub is looked at without it.
"""

from collections.abc import Callable
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


# Whether a match of this kind was excused; asked only of what would be refused.
Excused = Callable[[str, str], bool]
# A number is typed without the words around it that make it sure.
SAME_KIND = {"maybe_social_number": "social_number"}


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


def refuse_blocked(text: str, excused: Excused | None = None) -> None:
    """Raise ``PersonalInformation`` when the text may not be saved. Without
    ``excused`` nothing is let through: so for all that leaves for GitHub."""
    blocked = [
        f
        for f in scan(text)
        if f.tier == BLOCK and not (excused and excused(f.kind, matched(text, f)))
    ]
    if blocked:
        raise PersonalInformation(blocked)


def matched(text: str, finding: Finding) -> str:
    """The letters and figures that were found, however they were spaced or written."""
    return letters(text[finding.start : finding.end])


def letters(text: str) -> str:
    """The text's letters and figures alone, folded."""
    return "".join(c for c in fold(text).plain if c.isalnum())


def one_match(text: str) -> tuple[str, str] | None:
    """The kind and the letters of the one match that the guard would stop in a text;
    ``None`` when there is none, or more than one."""
    found = [f for f in scan(text) if f.tier == BLOCK or f.kind in SAME_KIND]
    if len(found) != 1:
        return None
    return SAME_KIND.get(found[0].kind, found[0].kind), matched(text, found[0])


__all__ = [
    "BLOCK",
    "COACH",
    "WARN",
    "Excused",
    "Finding",
    "PersonalInformation",
    "letters",
    "matched",
    "one_match",
    "refuse_blocked",
    "scan",
]
