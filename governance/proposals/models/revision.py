"""How a need is worded, and which values it serves."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance import prose
from governance.membership.models import Person
from governance.proposals.models.proposal import Proposal

TITLE_MAX = 120  # characters; one line on a card
TEXT_MAX = prose.LIMIT  # characters


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
