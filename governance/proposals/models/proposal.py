"""The need itself, its number and its stage."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.membership.models import Cooperative, Person
from governance.proposals import lifecycle
from governance.proposals.lifecycle import Status

if TYPE_CHECKING:
    from governance.proposals.models.revision import Revision

EFFORT_MAX = 400  # developer-days; more than two years of one person is no one need


class Numbering(models.Model):
    """The one row whose lock gives needs their numbers, without gaps or doubles."""

    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.last)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def public(self) -> "ProposalQuerySet":
        """Needs anyone may read: everything but drafts and withdrawn ones."""
        return self.filter(status__in=lifecycle.PUBLIC)


class Proposal(models.Model):
    """A member's need. Only ``proposals.actions`` assigns ``status``."""

    number = models.PositiveIntegerField(unique=True)
    cooperative = models.ForeignKey(
        Cooperative, on_delete=models.PROTECT, related_name="proposals"
    )
    author = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="proposals"
    )
    status = models.CharField(max_length=16, choices=Status, default=Status.DRAFT)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    category = models.CharField(max_length=40)
    barriers = models.JSONField(default=list, blank=True)
    effort_days = models.PositiveSmallIntegerField(null=True, blank=True)
    privacy_impact = models.CharField(max_length=20, blank=True)
    flexibility_impact = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    search_text = models.TextField(blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="need_has_a_known_status"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, status__in=["draft", "withdrawn"])
                | Q(submitted_at__isnull=False),
                name="a_need_past_draft_was_submitted",
            ),
        ]

    def __str__(self) -> str:
        return _("need no. %(number)s") % {"number": self.number}

    def wording(self, language: str) -> "Revision | None":
        """The wording to show a reader of ``language``: theirs, else the original.

        Reads ``current_revisions`` when it was prefetched (see the queries module).
        """
        current = {r.language: r for r in self.current_wordings()}
        return current.get(language) or current.get(self.language)

    def current_wordings(self) -> "list[Revision]":
        if hasattr(self, "current_revisions"):
            return list(self.current_revisions)
        return [r for r in self.revisions.all() if r.is_current]
