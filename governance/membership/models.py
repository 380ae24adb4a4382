"""Who is here: people, co-operatives, memberships and seats."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase


class PersonManager(BaseUserManager["Person"]):
    use_in_migrations = True

    def create_user(
        self, email: str | None = None, password: str | None = None, **fields: Any
    ) -> "Person":
        """A person; ``email`` may be missing (a member with no mailbox)."""
        person = self.model(email=email.strip().lower() if email else None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "Person":
        return self.create_user(
            email, password, **fields, is_staff=True, is_superuser=True
        )


class NameShown(models.TextChoices):
    MEMBER = "member", _("“A member of my co-op”")
    INITIALS = "initials", _("My initials")
    FULL = "full", _("My name")


class Person(AbstractUser):
    """The user model. ``ref`` is the only thing the journal knows of a person."""

    username = None  # type: ignore[assignment]
    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(  # type: ignore[assignment]
        _("e-mail"), unique=True, null=True, blank=True
    )
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="fr"
    )
    name_shown = models.CharField(
        _("name shown to others"),
        max_length=10,
        choices=NameShown,
        default=NameShown.MEMBER,
    )

    objects = PersonManager()  # type: ignore[assignment,misc]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.get_full_name() or self.email or str(self.ref)[:8]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower() if self.email else None
        super().save(*args, **kwargs)


class Federation(models.Model):
    slug = models.SlugField(unique=True)
    name_fr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    mission_fr = models.TextField(blank=True)
    mission_en = models.TextField(blank=True)
    region = models.CharField(max_length=100, blank=True)
    founded = models.PositiveSmallIntegerField(null=True, blank=True)
    website = models.URLField(blank=True)
    values_emphasised = models.JSONField(default=list, blank=True)
    voting_rule = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("federation")
        verbose_name_plural = _("federations")
        permissions = [("oversee_federation", "May act for the federation")]

    def __str__(self) -> str:
        return self.name_fr


class Cooperative(models.Model):
    """A health co-operative. Its by-law figures are settings with a reference."""

    class Kind(models.TextChoices):
        SOLIDARITY = "solidarity", _("solidarity co-operative")
        USERS = "users", _("users’ co-operative")
        WORKERS = "workers", _("workers’ co-operative")

    federation = models.ForeignKey(
        Federation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cooperatives",
    )
    slug = models.SlugField(unique=True)
    name_fr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.SOLIDARITY)
    region = models.CharField(max_length=100, blank=True)
    place = models.CharField(max_length=100, blank=True)
    founded = models.PositiveSmallIntegerField(null=True, blank=True)
    website = models.URLField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    languages = models.JSONField(default=list, blank=True)
    mission_fr = models.TextField(blank=True)
    mission_en = models.TextField(blank=True)
    values_emphasised = models.JSONField(default=list, blank=True)
    voting_members = models.PositiveIntegerField(
        default=0, help_text=_("People with the right to vote, by the legal register.")
    )
    federation_votes = models.PositiveSmallIntegerField(default=1)
    notice_days = models.PositiveSmallIntegerField(default=15)
    quorum_members = models.PositiveSmallIntegerField(default=20)
    quorum_online_pct = models.PositiveSmallIntegerField(default=5)
    bylaw_ref = models.CharField(max_length=60, blank=True)
    privacy_officer_role = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["short_name"]
        verbose_name = _("co-operative")
        verbose_name_plural = _("co-operatives")
        permissions = [
            ("coordinate_cooperative", "May accept needs and write briefs"),
            ("confirm_briefs", "May confirm a brief another person wrote"),
            ("run_rounds", "May prepare, open, seal and void rounds"),
            ("record_decisions", "May record the board's decisions"),
            ("steer_roadmap", "May place mandated needs on the roadmap"),
        ]

    def __str__(self) -> str:
        return self.short_name


# Seats are carried by django-guardian with direct keys: they cascade with the
# co-operative and cannot outlive it.
class CooperativeUserObjectPermission(UserObjectPermissionBase):
    content_object = models.ForeignKey(Cooperative, on_delete=models.CASCADE)


class CooperativeGroupObjectPermission(GroupObjectPermissionBase):
    content_object = models.ForeignKey(Cooperative, on_delete=models.CASCADE)


class FederationUserObjectPermission(UserObjectPermissionBase):
    content_object = models.ForeignKey(Federation, on_delete=models.CASCADE)


class FederationGroupObjectPermission(GroupObjectPermissionBase):
    content_object = models.ForeignKey(Federation, on_delete=models.CASCADE)


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
