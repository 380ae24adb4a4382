"""The durable queue behind the Tasks API, and what signing in keeps."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Job(models.Model):
    """One step of background work. While a worker holds it, ``due_at`` is the end
    of its lease: the same predicate finds due work and abandoned work."""

    class Status(models.TextChoices):
        READY = "ready"
        DONE = "done"
        DEAD = "dead"

    task = models.CharField(max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    status = models.CharField(max_length=8, choices=Status, default=Status.READY)
    priority = models.SmallIntegerField(default=0)
    queue = models.CharField(max_length=40, default="default")
    due_at = models.DateTimeField()
    lease = models.CharField(max_length=36, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    dedupe_key = models.CharField(max_length=120, blank=True)
    enqueued_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(null=True, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(status="ready"), name="jobs_due"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dedupe_key"],
                condition=Q(status="ready") & ~Q(dedupe_key=""),
                name="one_waiting_job_a_key",
            )
        ]

    def __str__(self) -> str:
        return self.task


class Beat(models.Model):
    """The last sign of life of a worker (readiness looks at it)."""

    worker = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker


class CodeTries(models.Model):
    """How often one sent sign-in code was tried. ``seal`` stands for the code; the row
    goes when the code is no longer good anyway (``until``)."""

    seal = models.CharField(max_length=64, unique=True)
    tries = models.PositiveSmallIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.tries} ({self.until:%H:%M})"


class DemoPerson(models.Model):
    """A person of the demo, who may be signed in as without a code (``DEMO``).

    The lines say in one sentence who they are and what they can show.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="demo"
    )
    position = models.PositiveSmallIntegerField(unique=True)
    line_fr = models.CharField(max_length=200)
    line_en = models.CharField(max_length=200)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.person)
