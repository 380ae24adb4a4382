"""What members say after delivery, and the needs they take up again because of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.membership.models import Person
from governance.proposals.models import Proposal


class Confirmation(models.Model):
    """A member's two answers after delivery: did it happen for them, and does it
    matter to them? The second may be empty: it is asked since later."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes, it happened")
        PARTLY = "partly", _("In part")
        NO = "no", _("No, not for me")

    class Matters(models.TextChoices):
        MUCH = "much", _("Yes, a lot")
        SOME = "some", _("Yes, a little")
        NONE = "none", _("No, not really")

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="confirmations"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="confirmations"
    )
    answer = models.CharField(max_length=6, choices=Answer)
    matters = models.CharField(max_length=4, choices=Matters, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "person"], name="one_answer_a_person"
            )
        ]

    def __str__(self) -> str:
        return self.get_answer_display()


class Reopening(models.Model):
    """A delivered need that is being worked on again. ``by`` is empty when members'
    answers did it; ``answers`` and ``no`` are how they stood at that moment."""

    REASON_MAX = 600  # characters

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="reopenings"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(blank=True)
    answers = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)
    # A coordinator lets the developers know, once, by a click.
    sent_at = models.DateTimeField(null=True, blank=True)
    reopens_issue = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "id"]
        verbose_name = _("reopened need")
        verbose_name_plural = _("reopened needs")

    def __str__(self) -> str:
        return str(self.proposal)
