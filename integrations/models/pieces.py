"""A part of a brief as an issue of its own, under the issue of its need."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.proposals.models import BriefPart
from integrations.models.mirror import MirrorLink, Repository, Stand


class Piece(Stand):
    """The one issue that stands for a part. ``part`` is empty once the co-op took the
    part out of its brief: its issue is told so, and stays the developers'."""

    link = models.ForeignKey(
        MirrorLink, on_delete=models.CASCADE, related_name="pieces"
    )
    part = models.OneToOneField(
        BriefPart,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="piece",
    )
    # Its own: when the issue of the need is moved, those of its parts stay behind.
    repository = models.ForeignKey(
        Repository, on_delete=models.PROTECT, related_name="pieces"
    )
    # By its number GitHub finds an issue, by this one it makes it a part.
    remote_id = models.BigIntegerField(null=True, blank=True, unique=True)
    # Put under the need's issue, once: where developers move it, it stays.
    tied = models.BooleanField(default=False)
    # Developers changed our text: theirs stays.
    edited = models.BooleanField(default=False)
    taken_out = models.BooleanField(default=False)
    # Somebody is assigned to it, or works on it in a pull request.
    begun = models.BooleanField(default=False)
    pull_number = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("part of a need on GitHub")
        verbose_name_plural = _("parts of needs on GitHub")
        constraints = [
            models.UniqueConstraint(
                fields=["repository", "number"], name="one_part_an_issue"
            ),
        ]

    @property
    def proposal_id(self) -> int:
        return self.link.proposal_id

    @property
    def is_done(self) -> bool:
        """Closed as done by the developers."""
        closed = self.state == self.State.CLOSED
        return closed and self.state_reason in ("", "completed")

    @property
    def home(self) -> MirrorLink:
        """Where what is written to its issue is counted."""
        return self.link
