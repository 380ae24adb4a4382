"""Why a round does not open, or is not counted, when its time has come."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.voting.models.round import Round


class Standstill(models.Model):
    """The last reason, in both languages; it stays when the round moves on, and is then
    no longer shown. ``until``: the count waits till then, because the portal itself was
    away when the round closed; no reason is written for that one."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("cannot open")
        COUNTING = "counting", _("cannot be counted")
        AWAY = "away", _("waits after an outage")

    round = models.OneToOneField(
        Round, on_delete=models.CASCADE, related_name="standstill"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    reason_fr = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="away", until__isnull=False)
                | (Q(until=None) & ~Q(reason_fr="") & ~Q(reason_en="")),
                name="a_standstill_says_why",
            )
        ]

    def __str__(self) -> str:
        return self.kind
