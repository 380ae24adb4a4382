"""Ballots on paper: batches printed for a co-op, and what two people counted in each."""

from django.db import models
from django.db.models import F, Q

from governance.membership.models import Cooperative, Person
from governance.voting.models.round import Round


class PaperBatchQuerySet(models.QuerySet["PaperBatch"]):
    def agreed(self) -> "PaperBatchQuerySet":
        return self.filter(agreed_at__isnull=False)

    def unsettled(self) -> "PaperBatchQuerySet":
        """Batches that the count waits for: neither agreed nor set aside."""
        return self.filter(agreed_at=None, set_aside_at=None)


class PaperBatch(models.Model):
    """``issued`` ballots printed under one number for the members of one co-op.

    Once two counts agree, or one is chosen (``chosen_reason`` says why), ``used``,
    ``spoiled``, ``returned`` and ``tally`` are what is counted; together the first
    three are ``issued``. ``tally`` has the form of ``governance.voting.paper``. A batch
    set aside is not counted, and says why in public.
    """

    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, related_name="paper_batches"
    )
    cooperative = models.ForeignKey(
        Cooperative, on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField()
    issued = models.PositiveIntegerField()
    used = models.PositiveIntegerField(null=True, blank=True)
    spoiled = models.PositiveIntegerField(null=True, blank=True)
    returned = models.PositiveIntegerField(null=True, blank=True)
    tally = models.JSONField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    chosen_reason = models.TextField(blank=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_fr = models.TextField(blank=True)
    set_aside_en = models.TextField(blank=True)

    objects = PaperBatchQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"], name="paper_batches_are_numbered"
            ),
            models.CheckConstraint(
                condition=Q(issued__gte=1, number__gte=1), name="a_batch_holds_ballots"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(set_aside_at=None),
                name="a_batch_is_counted_or_set_aside",
            ),
            models.CheckConstraint(
                condition=Q(
                    agreed_at=None,
                    used=None,
                    spoiled=None,
                    returned=None,
                    tally__isnull=True,
                    chosen_reason="",
                )
                | Q(
                    agreed_at__isnull=False,
                    tally__isnull=False,
                    issued=F("used") + F("spoiled") + F("returned"),
                ),
                name="an_agreed_batch_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(set_aside_at=None, set_aside_fr="", set_aside_en="")
                | (
                    Q(set_aside_at__isnull=False)
                    & ~Q(set_aside_fr="")
                    & ~Q(set_aside_en="")
                ),
                name="a_batch_set_aside_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def is_settled(self) -> bool:
        return self.agreed_at is not None or self.set_aside_at is not None


class PaperEntry(models.Model):
    """What one of two people counted in a batch. ``done``: handed in, to be compared;
    until then only that person sees it."""

    batch = models.ForeignKey(
        PaperBatch, on_delete=models.CASCADE, related_name="entries"
    )
    hand = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    used = models.PositiveIntegerField(default=0)
    spoiled = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    tally = models.JSONField()
    done = models.BooleanField(default=False)

    class Meta:
        ordering = ["hand"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "hand"], name="a_batch_is_counted_by_two_hands"
            ),
            models.UniqueConstraint(
                fields=["batch", "person"], name="a_person_is_one_of_two_hands"
            ),
            models.CheckConstraint(condition=Q(hand__in=[1, 2]), name="two_hands"),
        ]

    def __str__(self) -> str:
        return str(self.hand)


class Scrutineer(models.Model):
    """Someone who may count the papers of a round, named by who runs it."""

    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, related_name="scrutineers"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="scrutinises"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"], name="a_scrutineer_is_named_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
