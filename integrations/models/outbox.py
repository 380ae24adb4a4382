"""What leaves: journal lines on their way, and mails to one person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.journal.models import Entry
from governance.membership.models import Person


class Delivery(models.Model):
    """A journal line on its way to one channel. At least once, idempotent."""

    class Fate(models.TextChoices):
        PENDING = "pending", _("waiting")
        DONE = "done", _("done")
        NEVER = "never", _("cannot be done")
        MISCONFIGURED = "misconfigured", _("needs a setting")

    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="deliveries"
    )
    channel = models.CharField(max_length=30)
    fate = models.CharField(max_length=14, choices=Fate, default=Fate.PENDING)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=36, blank=True)
    problem = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "channel"], name="one_delivery_a_line_and_channel"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(fate="pending"), name="deliveries_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.entry_id}"


class Message(models.Model):
    """A mail to one person about one journal line; sent once."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="messages"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "person"], name="one_mail_a_line_and_person"
            )
        ]

    def __str__(self) -> str:
        return str(self.entry_id)
