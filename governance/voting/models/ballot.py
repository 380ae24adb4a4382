"""What was cast."""

import uuid

from django.db import models
from django.db.models import Q

from governance.voting.models.round import Round


class Ballot(models.Model):
    """What was cast: no person, no time, no serial number.

    The id is random and is drawn again at the seal, together with the order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="ballots")
    tracker = models.CharField(max_length=60)
    choices = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "tracker"], name="a_receipt_names_one_ballot"
            ),
            models.CheckConstraint(
                condition=~Q(tracker=""), name="a_ballot_has_a_receipt"
            ),
        ]

    def __str__(self) -> str:
        return "ballot"
