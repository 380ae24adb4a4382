"""The question put to members, and the needs on its ballot paper."""

import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.membership.models import Cooperative, Federation, Person
from governance.proposals.models import Proposal
from governance.voting import corrected
from governance.voting.models.round_queries import RoundQuerySet


class Round(models.Model):
    """A question put to members for a time. Open or closed follows from the clock;
    ``sealed_at`` is stored because closing must wait for casts in flight.

    ``seats`` is how many needs a ranked or points round retains; ``max_choices`` bounds
    needs chosen or ranked, ``max_points`` the points for one need, ``total_points``
    those of a ballot (0: no bound). ``budget_days`` are the developer-days that Equal
    Shares gives out; ``bands`` the votes of a co-op by its size, ``[[from, votes]]``.

    ``approved_at``: somebody checked the round and lets the portal open it at its hour;
    described anew, it is to be checked anew.

    ``reference`` names the resolution or the notice of meeting that an orientation or
    an assembly vote rests on; ``notice_on`` is the day that notice was sent.

    From the opening on, the terms that count are those of ``rule_sheet``; the columns
    they were drawn up from are kept for lists and filters. ``key_id`` names the file
    of the key that links roll lines to ballots (``governance.voting.keyring``).
    ``roll_now`` is how the roll stands once it was corrected
    (``governance.voting.corrected``); null while it is that of the opening.
    """

    class Nature(models.TextChoices):
        CONSULTATION = "consultation", _("consultation")
        ORIENTATION = "orientation", _("orientation")
        ASSEMBLY = "assembly", _("assembly vote")

    class Rule(models.TextChoices):
        """The rules offered; their names are those of ``governance.voting.rules``."""

        MAJORITY = "majority", _("yes, no or abstain")
        APPROVAL = "approval", _("choose up to a number")
        POINTS = "points", _("give points")
        IRV = "irv", _("put in order, one is retained")
        STV = "stv", _("put in order, several are retained")
        SCHULZE = "schulze", _("put in order, compared two by two")
        EQUAL_SHARES = "mes", _("share out the developer-days")
        DOUBLE_MAJORITY = "double-majority", _("yes or no, by members and by co-ops")
        DELEGATES = "delegates", _("yes or no, by delegates of co-ops")

    class Secrecy(models.TextChoices):
        SECRET = "secret", _("secret ballot")
        RECORDED = "recorded", _("recorded vote")

    class Comparison(models.TextChoices):
        MORE_THAN = "more_than", _("more than")
        AT_LEAST = "at_least", _("at least")

    host = models.ForeignKey(
        Cooperative,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
    )
    federation = models.ForeignKey(
        Federation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
    )
    cooperatives = models.ManyToManyField(Cooperative, related_name="+")
    title_fr = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160)
    intro_fr = models.TextField(blank=True)
    intro_en = models.TextField(blank=True)
    nature = models.CharField(
        max_length=12, choices=Nature, default=Nature.CONSULTATION
    )
    rule = models.CharField(max_length=16, choices=Rule)
    secrecy = models.CharField(max_length=8, choices=Secrecy, default=Secrecy.SECRET)
    max_choices = models.PositiveSmallIntegerField(default=1)
    seats = models.PositiveSmallIntegerField(default=1)
    max_points = models.PositiveSmallIntegerField(default=5)
    total_points = models.PositiveSmallIntegerField(default=0)
    budget_days = models.PositiveIntegerField(default=0)
    bands = models.JSONField(default=list, blank=True)
    quorum = models.CharField(max_length=12, default="1/20")
    threshold = models.CharField(max_length=12, default="1/2")
    comparison = models.CharField(
        max_length=12, choices=Comparison, default=Comparison.MORE_THAN
    )
    record_date = models.DateField()
    reference = models.CharField(max_length=160, blank=True)
    notice_on = models.DateField(null=True, blank=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    prepared_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    rule_sheet = models.JSONField(null=True, blank=True)
    rule_sheet_hash = models.CharField(max_length=64, blank=True)
    roll_now = models.JSONField(null=True, blank=True)
    key_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    sealed_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason_fr = models.TextField(blank=True)
    void_reason_en = models.TextField(blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_at", "-id"]
        verbose_name = _("voting round")
        verbose_name_plural = _("voting rounds")
        constraints = [
            models.CheckConstraint(
                condition=Q(host=None) ^ Q(federation=None),
                name="a_round_has_one_host",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=models.F("opens_at")),
                name="a_round_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at=None) | Q(opened_at__isnull=False),
                name="a_sealed_round_was_opened",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None)
                | (~Q(rule_sheet_hash="") & Q(rule_sheet__isnull=False)),
                name="an_open_round_has_a_sealed_rule_sheet",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at=None) | Q(sealed_at__gte=models.F("closes_at")),
                name="a_round_is_sealed_after_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at=None) | Q(voided_at=None),
                name="a_round_is_sealed_or_void",
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None)
                | (~Q(void_reason_fr="") & ~Q(void_reason_en="")),
                name="a_void_round_says_why",
            ),
            models.CheckConstraint(
                condition=Q(max_choices__gte=1, seats__gte=1, max_points__gte=1),
                name="a_ballot_takes_a_choice",
            ),
            models.CheckConstraint(
                condition=Q(
                    rule__in=[
                        "majority",
                        "approval",
                        "points",
                        "irv",
                        "stv",
                        "schulze",
                        "mes",
                        "double-majority",
                        "delegates",
                    ],
                    secrecy__in=["secret", "recorded"],
                    nature__in=["consultation", "orientation", "assembly"],
                    comparison__in=["more_than", "at_least"],
                ),
                name="a_round_has_known_terms",
            ),
        ]

    def __str__(self) -> str:
        return self.title_fr

    @property
    def place(self) -> Cooperative | Federation:
        """The co-op or the federation that holds the round; a constraint says which."""
        place = self.host or self.federation
        if place is None:
            raise LookupError("a round has one host")
        return place

    @property
    def sheet(self) -> dict[str, Any]:
        """The rule sheet by which the round is read and counted: the sealed one, with
        its roll as it was corrected; only an opened round has one (``LookupError``)."""
        if self.rule_sheet is None:
            raise LookupError("this round has no rule sheet yet")
        sealed: dict[str, Any] = self.rule_sheet
        return corrected.sheet(sealed, self.roll_now) if self.roll_now else sealed

    def is_open(self, at: datetime) -> bool:
        return (
            self.opened_at is not None
            and self.sealed_at is None
            and self.voided_at is None
            and self.opens_at <= at < self.closes_at
        )


class Option(models.Model):
    """A need on the ballot paper."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="options")
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="options"
    )
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "proposal"], name="a_need_is_once_on_a_ballot"
            ),
            models.UniqueConstraint(
                fields=["round", "position"], name="options_have_places"
            ),
        ]

    def __str__(self) -> str:
        return str(self.position)
