"""A brief in parts: pieces of work that developers can take one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Person
from governance.proposals import lifecycle, permissions
from governance.proposals.actions.progress import lock
from governance.proposals.models import EFFORT_MAX, Brief, BriefPart
from governance.proposals.wording import checked_text
from governance.refusals import MoveNotAllowed, allow, require

if TYPE_CHECKING:
    from django.db.models import CharField

WORDS = ("title", "title_fr", "acceptance_test")


@dataclass(frozen=True)
class PartWords:
    """A part as it is written. ``known`` is the key of the part that it changes, and
    ``None`` for a new one."""

    title: str
    title_fr: str
    acceptance_test: str
    effort_days: int | None = None
    known: int | None = None


@transaction.atomic
def split_brief(
    brief: Brief, *, by: Person, at: datetime, parts: Sequence[PartWords]
) -> list[BriefPart]:
    """Have the brief in these parts, in this order; in none, to take it as a whole.

    What is not among them any more is taken out. The confirmation goes: a second
    person reads it all anew before anything leaves. The same again changes nothing.
    """
    lock(brief.proposal)
    brief.refresh_from_db(from_queryset=Brief.objects.select_for_update())
    allow(
        permissions.coordinates(by, brief.proposal),
        _("Only a coordinator of the co-op may write the brief."),
    )
    if brief.proposal.status not in lifecycle.BRIEFED:
        raise MoveNotAllowed(
            _("A brief is written once the board has given its mandate.")
        )
    _check_number(parts)
    held = {part.pk: part for part in brief.parts.all()}
    if list(parts) == [_words(part) for part in held.values()]:
        return list(held.values())
    made = [_placed(brief, held, words, n) for n, words in enumerate(parts, 1)]
    brief.parts.exclude(pk__in=[part.pk for part in made]).delete()
    brief.written_by, brief.written_at = by, at
    brief.confirmed_by = brief.confirmed_at = None
    brief.save()
    facts = {"need": brief.proposal.number, "parts": len(made)}
    record("brief.split", brief, by=by, at=at, facts=facts)
    return made


def _words(part: BriefPart) -> PartWords:
    return PartWords(
        title=part.title,
        title_fr=part.title_fr,
        acceptance_test=part.acceptance_test,
        effort_days=part.effort_days,
        known=part.pk,
    )


def _check_number(parts: Sequence[PartWords]) -> None:
    require(
        not parts or len(parts) >= BriefPart.LEAST,
        _("Write two parts at least, or none: one part alone is the whole brief."),
    )
    require(
        len(parts) <= BriefPart.MOST,
        _("A brief has %(most)s parts at most.") % {"most": BriefPart.MOST},
    )


def _placed(
    brief: Brief, held: dict[int, BriefPart], words: PartWords, place: int
) -> BriefPart:
    """The part it changes, taken once, else a new one."""
    part = held.pop(words.known or 0, None) or BriefPart(brief=brief)
    for name in WORDS:
        setattr(part, name, _checked(name, getattr(words, name)))
    days = words.effort_days
    require(
        days is None or 1 <= days <= EFFORT_MAX,
        _("Give the effort in days, or leave it empty."),
    )
    part.effort_days, part.place = days, place
    part.save()
    return part


def _checked(name: str, text: str) -> str:
    field = cast("CharField[str, str]", BriefPart._meta.get_field(name))
    told = checked_text(
        text,
        most=field.max_length or 0,
        empty=_("A part lacks something: %(part)s."),
        long=_("“%(part)s” has %(length)s characters; %(most)s is the most."),
        part=field.verbose_name,
    )
    return " ".join(told.split()) if name != "acceptance_test" else told
