"""What came out of a round."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.voting.models.round import Round


class Outcome(models.TextChoices):
    """Every rule ends in one of these; the values are those of ``rules.Outcome``."""

    PASSED = "passed", _("approved")
    NOT_PASSED = "not_passed", _("not approved")
    RANKED = "ranked", _("put in order")
    NO_QUORUM = "no_quorum", _("quorum not reached")


class Result(models.Model):
    """The count of a sealed round, as exact integers and fractions in text.

    ``seal`` is SHA-256 over the rule sheet's hash, the sorted ballots and the
    figures (see ``governance.voting.seal``).
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="result")
    roll_size = models.PositiveIntegerField()
    ballots = models.PositiveIntegerField()
    quorum_met = models.BooleanField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    figures = models.JSONField()
    seal = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        constraints = [
            models.CheckConstraint(
                condition=Q(ballots__lte=F("roll_size")),
                name="no_more_ballots_than_people",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="a_known_outcome"
            ),
            models.CheckConstraint(
                condition=Q(outcome="no_quorum", quorum_met=False)
                | (~Q(outcome="no_quorum") & Q(quorum_met=True)),
                name="an_outcome_needs_its_quorum",
            ),
        ]

    def __str__(self) -> str:
        return str(self.round)
