"""What a coordinator says is no private number, and where it passed since."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.membership.models import Cooperative, Person
from governance.proposals.models.discussion import Comment
from governance.proposals.models.proposal import Proposal

REASON_MAX = 300  # characters


class Excuse(models.Model):
    """One match that the guard lets through in one co-op's needs and comments. What
    was typed is nowhere: ``mark`` alone stands for it (``guard.marks``)."""

    class Kind(models.TextChoices):
        HEALTH = "health_number", _("looked like a health insurance number")
        SOCIAL = "social_number", _("looked like a social insurance number")

    cooperative = models.ForeignKey(
        Cooperative, on_delete=models.PROTECT, related_name="excuses"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    mark = models.CharField(max_length=64)
    reason = models.CharField(max_length=REASON_MAX)
    language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, default="fr"
    )  # of the reason
    by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "mark"],
                condition=Q(revoked_at=None),
                name="a_match_is_excused_once",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="an_excuse_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class ExcuseUse(models.Model):
    """Where an excused match stands: the need's own words, or a comment under it."""

    excuse = models.ForeignKey(Excuse, on_delete=models.CASCADE, related_name="uses")
    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="excuse_uses"
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, null=True, related_name="excuse_uses"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.proposal_id}"
