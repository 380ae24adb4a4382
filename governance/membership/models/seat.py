"""Who holds which charge, where."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.membership.models.person import Person
from governance.membership.models.places import Cooperative, Federation


class SeatQuerySet(models.QuerySet["Seat"]):
    def current(self) -> "SeatQuerySet":
        """Seats that are held now: ending one is an act, never the clock's."""
        return self.filter(until=None)


class Seat(models.Model):
    """A charge a person holds for a co-operative or the federation."""

    class Role(models.TextChoices):
        SECRETARY = "secretary", _("secretary")
        DIRECTOR = "director", _("director")
        COORDINATOR = "coordinator", _("coordinator")
        FEDERATION_OFFICER = "federation_officer", _("federation officer")
        DELEGATE = "delegate", _("delegate")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    cooperative = models.ForeignKey(
        Cooperative,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="seats",
    )
    federation = models.ForeignKey(
        Federation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="seats",
    )
    role = models.CharField(max_length=20, choices=Role)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.CheckConstraint(
                condition=Q(cooperative=None) ^ Q(federation=None),
                name="a_seat_is_at_one_place",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "cooperative"],
                condition=Q(until=None),
                name="one_current_seat_at_a_cooperative",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "federation"],
                condition=Q(until=None),
                name="one_current_seat_at_a_federation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.place}"

    @property
    def place(self) -> Cooperative | Federation:
        """Where the seat is; exactly one of the two keys is set."""
        place = self.cooperative or self.federation
        assert place is not None
        return place
