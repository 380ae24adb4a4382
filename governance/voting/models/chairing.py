"""What the chair of a general meeting did in a vote: closed it early, broke a tie."""

from django.db import models
from django.db.models import F, Q

from governance.voting.models.round import Round


class Declared(models.Model):
    """The chair declared a vote closed before its hour: at ``at``, for ``until``.

    ``everyone``: everyone on the roll had answered, so that it closed at once. It
    stands on the public log too; no row is ever changed.
    """

    round = models.OneToOneField(
        Round, on_delete=models.PROTECT, related_name="declared"
    )
    at = models.DateTimeField()
    closed_at = models.DateTimeField()
    until = models.DateTimeField()
    everyone = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("at"), until__lt=F("closed_at")),
                name="a_vote_is_declared_closed_before_its_hour",
            ),
        ]

    def __str__(self) -> str:
        return self.until.isoformat()


class CastingVote(models.Model):
    """How the chair broke a tie that the count reported, and why. The result keeps the
    tie: this comes after it, in public."""

    class Answer(models.TextChoices):
        YES = "yes"
        NO = "no"

    round = models.OneToOneField(
        Round, on_delete=models.PROTECT, related_name="casting_vote"
    )
    answer = models.CharField(max_length=3, choices=Answer)
    at = models.DateTimeField()
    reason_fr = models.TextField()
    reason_en = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=["yes", "no"])
                & ~Q(reason_fr="")
                & ~Q(reason_en=""),
                name="a_casting_vote_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.answer
