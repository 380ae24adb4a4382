"""Who came to a meeting, from when to when. Read by those who run it, nobody else."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.decisions.models.meeting import Meeting
from governance.membership.models import Person


class Presence(models.Model):
    """One stay of a member in the room; who leaves and comes back has two.

    ``number`` is the line of the sheet, which the journal names in place of the person.
    ``votes`` was read from the membership on arrival. ``recorded_at`` is the moment of
    the tap; ``written`` says that the hour was read from the paper sheet afterwards.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="presences"
    )
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    number = models.PositiveIntegerField()
    votes = models.BooleanField()
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    written = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        verbose_name = _("presence at a meeting")
        verbose_name_plural = _("presences at meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="lines_of_the_sheet_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(left_at=None),
                name="a_person_is_in_the_room_once",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("arrived_at")),
                name="people_leave_after_they_come",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Tap(models.Model):
    """A press on a tablet that was heard: the same one sent again does nothing."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="taps")
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "key"], name="a_tap_is_heard_once"
            )
        ]

    def __str__(self) -> str:
        return self.key
