"""What was released, which needs it delivers, and whether it answers them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.membership.models import Person
from governance.proposals.models import Proposal


class Release(models.Model):  # type: ignore[django-manager-missing]
    """A published version of the project. ``source`` is ``owner/name`` of its
    repository; ``tag`` is unique there."""

    NAME_MAX = 200  # characters

    source = models.CharField(max_length=140)
    tag = models.CharField(max_length=100)
    name = models.CharField(max_length=NAME_MAX, blank=True)
    url = models.URLField(max_length=300, blank=True)
    notes = models.TextField(blank=True)
    published_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    proposals = models.ManyToManyField(
        Proposal, through="Delivered", related_name="releases"
    )

    class Meta:
        ordering = ["-published_at", "-id"]
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "tag"], name="a_tag_is_released_once"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.tag


class Delivered(models.Model):
    """A need that a release delivers, and how the portal knows."""

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="delivered"
    )
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="delivered"
    )
    evidence = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "proposal"], name="delivered_once_by_a_release"
            )
        ]

    def __str__(self) -> str:
        return f"{self.release} → {self.proposal}"


class Confirmation(models.Model):
    """A member's answer after delivery: does it meet the need?"""

    class Answer(models.TextChoices):
        YES = "yes", _("yes, it meets the need")
        PARTLY = "partly", _("in part")
        NO = "no", _("no, not yet")

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="confirmations"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="confirmations"
    )
    answer = models.CharField(max_length=6, choices=Answer)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "person"], name="one_answer_a_person"
            )
        ]

    def __str__(self) -> str:
        return self.get_answer_display()
