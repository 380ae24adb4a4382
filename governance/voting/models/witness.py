"""Witnesses of public logs, and the checkpoints that they signed with us."""

from django.db import models
from django.db.models import Q

from governance.membership.models import Cooperative
from governance.voting.models.ledger import Checkpoint


class Witness(models.Model):
    """A key with which a co-op signs the checkpoints that it checked; the latest one
    that was not replaced is good. ``key`` is public, as C2SP writes it."""

    KEY_MAX = 200  # characters

    cooperative = models.ForeignKey(
        Cooperative, on_delete=models.PROTECT, related_name="witnesses"
    )
    key = models.CharField(max_length=KEY_MAX, unique=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative"],
                condition=Q(until=None),
                name="a_co_op_has_one_witness_key",
            )
        ]

    def __str__(self) -> str:
        return self.key.partition("+")[0]


class Cosignature(models.Model):
    """A witness saw that this checkpoint continues all it kept before. ``line`` is the
    line of the signed note; ``at`` the time the witness gave."""

    checkpoint = models.ForeignKey(
        Checkpoint, on_delete=models.CASCADE, related_name="cosignatures"
    )
    witness = models.ForeignKey(
        Witness, on_delete=models.PROTECT, related_name="cosignatures"
    )
    at = models.DateTimeField()
    line = models.CharField(max_length=400)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["checkpoint", "witness"], name="a_witness_signs_once"
            )
        ]

    def __str__(self) -> str:
        return self.line
