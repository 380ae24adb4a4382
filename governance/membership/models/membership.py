"""Who is a member of what, from when to when."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.membership.models.person import Person
from governance.membership.models.places import Cooperative


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on: Any) -> "MembershipQuerySet":
        """Memberships in force on a date."""
        return self.filter(since__lte=on).filter(Q(until=None) | Q(until__gt=on))

    def voting(self, on: Any) -> "MembershipQuerySet":
        """Memberships in force on a date that carry the right to vote."""
        return self.current(on).filter(voting_right=True, person__is_active=True)


class Membership(models.Model):
    """A person's membership of one co-operative, and whether it carries a vote."""

    class Category(models.TextChoices):
        USER = "user", _("user member")
        WORKER = "worker", _("worker member")
        SUPPORTING = "supporting", _("supporting member")
        AUXILIARY = "auxiliary", _("auxiliary member")

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="memberships"
    )
    cooperative = models.ForeignKey(
        Cooperative, on_delete=models.PROTECT, related_name="memberships"
    )
    member_number = models.CharField(max_length=30, blank=True)
    category = models.CharField(max_length=12, choices=Category, default=Category.USER)
    voting_right = models.BooleanField(default=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "cooperative"],
                condition=Q(until=None),
                name="one_current_membership",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(category="auxiliary", voting_right=True),
                name="auxiliary_members_do_not_vote",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.cooperative}"
