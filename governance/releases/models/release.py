"""What was released, and which needs it delivers."""

import re
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from governance.membership.models import Person
from governance.proposals import lifecycle
from governance.proposals.models import Proposal

# A version that is corrected the same week does not write to people twice, and a
# coordinator has the time to say in plain words what changes.
QUIET = timedelta(days=3)
# Long enough to have met the change in one's own life, short enough to remember.
TRY_FOR = timedelta(days=14)


class ReleaseQuerySet(models.QuerySet["Release"]):
    def full(self) -> "ReleaseQuerySet":
        """Versions for everyone: no previews, nothing that was taken down."""
        return self.filter(is_preview=False, withdrawn_at=None)

    def previews(self) -> "ReleaseQuerySet":
        return self.filter(is_preview=True, withdrawn_at=None)


class Release(models.Model):  # type: ignore[django-manager-missing]
    """A published version of the project. ``source`` is ``owner/name`` of its
    repository; ``tag`` is unique there. A preview delivers nothing: it is to try."""

    NAME_MAX = 200  # characters

    source = models.CharField(max_length=140)
    tag = models.CharField(max_length=100)
    name = models.CharField(max_length=NAME_MAX, blank=True)
    url = models.URLField(max_length=300, blank=True)
    notes = models.TextField(blank=True)
    is_preview = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    # Taken down where it was published; what it delivered stays on record.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    proposals = models.ManyToManyField(
        Proposal, through="Delivered", related_name="releases"
    )

    objects = ReleaseQuerySet.as_manager()

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

    @property
    def version(self) -> str:
        """The tag as one says it: “2.4” for ``v2.4``."""
        return re.sub(r"^v(?=\d)", "", self.tag)


class DeliveredQuerySet(models.QuerySet["Delivered"]):
    def standing(self) -> "DeliveredQuerySet":
        """The delivery that counts today: the last one of a need still delivered."""
        later = Delivered.objects.filter(
            Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")),
            proposal=OuterRef("proposal"),
        )
        return self.filter(
            ~Exists(later), proposal__status__in=sorted(lifecycle.DELIVERED)
        )

    def due_to_tell(self, at: datetime) -> "DeliveredQuerySet":
        """Delivered some days ago, and nobody wrote to its members yet."""
        return self.standing().filter(told_at=None, at__lte=at - QUIET)

    def due_to_ask(self, at: datetime) -> "DeliveredQuerySet":
        """Delivered long enough ago for members to say whether it happened."""
        return self.standing().filter(asked_at=None, at__lte=at - TRY_FOR)


class Delivered(models.Model):
    """A need that a release delivers. How we know is in ``Evidence``."""

    CHANGE_MAX = 1000  # characters

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="delivered"
    )
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="delivered"
    )
    at = models.DateTimeField()
    # What changes for members, in the words they were written to with.
    change_fr = models.TextField(blank=True)
    change_en = models.TextField(blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveredQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "proposal"], name="delivered_once_by_a_release"
            )
        ]

    def __str__(self) -> str:
        return f"{self.release} → {self.proposal}"
