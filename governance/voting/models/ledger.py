"""The public log of a round: what is on it, what waits, and its signed checkpoints."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from governance.voting.models.round import Round


class Ledger(models.Model):
    """The head of a round's log; whoever adds to the log holds this row alone.

    ``tops`` are the tops of the full subtrees of its Merkle tree, in hexadecimal
    (``governance.voting.merkle.Frontier``).
    """

    round = models.OneToOneField(
        Round, on_delete=models.CASCADE, primary_key=True, related_name="ledger"
    )
    size = models.PositiveIntegerField(default=0)
    tops = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.size)


class LedgerLine(models.Model):
    """A line of the log, in its canonical form. The database refuses another one."""

    round = models.ForeignKey(
        Round, models.CASCADE, related_name="ledger_lines", db_index=False
    )
    seq = models.PositiveIntegerField()
    line = models.TextField()

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "seq"], name="a_log_has_one_line_at_each_place"
            )
        ]

    def __str__(self) -> str:
        return self.line


class WaitingEntry(models.Model):
    """A commitment, or its withdrawal, that is not on the log yet.

    No person, no time, no serial number: entries are drawn from here in a random
    order, and removed as they go on the log.
    """

    class Kind(models.TextChoices):
        CAST = "cast"
        REPLACED = "replaced"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(
        Round, models.CASCADE, related_name="waiting", db_index=False
    )
    kind = models.CharField(max_length=8, choices=Kind)
    commitment = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "kind", "commitment"], name="an_entry_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["cast", "replaced"]), name="a_known_entry_waits"
            ),
        ]

    def __str__(self) -> str:
        return self.commitment

    def entry(self) -> dict[str, Any]:
        return {"entry": str(self.kind), "commitment": self.commitment}


class Checkpoint(models.Model):
    """A signed note (C2SP) that binds the log as it was at ``size`` lines."""

    round = models.ForeignKey(
        Round, models.CASCADE, related_name="checkpoints", db_index=False
    )
    size = models.PositiveIntegerField()
    note = models.TextField()

    class Meta:
        ordering = ["size"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "size"], name="one_checkpoint_a_size"
            )
        ]

    def __str__(self) -> str:
        return str(self.size)
