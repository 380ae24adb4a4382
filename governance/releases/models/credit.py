"""Who outside the portal had a hand in what a release delivers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.proposals.models import Proposal
from governance.releases.models.release import Release


class Credit(models.Model):
    """A hand in one need of a release, by the public name its owner works under
    where the code is made. Shown once a coordinator has published it."""

    class Role(models.TextChoices):
        DEVELOPER = "developer", _("for the code")
        REVIEWER = "reviewer", _("for reading the code again")
        TESTER = "tester", _("for trying it out")
        TRANSLATOR = "translator", _("for the translation")

    HANDLE_MAX = 80  # characters

    release = models.ForeignKey(
        Release, on_delete=models.CASCADE, related_name="credits"
    )
    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="credits"
    )
    role = models.CharField(max_length=10, choices=Role)
    handle = models.CharField(max_length=HANDLE_MAX)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "proposal", "role", "handle"],
                name="a_hand_is_credited_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.handle} ({self.get_role_display()})"
