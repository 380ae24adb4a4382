"""The closing of a round, put off for an outage."""

from django.db import models
from django.db.models import F, Q

from governance.voting.models.round import Round


class Extension(models.Model):
    """An outage put off the closing of a round: from when to when, and why. It stands
    on the public log too; no row is ever changed."""

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="extensions"
    )
    at = models.DateTimeField()
    closed_at = models.DateTimeField()
    until = models.DateTimeField()
    reason_fr = models.TextField()
    reason_en = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("closed_at")),
                name="an_extension_puts_off_the_closing",
            ),
            models.CheckConstraint(
                condition=~Q(reason_fr="") & ~Q(reason_en=""),
                name="an_extension_says_why",
            ),
            models.UniqueConstraint(
                fields=["round", "closed_at"], name="a_closing_is_put_off_once"
            ),
        ]

    def __str__(self) -> str:
        return self.until.isoformat()
