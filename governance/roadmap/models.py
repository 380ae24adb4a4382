"""What will be built, in what order, within a real capacity."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.membership.models import Person
from governance.proposals.models import Proposal

CAPACITY_MAX = 10_000  # developer-days


class Cycle(models.Model):
    """A period with a capacity in developer-days."""

    name_fr = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    starts_on = models.DateField(unique=True)
    ends_on = models.DateField()
    capacity_days = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-starts_on"]
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=models.F("starts_on")),
                name="a_cycle_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.name_fr


class Item(models.Model):
    """A mandated need on the roadmap, with the developer-days set aside for it."""

    class Horizon(models.TextChoices):
        NOW = "now", _("now")
        NEXT = "next", _("next")
        LATER = "later", _("later")

    proposal = models.OneToOneField(
        Proposal, on_delete=models.PROTECT, related_name="roadmap_item"
    )
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="items")
    horizon = models.CharField(max_length=6, choices=Horizon)
    days = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    placed_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    placed_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("roadmap item")
        verbose_name_plural = _("roadmap items")
        constraints = [
            models.CheckConstraint(condition=Q(days__gt=0), name="an_item_takes_days")
        ]

    def __str__(self) -> str:
        return str(self.proposal)
