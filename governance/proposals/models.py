"""The need, its wordings, and what members say of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance import prose
from governance.membership.models import Cooperative, Person
from governance.proposals import lifecycle
from governance.proposals.lifecycle import Status

TITLE_MAX = 120  # characters; one line on a card
TEXT_MAX = prose.LIMIT  # characters
COMMENT_MAX = 2000  # characters
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


class Revision(models.Model):
    """One wording of a need in one language; earlier ones are kept."""

    class Origin(models.TextChoices):
        AUTHOR = "author", _("written by the author")
        TRANSLATION = "translation", _("translated by a person")

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="revisions"
    )
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    number = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(default=True)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.AUTHOR)
    title = models.CharField(max_length=TITLE_MAX)
    slug = models.SlugField(max_length=80)
    text = models.TextField()
    html = models.TextField(editable=False)
    written_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["proposal", "language", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "language", "number"], name="revisions_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["proposal", "language"],
                condition=Q(is_current=True),
                name="one_current_wording_a_language",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ValueTag(models.Model):
    """A value the need serves (+1, +2) or goes against (-1, -2)."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="value_tags"
    )
    value = models.CharField(max_length=40)
    weight = models.SmallIntegerField(default=1)
    tagged_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-weight", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "value"], name="a_value_is_tagged_once"
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=-2, weight__lte=2) & ~Q(weight=0),
                name="a_value_weighs_one_or_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.weight:+d}"


class Support(models.Model):
    """A member says: I need this too. One per person and need."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="supports"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="supports"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "person"], name="one_support_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}"


class Comment(models.Model):
    """A word in the discussion; ``concern`` marks a reservation."""

    class Kind(models.TextChoices):
        COMMENT = "comment", _("comment")
        QUESTION = "question", _("question")
        CONCERN = "concern", _("concern")
        ANSWER = "answer", _("answer of the co-op")

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="comments"
    )
    author = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="comments"
    )
    cooperative = models.ForeignKey(
        Cooperative, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COMMENT)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    text = models.TextField(max_length=COMMENT_MAX)
    html = models.TextField(editable=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.get_kind_display()


class Brief(models.Model):
    """What developers will read: rewritten by a coordinator, released by a second.

    Nothing of a need leaves for GitHub but its confirmed brief.
    """

    proposal = models.OneToOneField(
        Proposal, on_delete=models.CASCADE, related_name="brief"
    )
    title = models.CharField(_("title of the brief"), max_length=200)
    user_story = models.TextField(_("who needs what, and why"), max_length=4000)
    acceptance_test = models.TextField(_("how we will know it works"), max_length=4000)
    privacy_notes = models.TextField(_("what to protect"), max_length=2000, blank=True)
    out_of_scope = models.TextField(_("what is not asked"), max_length=2000, blank=True)
    summary_fr = models.TextField(_("summary in French"), max_length=4000)
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
