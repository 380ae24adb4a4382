"""What was released, how we know what it delivers, and what members say of it."""

from governance.releases.models.confirmation import Confirmation, Reopening
from governance.releases.models.credit import Credit
from governance.releases.models.evidence import Evidence
from governance.releases.models.release import QUIET, TRY_FOR, Delivered, Release
from governance.releases.models.trial import Trial

__all__ = [
    "QUIET",
    "TRY_FOR",
    "Confirmation",
    "Credit",
    "Delivered",
    "Evidence",
    "Release",
    "Reopening",
    "Trial",
]
