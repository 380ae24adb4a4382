"""What is on the agenda of a meeting, and how members voted on it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.decisions.models.meeting import Meeting
from governance.membership.models import Person
from governance.proposals.models import Proposal
from governance.voting.models import Round

POINT_TITLE_MAX = 160  # characters
POINT_TEXT_MAX = 2000  # characters


class Point(models.Model):
    """A line of the agenda. With a ``mode`` other than information it is a question.

    A show of hands or ballots counted in the room are typed as ``Count`` and copied
    here once two counts agree. A question answered by telephone is a ``round`` on
    ``needs``, made when it opens. ``entered_at`` is set when a question was written
    down from the paper sheet: then ``opened_at`` and ``closed_at`` are the hour that
    stands on the sheet. A choice among several ``needs`` counted by hand keeps how many
    chose each one in ``choices`` (by primary key of the need, as text), and the ballots
    in good order in ``in_favour``. ``voters``: how many
    people with the right to vote were there when it opened. ``casting`` is the casting
    vote of the chair after a tie, with its reasons; the count itself stays the tie.
    """

    class Casting(models.TextChoices):
        IN_FAVOUR = "for", _("for")
        AGAINST = "against", _("against")

    class Mode(models.TextChoices):
        INFORMATION = "info", _("information or discussion, no vote")
        HANDS = "hands", _("show of hands")
        PAPER = "paper", _("paper ballots counted in the room")
        ONLINE = "online", _("secret vote, by telephone or computer")

    class Comparison(models.TextChoices):
        MORE_THAN = "more_than", _("more than")
        AT_LEAST = "at_least", _("at least")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="points"
    )
    position = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.INFORMATION)
    title_fr = models.CharField(max_length=POINT_TITLE_MAX)
    title_en = models.CharField(max_length=POINT_TITLE_MAX)
    text_fr = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    threshold = models.CharField(max_length=12, default="1/2")
    comparison = models.CharField(
        max_length=12, choices=Comparison, default=Comparison.MORE_THAN
    )
    needs = models.ManyToManyField(Proposal, related_name="+", blank=True)
    max_choices = models.PositiveSmallIntegerField(default=1)
    moved_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    seconded_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    entered_at = models.DateTimeField(null=True, blank=True)
    voters = models.PositiveIntegerField(null=True, blank=True)
    in_favour = models.PositiveIntegerField(null=True, blank=True)
    against = models.PositiveIntegerField(null=True, blank=True)
    abstained = models.PositiveIntegerField(null=True, blank=True)
    spoiled = models.PositiveIntegerField(null=True, blank=True)
    choices = models.JSONField(default=dict, blank=True)
    casting = models.CharField(max_length=8, choices=Casting, blank=True)
    casting_fr = models.TextField(blank=True)
    casting_en = models.TextField(blank=True)
    casting_at = models.DateTimeField(null=True, blank=True)
    round = models.OneToOneField(
        Round,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assembly_point",
    )

    class Meta:
        ordering = ["position"]
        verbose_name = _("point of the agenda")
        verbose_name_plural = _("points of the agenda")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="points_have_places"
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(opened_at__isnull=False, closed_at=None),
                name="one_question_open_at_once",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None)
                | (Q(opened_at__isnull=False) & Q(closed_at__gte=F("opened_at"))),
                name="a_question_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(moved_by=None) | ~Q(moved_by=F("seconded_by")),
                name="another_person_seconds",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None)
                | Q(mode="online")
                | Q(
                    in_favour__isnull=False,
                    against__isnull=False,
                    abstained__isnull=False,
                    spoiled__isnull=False,
                ),
                name="a_closed_question_has_its_count",
            ),
            models.CheckConstraint(
                condition=Q(casting="", casting_at=None)
                | Q(
                    ~Q(casting_fr="") & ~Q(casting_en=""),
                    casting__in=["for", "against"],
                    casting_at__isnull=False,
                    closed_at__isnull=False,
                ),
                name="a_casting_vote_follows_a_count_and_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title_fr

    @property
    def is_question(self) -> bool:
        return self.mode != self.Mode.INFORMATION

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def is_counted_here(self) -> bool:
        """Counted by people in the room, not by the portal."""
        return self.mode in {self.Mode.HANDS, self.Mode.PAPER}

    @property
    def is_choice(self) -> bool:
        """A choice among several needs. Reads the needs once they are prefetched."""
        return self.is_question and len(self.needs.all()) > 1


class Count(models.Model):
    """What one scrutineer counted. ``place`` 1 and 2 are typed by two people;
    ``witnessed`` says that one person typed it under the eyes of the other. ``choices``
    is for a choice among several needs, as in ``Point``."""

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="counts")
    place = models.PositiveSmallIntegerField()
    in_favour = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    abstained = models.PositiveIntegerField()
    spoiled = models.PositiveIntegerField(default=0)
    choices = models.JSONField(default=dict, blank=True)
    witnessed = models.BooleanField(default=False)
    typed_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    typed_at = models.DateTimeField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["point", "place"], name="a_count_is_typed_twice"
            ),
            models.CheckConstraint(
                condition=Q(place__in=[1, 2]), name="two_counts_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.in_favour}/{self.against}/{self.abstained}/{self.spoiled}"

    @property
    def lines(self) -> dict[str, int]:
        """What was typed, line by line, in the order of the sheet."""
        if self.choices:
            chosen = {f"need_{pk}": self.choices[pk] for pk in sorted(self.choices)}
            ballots = self.in_favour + self.spoiled
            return chosen | {"ballots": ballots, "spoiled": self.spoiled}
        return {
            "in_favour": self.in_favour,
            "against": self.against,
            "abstained": self.abstained,
            "spoiled": self.spoiled,
        }
