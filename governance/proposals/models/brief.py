"""What leaves for developers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.membership.models import Person
from governance.proposals.models.proposal import Proposal


class Brief(models.Model):
    """What developers will read: rewritten by a coordinator, released by a second.

    Nothing of a need leaves for GitHub but its confirmed brief.
    """

    proposal = models.OneToOneField(
        Proposal, on_delete=models.CASCADE, related_name="brief"
    )
    # Of all its texts but the summary, which is in the other one.
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="en")
    title = models.CharField(_("title of the brief"), max_length=200)
    user_story = models.TextField(_("who needs what, and why"), max_length=4000)
    acceptance_test = models.TextField(_("how we will know it works"), max_length=4000)
    privacy_notes = models.TextField(_("what to protect"), max_length=2000, blank=True)
    out_of_scope = models.TextField(_("what is not asked"), max_length=2000, blank=True)
    summary_fr = models.TextField(_("summary in the other language"), max_length=4000)
    # Keys of ``governance.proposals.skills``; empty when nobody chose any.
    skills = models.JSONField(_("skills it asks for"), default=list, blank=True)
    written_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("brief")
        verbose_name_plural = _("briefs")
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("written_by")),
                name="a_brief_is_confirmed_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(confirmed_at__isnull=False),
                name="a_confirmed_brief_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title
