"""What members say of a preview that they tried, before a need is delivered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from governance.releases.models.release import Release


class Trial(models.Model):
    """A member tried a preview for one need and said how it went. Once the need is
    delivered they are thanked, by the name they chose to show."""

    class Answer(models.TextChoices):
        WORKS = "works", _("It works for me")
        PARTLY = "partly", _("It works in part")
        NOT = "not", _("It does not work for me")

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="trials"
    )
    release = models.ForeignKey(
        Release, on_delete=models.CASCADE, related_name="trials"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="trials")
    # In whose midst they tried it; named when the person is not.
    cooperative = models.ForeignKey(
        Cooperative, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.CharField(max_length=6, choices=Answer)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "release", "person"],
                name="a_preview_is_tried_once_a_person",
            )
        ]

    def __str__(self) -> str:
        return self.get_answer_display()
