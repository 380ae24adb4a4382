"""The append-only, hash-chained record of every act. It knows no other room."""

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _


class JournalIsAppendOnly(Exception):
    """Somebody tried to change or remove a line that is already written."""


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, subject: models.Model) -> "EntryQuerySet":
        return self.filter(
            subject_kind=subject._meta.label_lower, subject_id=str(subject.pk)
        )

    def update(self, **kwargs: Any) -> NoReturn:
        raise JournalIsAppendOnly

    def delete(self) -> NoReturn:
        raise JournalIsAppendOnly


class Entry(models.Model):
    """One act: who did what, to which subject, when, and the line before it.

    ``by`` is the person's random reference, never a name; empty for the portal
    itself. ``digest`` is SHA-256 over the canonical form of every other field.
    """

    # Its own key: a line has no property that the seal leaves out.
    number = models.PositiveBigIntegerField(primary_key=True, verbose_name=_("line"))
    verb = models.CharField(max_length=60, db_index=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    by = models.CharField(max_length=36, blank=True)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    prev = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"])]
        verbose_name = _("journal line")
        verbose_name_plural = _("journal lines")

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise JournalIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise JournalIsAppendOnly


class Head(models.Model):
    """The one row whose lock puts writers of the journal in a line."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return str(self.number)
