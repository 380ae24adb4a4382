"""How we know that a release delivers a need: one row for each thing that says so."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.membership.models import Person
from governance.proposals.models import Proposal
from governance.releases.models.release import Release


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def current(self) -> "EvidenceQuerySet":
        """What is still held: a later reading or a later word takes its place."""
        return self.filter(superseded_at=None)


class Evidence(models.Model):
    """One piece of evidence about a release and a need.

    ``facts`` names commits, pull requests and issues, never a person. A person's word
    (``by``, ``reason``) is evidence like the rest and weighs more than all of it;
    ``denies`` when they say that the release does *not* deliver the need.
    """

    class Kind(models.TextChoices):
        CONTAINED = "contained", _("the version contains the merged work")
        PULL = "pull", _("a change in the version names the pull request")
        MERGE = "merge", _("the version holds a copy of the merged work")
        TIMELINE = "timeline", _("the version contains a change tied to the issue")
        MILESTONE = "milestone", _("the issue’s milestone was closed with the version")
        NOTES = "notes", _("the notes of the version name the issue")
        WORD = "word", _("a person’s word")

    class Certainty(models.TextChoices):
        PROVED = "proved", _("proved")
        LIKELY = "likely", _("likely")

    REASON_MAX = 600  # characters

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="evidence"
    )
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="evidence"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    certainty = models.CharField(max_length=6, choices=Certainty)
    facts = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)
    denies = models.BooleanField(default=False)
    by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "proposal", "kind"],
                condition=Q(superseded_at=None),
                name="evidence_of_a_kind_is_held_once",
            ),
            models.CheckConstraint(
                condition=Q(denies=False) | Q(kind="word"),
                name="only_a_person_denies",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_certainty_display()})"

    def says_the_same(self, certainty: str, facts: dict[str, Any]) -> bool:
        return (self.certainty, self.facts) == (certainty, facts)
