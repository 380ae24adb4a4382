"""What may follow what in the life of a need. The only table of its kind."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.refusals import MoveNotAllowed


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    UNDER_REVIEW = "under_review", _("under review")
    VOTED = "voted", _("voted")
    MANDATED = "mandated", _("mandated")
    IN_DEVELOPMENT = "in_development", _("in development")
    IN_TEST = "in_test", _("in test")
    RELEASED = "released", _("released")
    CONFIRMED = "confirmed", _("confirmed")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


S = Status

# from → the stages that may come next
MOVES: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.SUBMITTED, S.WITHDRAWN}),
    S.SUBMITTED: frozenset({S.UNDER_REVIEW, S.WITHDRAWN, S.REFUSED}),
    # under review = accepted for a vote by a coordinator
    S.UNDER_REVIEW: frozenset({S.VOTED, S.WITHDRAWN, S.REFUSED}),
    S.VOTED: frozenset({S.MANDATED, S.REFUSED, S.UNDER_REVIEW}),
    S.MANDATED: frozenset({S.IN_DEVELOPMENT, S.IN_TEST, S.REFUSED}),
    S.IN_DEVELOPMENT: frozenset({S.IN_TEST, S.MANDATED}),
    # in test = built (the issue was closed as completed), not yet in a release
    S.IN_TEST: frozenset({S.RELEASED, S.IN_DEVELOPMENT}),
    # back to in test = marked delivered by mistake
    S.RELEASED: frozenset({S.CONFIRMED, S.IN_DEVELOPMENT, S.IN_TEST}),
    S.CONFIRMED: frozenset({S.IN_DEVELOPMENT, S.IN_TEST}),
    S.REFUSED: frozenset({S.UNDER_REVIEW}),
    S.WITHDRAWN: frozenset(),
}

PUBLIC = frozenset(Status) - {S.DRAFT, S.WITHDRAWN}
SUPPORTABLE = frozenset({S.SUBMITTED, S.UNDER_REVIEW})
EDITABLE = frozenset({S.DRAFT, S.SUBMITTED})
BUILDING = frozenset({S.MANDATED, S.IN_DEVELOPMENT, S.IN_TEST})
DELIVERED = frozenset({S.RELEASED, S.CONFIRMED})
DECIDABLE = frozenset({S.SUBMITTED, S.UNDER_REVIEW, S.VOTED})
BRIEFED = BUILDING | DELIVERED  # stages at which a brief may be written

# Which stop of the thread a need waits for (or has reached, for the last one).
STOPS: dict[str, frozenset[str]] = {
    "need": frozenset({S.SUBMITTED}),
    "vote": frozenset({S.UNDER_REVIEW}),
    "decision": frozenset({S.VOTED}),
    "code": frozenset({S.MANDATED, S.IN_DEVELOPMENT}),
    "release": frozenset({S.IN_TEST}),
    "confirmation": DELIVERED,
}


def check_move(status: str, to: str) -> None:
    """Raise ``MoveNotAllowed`` unless ``to`` may follow ``status``."""
    if to not in MOVES[status]:
        raise MoveNotAllowed(
            _("A need that is “%(now)s” cannot become “%(to)s”.")
            % {"now": Status(status).label, "to": Status(to).label}
        )
