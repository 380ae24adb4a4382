"""Which issue stands for which need, in which repository."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.proposals.models import Proposal
from governance.roadmap.models import Cycle


class Repository(models.Model):
    """A repository we mirror to, addressed by its id (names change)."""

    class Trouble(models.TextChoices):
        ARCHIVED = "archived", _("archived: it can be read, not written")
        NO_ISSUES = "no_issues", _("its issues are switched off")
        NO_ACCESS = "no_access", _("the App has no access any more")
        OUT_OF_REACH = "out_of_reach", _("not found, or out of reach")

    full_name = models.CharField(max_length=140, unique=True)
    remote_id = models.BigIntegerField(null=True, blank=True, unique=True)
    html_url = models.URLField(max_length=300, blank=True)
    polled_at = models.DateTimeField(null=True, blank=True)
    # Needs of these categories go here; the rest to the repository of the settings.
    categories = models.JSONField(default=list, blank=True)
    # What its developers read: the language of titles, texts and labels there.
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="en")
    # Before every label of ours; the others belong to the developers.
    label_prefix = models.CharField(max_length=20, default="coop")
    trouble = models.CharField(max_length=20, choices=Trouble, blank=True)
    # The last nightly look at every issue, and what it found.
    swept_at = models.DateTimeField(null=True, blank=True)
    swept = models.PositiveIntegerField(default=0)
    mended = models.PositiveIntegerField(default=0)
    # Its server has no sub-issues: parts of a need are listed in its issue instead.
    lists_parts = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("repository")
        verbose_name_plural = _("repositories")

    def __str__(self) -> str:
        return self.full_name


class Stand(models.Model):
    """What an issue of ours keeps of itself: the need's own, or that of a part."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be sent")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        GONE = "gone", _("no longer there")

    marker = models.UUIDField(unique=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    html_url = models.URLField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    state_reason = models.CharField(max_length=20, blank=True)
    # Exactly one issue: see integrations.github.once.
    first_attempt_at = models.DateTimeField(null=True, blank=True)
    posted_at = models.DateTimeField(null=True, blank=True)
    empty_looks = models.PositiveSmallIntegerField(default=0)
    # What we sent last: nothing else of the issue is ours to change.
    sent_labels = models.JSONField(default=list, blank=True)
    sent_milestone = models.PositiveIntegerField(null=True, blank=True)
    sent_title = models.CharField(max_length=256, blank=True)
    sent_block_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"#{self.number}" if self.number else str(self.marker)

    @property
    def row(self) -> "models.QuerySet[Self]":
        """Its own row, to change some of its columns and no other."""
        return type(self)._default_manager.filter(pk=self.pk)


class MirrorLink(Stand):
    """The one issue that stands for a need in a repository."""

    class Trouble(models.TextChoices):
        DELETED = "deleted", _("the issue was deleted")
        MOVED = "moved", _("the issue was moved to another repository")
        DISCUSSION = "discussion", _("the issue was turned into a discussion")
        MARKERS = "markers", _("the marks around our text were removed")
        EDITED = "edited", _("developers changed our text")
        BUSY = "busy", _("too many changes in an hour: stopped")

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="mirror_links"
    )
    repository = models.ForeignKey(
        Repository, on_delete=models.PROTECT, related_name="links"
    )
    node_id = models.CharField(max_length=100, blank=True)
    assignees = models.PositiveSmallIntegerField(default=0)
    # Their public logins, as long as they are assigned.
    takers = models.JSONField(default=list, blank=True)
    pull_number = models.PositiveIntegerField(null=True, blank=True)
    pull_url = models.URLField(max_length=300, blank=True)
    pull_merged_at = models.DateTimeField(null=True, blank=True)
    merge_sha = models.CharField(max_length=40, blank=True)
    created_remotely_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    remote_updated_at = models.DateTimeField(null=True, blank=True)
    # What is not as it should be, and since when; empty when all is well.
    trouble = models.CharField(max_length=12, choices=Trouble, blank=True)
    trouble_at = models.DateTimeField(null=True, blank=True)
    moved_to = models.URLField(max_length=300, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    # An issue of the developers', linked by a person: its text is not ours.
    adopted = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("mirrored need")
        verbose_name_plural = _("mirrored needs")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "repository"], name="one_issue_a_need"
            ),
            models.UniqueConstraint(
                fields=["repository", "number"], name="one_need_an_issue"
            ),
        ]

    @property
    def home(self) -> "MirrorLink":
        """Where what is written to its issue is counted."""
        return self


class Label(models.Model):
    """A label of ours in a repository. People rename labels: the id stays."""

    repository = models.ForeignKey(
        Repository, on_delete=models.CASCADE, related_name="labels"
    )
    key = models.CharField(max_length=80)
    remote_id = models.BigIntegerField()
    name = models.CharField(max_length=50)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["repository", "key"], name="a_label_is_made_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Milestone(models.Model):
    """A cycle of the roadmap as a milestone: found by its title once, then by number."""

    repository = models.ForeignKey(
        Repository, on_delete=models.CASCADE, related_name="milestones"
    )
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["repository", "cycle"], name="one_milestone_a_cycle"
            )
        ]

    def __str__(self) -> str:
        return str(self.number)
