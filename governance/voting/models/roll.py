"""Who may vote, and whether they did."""

from django.db import models
from django.db.models import Q

from governance.membership.models import Cooperative, Person
from governance.voting.models.round import Round


class RollLineQuerySet(models.QuerySet["RollLine"]):
    def voted(self) -> "RollLineQuerySet":
        return self.filter(voted_on__isnull=False)


class StandingLines(models.Manager.from_queryset(RollLineQuerySet)):  # type: ignore[misc]
    """The roll as it stands: without the lines that a correction struck."""

    def get_queryset(self) -> RollLineQuerySet:
        lines: RollLineQuerySet = super().get_queryset().filter(struck_on=None)
        return lines


class RollLine(models.Model):
    """A person who may vote in a round, and whether they did (to the day).

    ``cooperative``, ``category`` and ``language`` are as they were when the line was
    written: the published turnout stays, whatever the person changes later. None of
    them is in the leaf.

    ``ballot_link`` is the encrypted id of the person's ballot while the round is
    open; its key lives outside the database and is destroyed at the seal.
    ``form_keys`` are the digests of the one-use keys of the forms accepted, one a
    line, the latest last; blanked at the seal too.

    ``leaf`` is the line as the public roll shows it; ``salt`` (128 bits, hexadecimal)
    is for the person alone, who finds their leaf with it. ``place`` is the co-op, or
    the small co-ops put together, under which the line is published at the seal.

    ``paper_on`` is the day the person took a paper ballot: then they cannot vote online,
    and whoever voted online takes no paper. ``recorded`` is what the person answered in
    a recorded round, written at the seal; always null in a secret one.

    ``struck_on`` is the day a correction took the line off the roll; it keeps its place
    there and counts for nothing. ``objects``, and ``round.roll`` with it, is the roll
    as it stands; ``every_line`` has the struck lines too, for what is published.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="roll")
    number = models.PositiveIntegerField()
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="roll_lines"
    )
    cooperative = models.ForeignKey(
        Cooperative, on_delete=models.PROTECT, related_name="+"
    )
    category = models.CharField(max_length=12)
    language = models.CharField(max_length=2, blank=True)
    voted_on = models.DateField(null=True, blank=True)
    paper_on = models.DateField(null=True, blank=True)
    recorded = models.JSONField(null=True, blank=True)
    struck_on = models.DateField(null=True, blank=True)
    ballot_link = models.CharField(max_length=200, blank=True)
    form_keys = models.TextField(blank=True)
    salt = models.CharField(max_length=32, blank=True)
    leaf = models.CharField(max_length=64, blank=True)
    place = models.TextField(blank=True)

    objects = StandingLines()
    every_line = RollLineQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"], name="roll_lines_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["round", "person"],
                condition=Q(struck_on=None),
                name="one_roll_line_a_person",
            ),
            models.CheckConstraint(
                condition=Q(struck_on=None) | Q(voted_on=None, paper_on=None),
                name="no_voter_is_struck",
            ),
            models.CheckConstraint(
                condition=Q(ballot_link="") | Q(voted_on__isnull=False),
                name="only_a_voter_has_a_ballot",
            ),
            models.CheckConstraint(
                condition=Q(voted_on=None) | Q(paper_on=None),
                name="online_or_on_paper",
            ),
        ]
        indexes = [
            # The live turnout counts these, and only these.
            models.Index(
                fields=["round"],
                condition=Q(voted_on__isnull=False),
                name="roll_lines_that_voted",
            )
        ]

    def __str__(self) -> str:
        return str(self.number)
