"""What the board decided on a need, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from governance.voting.models import Round

REFERENCE_MAX = 40  # characters
REASONS_MAX = 8000  # characters


class Decision(models.Model):  # type: ignore[django-manager-missing]
    """A resolution of a board on one need. Never changed: corrected by another."""

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", pgettext_lazy("decision", "adopted")
        REFUSED = "refused", pgettext_lazy("decision", "refused")
        DEFERRED = "deferred", pgettext_lazy("decision", "deferred")

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="decisions"
    )
    cooperative = models.ForeignKey(
        Cooperative, on_delete=models.PROTECT, related_name="decisions"
    )
    round = models.ForeignKey(
        Round,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
    )
    reference = models.CharField(max_length=REFERENCE_MAX)
    outcome = models.CharField(max_length=10, choices=Outcome)
    reasons_fr = models.TextField()
    reasons_en = models.TextField(blank=True)
    met_on = models.DateField()
    recorded_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-recorded_at", "-id"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "reference"],
                name="a_resolution_is_recorded_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(reasons_fr=""), name="a_decision_has_reasons"
            ),
        ]

    def __str__(self) -> str:
        return self.reference
