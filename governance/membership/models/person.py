"""The user model. People have no password here and no public name by default."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.membership.models.folding import folded


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

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        people = list(objs)
        for person in people:
            person.fold()
        return super().bulk_create(people, *args, **kwargs)

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
    """The user model. ``ref`` is the only thing the journal knows of a person;
    ``folded_name`` is what a name is looked for in."""

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
    folded_name = models.CharField(max_length=320, blank=True, editable=False)

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
        self.fold()
        fields = kwargs.get("update_fields")
        if fields is not None and {"first_name", "last_name"} & set(fields):
            kwargs["update_fields"] = {*fields, "folded_name"}
        super().save(*args, **kwargs)

    def fold(self) -> None:
        """Keep the name as it is looked for; cut where a name is absurdly long."""
        self.folded_name = folded(self.first_name, self.last_name)[:320]
