"""What an issue's own history tells of how it was answered, and what was made of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.releases.models import Release
from integrations.models.mirror import MirrorLink
from integrations.models.pieces import Piece


class Clue(models.Model):
    """A commit, a pull request or a milestone that the history of an issue names;
    gathered whenever the issue is read, weighed when a release appears."""

    class Kind(models.TextChoices):
        PULL = "pull", _("merged pull request that closes the issue")
        COMMIT = "commit", _("commit that closed the issue")
        REFERENCE = "reference", _("commit that names the issue")
        MILESTONE = "milestone", _("milestone of the issue")

    link = models.ForeignKey(MirrorLink, on_delete=models.CASCADE, related_name="clues")
    # Of the issue of one part; empty for that of the need itself.
    piece = models.ForeignKey(
        Piece, on_delete=models.CASCADE, null=True, blank=True, related_name="clues"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    # The number of a pull request or milestone, else the sha.
    ref = models.CharField(max_length=40)
    sha = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=255, blank=True)
    # When it was merged, made or closed; empty for a milestone that is still open.
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link", "kind", "ref"],
                condition=Q(piece=None),
                name="a_clue_is_kept_once",
            ),
            models.UniqueConstraint(
                fields=["piece", "kind", "ref"], name="a_clue_is_kept_once_a_part"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class Weighing(models.Model):
    """When a release was last weighed against an issue, and how the issue stood:
    what did not change costs no question."""

    link = models.ForeignKey(
        MirrorLink, on_delete=models.CASCADE, related_name="weighings"
    )
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="+")
    stood = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link", "release"], name="a_release_is_weighed_once_an_issue"
            )
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.link_id}"
