"""Where a round stands, from the clock and from what was done to it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from governance.voting.models import Round


class Stage(models.TextChoices):
    PREPARED = "prepared", _("being prepared")
    ANNOUNCED = "announced", _("announced")  # roll and rule sheet fixed, too early
    OPEN = "open", _("open")
    CLOSING = "closing", _("closed, being counted")
    SEALED = "sealed", _("counted")
    VOID = "void", _("void")


# From stage → the acts that may be done to the round then.
ACTS: dict[str, frozenset[str]] = {
    Stage.PREPARED: frozenset({"open", "void"}),
    Stage.ANNOUNCED: frozenset({"correct", "print", "void"}),
    Stage.OPEN: frozenset(
        {"cast", "correct", "print", "count paper", "extend", "void"}
    ),
    Stage.CLOSING: frozenset({"count paper", "extend", "seal", "void"}),
    Stage.SEALED: frozenset(),
    Stage.VOID: frozenset(),
}


def stage(held: "Round", at: datetime) -> Stage:
    """The stage at a moment; closing is exact: at ``closes_at`` it is too late."""
    if held.voided_at is not None:
        return Stage.VOID
    if held.sealed_at is not None:
        return Stage.SEALED
    if held.opened_at is None:
        return Stage.PREPARED
    if at < held.opens_at:
        return Stage.ANNOUNCED
    return Stage.OPEN if at < held.closes_at else Stage.CLOSING


def may(act: str, held: "Round", at: datetime) -> bool:
    return act in ACTS[stage(held, at)]
