"""What was cast."""

import uuid

from django.db import models
from django.db.models import Q

from governance.voting.commitments import CastBallot
from governance.voting.models.round import Round


class Ballot(models.Model):
    """What was cast: no person, no time, no serial number.

    The id is random and is drawn again at the seal, together with the order.
    ``nonce`` (the member's browser drew it, where it could) and ``salt`` (ours), 128
    bits each in hexadecimal, hide the choices in the commitment on the public log.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="ballots")
    tracker = models.CharField(max_length=60)
    choices = models.JSONField()
    nonce = models.CharField(max_length=32, null=True)
    salt = models.CharField(max_length=32, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "tracker"], name="a_receipt_names_one_ballot"
            ),
            models.UniqueConstraint(
                fields=["round", "nonce"],
                condition=Q(nonce__isnull=False),
                name="a_nonce_names_one_ballot",
            ),
            models.CheckConstraint(
                condition=~Q(tracker=""), name="a_ballot_has_a_receipt"
            ),
        ]

    def __str__(self) -> str:
        return "ballot"

    def as_cast(self) -> CastBallot:
        return CastBallot(self.tracker, self.choices, self.nonce, self.salt)
