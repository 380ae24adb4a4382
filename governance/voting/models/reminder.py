"""A reminder went to those who had not voted."""

from django.db import models

from governance.voting.models.round import Round


class Reminder(models.Model):
    """Written once for each round and number of days before the closing: what may be
    sent is in the journal line of it, and this row keeps it from being sent again."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reminders")
    days_before = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "days_before"], name="a_reminder_goes_out_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.days_before)
