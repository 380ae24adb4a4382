"""What a co-operative's members said matters most."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.membership.models import Cooperative


class Profile(models.Model):
    """A yearly survey: the share of respondents naming each value among their three.

    ``foundational`` and ``mission`` map value keys to shares between 0 and 1; the
    shares of one family add up to 3. ``response_rate`` is between 0 and 1.
    """

    cooperative = models.ForeignKey(
        Cooperative, on_delete=models.CASCADE, related_name="value_profiles"
    )
    held_on = models.DateField()
    vocabulary_version = models.CharField(max_length=20)
    respondents = models.PositiveIntegerField()
    response_rate = models.DecimalField(max_digits=5, decimal_places=4)
    foundational = models.JSONField(default=dict)
    mission = models.JSONField(default=dict)

    class Meta:
        ordering = ["-held_on"]
        get_latest_by = "held_on"
        verbose_name = _("values profile")
        verbose_name_plural = _("values profiles")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "held_on"], name="one_profile_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.cooperative} {self.held_on:%Y}"
