"""A reminder went to those who had not voted."""

from django.db import models

from governance.voting.models.round import Round


class Reminder(models.Model):
    """Written once for each round and number of days before the closing, so that none
    is sent again.

    ``people`` is how many it reached, written once the round is over; from then on
    nobody keeps who they were.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reminders")
    days_before = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "days_before"], name="a_reminder_goes_out_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.days_before)
