"""What a brief asks of those who would build it: a small list, chosen by hand.

Where nothing was chosen, the subject of the need gives a guess, and is told as one.
"""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.refusals import require


class Skill(models.TextChoices):
    INTERFACE = "interface", gettext_lazy("Screens and forms")
    ACCESSIBILITY = "accessibility", gettext_lazy("Accessibility")
    WORDS = "words", gettext_lazy("Plain language and translation")
    DATA = "data", gettext_lazy("Health data and its rules")
    EXCHANGE = "exchange", gettext_lazy("Exchange and standards")
    SECURITY = "security", gettext_lazy("Security and consent")
    MOBILE = "mobile", gettext_lazy("Phones and tablets")
    TESTING = "testing", gettext_lazy("Tests and quality")


GUESSED = {
    Skill.INTERFACE: {
        "appointments_messages", "prevention_education", "family_caregivers",
        "accessibility_language",
    },
    Skill.ACCESSIBILITY: {"accessibility_language"},
    Skill.WORDS: {"accessibility_language", "prevention_education"},
    Skill.DATA: {"records_results", "medications", "self_monitoring", "care_plans"},
    Skill.EXCHANGE: {"interoperability", "research_governance"},
    Skill.SECURITY: {"sharing_consent", "trust_security"},
}  # fmt: skip


def guessed(category: str) -> list[str]:
    """What needs of this subject usually ask for."""
    return [skill.value for skill, known in GUESSED.items() if category in known]


def checked(chosen: Iterable[str]) -> list[str]:
    """Each once, in the order of the list; refused when one is not in it."""
    given = set(chosen)
    require(given <= set(Skill.values), _("Choose skills of the list only."))
    return [skill for skill in Skill.values if skill in given]
