"""How far the work on an issue has come, as last read: never an event, never a text."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from integrations.models.mirror import MirrorLink


class PullRequest(models.Model):
    """A pull request that answers an issue, summed up for members."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("pull request", "open")
        DRAFT = "draft", pgettext_lazy("pull request", "not finished yet")
        MERGED = "merged", pgettext_lazy("pull request", "merged")
        CLOSED = "closed", pgettext_lazy("pull request", "set aside")

    class Review(models.TextChoices):
        APPROVED = "approved", _("approved by its reviewers")
        CHANGES = "changes", _("its reviewers ask for changes")
        AWAITED = "awaited", _("waits for a review")

    class Checks(models.TextChoices):
        PASSING = "passing", _("automatic tests pass")
        FAILING = "failing", _("an automatic test fails")
        RUNNING = "running", _("automatic tests are running")
        UNKNOWN = "unknown", _("its tests cannot be seen from here")

    link = models.ForeignKey(MirrorLink, on_delete=models.CASCADE, related_name="pulls")
    number = models.PositiveIntegerField()
    home = models.CharField(max_length=140)
    html_url = models.URLField(max_length=300)
    state = models.CharField(max_length=8, choices=State)
    review = models.CharField(max_length=8, choices=Review, blank=True)
    approvals = models.PositiveSmallIntegerField(default=0)
    checks = models.CharField(max_length=8, choices=Checks, blank=True)
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "home", "number"], name="a_pull_request_once_an_issue"
            )
        ]

    def __str__(self) -> str:
        return f"{self.home}#{self.number}"


class Part(models.Model):
    """A sub-issue: a part of the need that developers follow by itself."""

    link = models.ForeignKey(MirrorLink, on_delete=models.CASCADE, related_name="parts")
    place = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    html_url = models.URLField(max_length=300)
    # The developers' words, in their language.
    title = models.CharField(max_length=256)
    is_open = models.BooleanField()
    done = models.BooleanField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "html_url"], name="a_part_once_an_issue"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.number}"


class ListedPage(models.Model):
    """A page of a repository's list of issues as GitHub gave it last, cut down to
    what the nightly look compares: “not modified” then costs nothing."""

    repository = models.ForeignKey(
        "integrations.Repository", on_delete=models.CASCADE, related_name="pages"
    )
    asked = models.CharField(max_length=200)
    etag = models.CharField(max_length=100)
    rows = models.JSONField()
    more = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["repository", "asked"], name="a_page_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return self.asked
