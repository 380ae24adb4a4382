"""What leaves, what came in, and which issue stands for which need."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.journal.models import Entry
from governance.membership.models import Person
from governance.proposals.models import Proposal


class Delivery(models.Model):
    """A journal line on its way to one channel. At least once, idempotent."""

    class Fate(models.TextChoices):
        PENDING = "pending", _("waiting")
        DONE = "done", _("done")
        NEVER = "never", _("cannot be done")
        MISCONFIGURED = "misconfigured", _("needs a setting")

    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="deliveries"
    )
    channel = models.CharField(max_length=30)
    fate = models.CharField(max_length=14, choices=Fate, default=Fate.PENDING)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=36, blank=True)
    problem = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "channel"], name="one_delivery_a_line_and_channel"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(fate="pending"), name="deliveries_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.entry_id}"


class Repository(models.Model):
    """A repository we mirror to, addressed by its id (names change)."""

    full_name = models.CharField(max_length=140, unique=True)
    remote_id = models.BigIntegerField(null=True, blank=True, unique=True)
    html_url = models.URLField(max_length=300, blank=True)
    polled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("repository")
        verbose_name_plural = _("repositories")

    def __str__(self) -> str:
        return self.full_name


class MirrorLink(models.Model):
    """The one issue that stands for a need in a repository."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be sent")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        GONE = "gone", _("no longer there")

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="mirror_links"
    )
    repository = models.ForeignKey(
        Repository, on_delete=models.PROTECT, related_name="links"
    )
    marker = models.UUIDField(unique=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    node_id = models.CharField(max_length=100, blank=True)
    html_url = models.URLField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    state_reason = models.CharField(max_length=20, blank=True)
    assignees = models.PositiveSmallIntegerField(default=0)
    pull_number = models.PositiveIntegerField(null=True, blank=True)
    pull_url = models.URLField(max_length=300, blank=True)
    pull_merged_at = models.DateTimeField(null=True, blank=True)
    merge_sha = models.CharField(max_length=40, blank=True)
    # Exactly one issue: see integrations.github.mirror.
    first_attempt_at = models.DateTimeField(null=True, blank=True)
    posted_at = models.DateTimeField(null=True, blank=True)
    empty_looks = models.PositiveSmallIntegerField(default=0)
    created_remotely_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    remote_updated_at = models.DateTimeField(null=True, blank=True)
    sent_title = models.CharField(max_length=256, blank=True)
    sent_block_hash = models.CharField(max_length=64, blank=True)

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

    def __str__(self) -> str:
        return f"#{self.number}" if self.number else str(self.marker)


class InboundEvent(models.Model):
    """What GitHub sent us, kept as it came, under its own delivery id."""

    guid = models.CharField(max_length=64, unique=True)
    event = models.CharField(max_length=60)
    action = models.CharField(max_length=60, blank=True)
    payload = models.JSONField()
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    handled_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        verbose_name = _("event from GitHub")
        verbose_name_plural = _("events from GitHub")
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(handled_at=None), name="events_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event}.{self.action}"


class Message(models.Model):
    """A mail to one person about one journal line; sent once."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="messages"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "person"], name="one_mail_a_line_and_person"
            )
        ]

    def __str__(self) -> str:
        return str(self.entry_id)
