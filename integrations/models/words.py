"""Words that cross: our comments over there, developers' words over here."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.proposals.models import Comment
from integrations.models.mirror import MirrorLink


class Remark(models.Model):
    """A comment of ours under an issue: written once, edited afterwards.

    The intent is committed before the POST, as for issues; the signed marker finds a
    comment whose answer was lost.
    """

    class Purpose(models.TextChoices):
        BRIEF = "brief", _("the brief, under an issue of the developers’")
        TROUBLE = "trouble", _("our text could not be brought up to date")
        ANSWER = "answer", _("an answer of the co-op")
        REOPENED = "reopened", _("members say that it is not met yet")

    link = models.ForeignKey(
        MirrorLink, on_delete=models.CASCADE, related_name="remarks"
    )
    purpose = models.CharField(max_length=8, choices=Purpose)
    about = models.ForeignKey(
        Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="remarks"
    )
    marker = models.UUIDField(unique=True)
    remote_id = models.BigIntegerField(null=True, blank=True, unique=True)
    posted_at = models.DateTimeField(null=True, blank=True)
    sent_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link", "purpose"],
                condition=Q(about=None),
                name="a_remark_is_made_once",
            ),
            models.UniqueConstraint(
                fields=["link", "purpose", "about"], name="an_answer_is_given_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.link_id}"


class Heard(models.Model):
    """A developer's comment addressed to members, and what became of it here."""

    class Fate(models.TextChoices):
        SHOWN = "shown", _("shown in the discussion")
        HELD = "held", _("held back: it looks like personal information")
        STRANGER = "stranger", _("held back: its author has no part in the project")
        REFUSED = "refused", _("not shown: too long, empty, or too late")

    link = models.ForeignKey(MirrorLink, on_delete=models.CASCADE, related_name="heard")
    remote_id = models.BigIntegerField(unique=True)
    html_url = models.URLField(max_length=300, blank=True)
    comment = models.OneToOneField(
        Comment, on_delete=models.SET_NULL, null=True, blank=True, related_name="heard"
    )
    fate = models.CharField(max_length=8, choices=Fate)
    at = models.DateTimeField()
    # Why a person had it shown all the same.
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("word from GitHub")
        verbose_name_plural = _("words from GitHub")

    def __str__(self) -> str:
        return str(self.remote_id)
