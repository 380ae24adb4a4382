"""Reasons that members read: in both languages, short, without anything personal."""

from django.utils.translation import gettext as _

from governance import guard
from governance.prose import tidy
from governance.refusals import Refusal

REASON_MAX = 2000  # characters


class NoReason(Refusal):
    """A reason is missing, or too long; nothing was changed."""

    status = 422


def both(reason_fr: str, reason_en: str) -> tuple[str, str]:
    """The two texts tidied; ``NoReason`` or ``Refusal`` where one cannot be shown."""
    return _checked(reason_fr), _checked(reason_en)


def _checked(reason: str) -> str:
    reason = tidy(reason)
    if not 0 < len(reason) <= REASON_MAX:
        raise NoReason(
            _("Say why, in French and in English, in at most %(most)s characters each.")
            % {"most": REASON_MAX}
        )
    guard.refuse_blocked(reason)
    return reason
