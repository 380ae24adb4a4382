"""What came in, kept as it came."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class InboundEvent(models.Model):
    """What GitHub sent us, kept as it came, under its own delivery id."""

    guid = models.CharField(max_length=64, unique=True)
    event = models.CharField(max_length=60)
    action = models.CharField(max_length=60, blank=True)
    payload = models.JSONField()
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    handled_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        verbose_name = _("event from GitHub")
        verbose_name_plural = _("events from GitHub")
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(handled_at=None), name="events_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event}.{self.action}"
