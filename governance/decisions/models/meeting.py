"""A general meeting of the members of a co-operative."""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.decisions import bylaw
from governance.membership.models import Cooperative, Person

PLACE_MAX = 200  # characters
NAME_MAX = 80  # characters


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def announced(self) -> "MeetingQuerySet":
        """Meetings that anyone may see: their notice was sent."""
        return self.filter(notice_sent_on__isnull=False)

    def coming(self, at: datetime) -> "MeetingQuerySet":
        """Called, neither held nor cancelled, and not long past."""
        return self.filter(
            closed_at=None, cancelled_at=None, starts_at__gt=at - bylaw.LONGEST
        )


class Meeting(models.Model):
    """An assembly: its call, its agenda (``points``), who came (``presences``).

    The figures of the by-law are copied from the co-op when the meeting is called: a
    by-law changed later does not change what ruled this meeting. ``casting_vote_ref`` is
    the article that gives the chair a casting vote, empty where none does. ``chair`` and
    the two scrutineers are names as the minutes give them; they may be people of elsewhere.
    """

    class Kind(models.TextChoices):
        ANNUAL = "annual", _("annual general meeting")
        SPECIAL = "special", _("special general meeting")

    cooperative = models.ForeignKey(
        Cooperative, on_delete=models.PROTECT, related_name="meetings"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=PLACE_MAX)
    notice_days = models.PositiveSmallIntegerField()
    quorum_members = models.PositiveSmallIntegerField()
    bylaw_ref = models.CharField(max_length=60, blank=True)
    casting_vote_ref = models.CharField(max_length=60, blank=True)
    called_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    notice_sent_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason_fr = models.TextField(blank=True)
    cancel_reason_en = models.TextField(blank=True)
    chair = models.CharField(max_length=NAME_MAX, blank=True)
    scrutineer_one = models.CharField(max_length=NAME_MAX, blank=True)
    scrutineer_two = models.CharField(max_length=NAME_MAX, blank=True)
    current = models.ForeignKey(
        "decisions.Point",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-id"]
        verbose_name = _("general meeting")
        verbose_name_plural = _("general meetings")
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(notice_sent_on__isnull=False),
                name="a_meeting_held_was_called",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None)
                | (Q(opened_at__isnull=False) & Q(closed_at__gte=F("opened_at"))),
                name="a_meeting_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None)
                | (
                    Q(opened_at=None)
                    & ~Q(cancel_reason_fr="")
                    & ~Q(cancel_reason_en="")
                ),
                name="a_meeting_is_held_or_cancelled_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.cooperative}"

    @property
    def last_notice_day(self) -> date:
        """The last day on which the by-law lets the notice be sent."""
        return bylaw.last_notice_day(self.starts_at, self.notice_days)

    @property
    def agenda_is_locked(self) -> bool:
        """A special meeting decides only on what its notice names."""
        return self.kind == self.Kind.SPECIAL and self.notice_sent_on is not None

    @property
    def is_running(self) -> bool:
        return self.opened_at is not None and self.closed_at is None
