"""What members say of a need."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.membership.models import Cooperative, Person
from governance.proposals.models.proposal import Proposal

COMMENT_MAX = 2000  # characters


class Support(models.Model):
    """A member says: I need this too. One per person and need."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="supports"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="supports"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "person"], name="one_support_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}"


class Comment(models.Model):
    """A word in the discussion; ``concern`` marks a reservation."""

    class Kind(models.TextChoices):
        COMMENT = "comment", _("comment")
        QUESTION = "question", _("question")
        CONCERN = "concern", _("concern")
        ANSWER = "answer", _("answer of the co-op")

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="comments"
    )
    author = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="comments"
    )
    cooperative = models.ForeignKey(
        Cooperative, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COMMENT)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    text = models.TextField(max_length=COMMENT_MAX)
    html = models.TextField(editable=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.get_kind_display()
