"""How much we wrote to GitHub, and whether it asked us to wait. All workers share it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from integrations.models.mirror import MirrorLink


class Write(models.Model):
    """One write that left, or was about to. ``creates`` counts against the budget."""

    at = models.DateTimeField(db_index=True)
    creates = models.BooleanField()
    link = models.ForeignKey(
        MirrorLink, on_delete=models.CASCADE, null=True, related_name="writes"
    )

    def __str__(self) -> str:
        return str(self.at)


class Gate(models.Model):
    """The one row that writers pass, one after the other."""

    class Reason(models.TextChoices):
        LIMIT = "limit", _("paused by GitHub’s limit")
        BUDGET = "budget", _("paused by our own budget, which spares GitHub’s limit")

    next_write_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=6, choices=Reason, blank=True)
    # Failed webhooks were last asked for at, when an App is used.
    redelivered_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.reason
