"""A person put on the roll of an open round, or taken off it, by two people."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.membership.models import Cooperative, Person
from governance.voting.models.round import Round


class RollCorrectionQuerySet(models.QuerySet["RollCorrection"]):
    def waiting(self) -> "RollCorrectionQuerySet":
        """Proposed, neither confirmed nor taken back."""
        return self.filter(confirmed_at=None, taken_back_at=None)

    def made(self) -> "RollCorrectionQuerySet":
        """Confirmed: they changed the roll, and stand on the public log."""
        return self.filter(confirmed_at__isnull=False).order_by("confirmed_at", "pk")


class RollCorrection(models.Model):
    """One person proposes it, another one confirms it or either takes it back.

    ``person`` is known here and nowhere public; ``line`` is the line of the roll struck
    or, once confirmed, the one added. ``entry`` is the entry of the public log, as it
    was published when the correction was confirmed.
    """

    class Kind(models.TextChoices):
        ADDED = "added", _("put on the roll")
        STRUCK = "struck", _("taken off the roll")

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="corrections"
    )
    kind = models.CharField(max_length=6, choices=Kind)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    cooperative = models.ForeignKey(
        Cooperative, on_delete=models.PROTECT, related_name="+"
    )
    line = models.PositiveIntegerField(null=True)
    reason_fr = models.TextField()
    reason_en = models.TextField()
    proposed_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    entry = models.JSONField(null=True)

    objects = RollCorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["added", "struck"]),
                name="a_correction_adds_or_strikes",
            ),
            models.CheckConstraint(
                condition=~Q(reason_fr="") & ~Q(reason_en=""),
                name="a_correction_says_why",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(taken_back_at=None),
                name="a_correction_is_made_or_taken_back",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None)
                | Q(entry__isnull=False, line__isnull=False),
                name="a_correction_made_is_published",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")),
                name="two_people_correct_a_roll",
            ),
            models.UniqueConstraint(
                fields=["round", "person"],
                condition=Q(confirmed_at=None, taken_back_at=None),
                name="one_correction_waits_for_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.line or '–'}"

    @property
    def published(self) -> dict[str, Any]:
        """The entry on the log; only a correction that was made has one
        (``LookupError``)."""
        if self.entry is None:
            raise LookupError("this correction was not made")
        entry: dict[str, Any] = self.entry
        return entry
