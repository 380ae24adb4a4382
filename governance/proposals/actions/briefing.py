"""The brief: what developers read, written by one person, released by a second."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Person
from governance.proposals import lifecycle, permissions
from governance.proposals.actions.progress import lock
from governance.proposals.models import Brief, Proposal
from governance.proposals.skills import checked
from governance.proposals.wording import checked_text
from governance.prose import tidy
from governance.refusals import MoveNotAllowed, NotAllowed, allow, require

if TYPE_CHECKING:
    from django.db.models import CharField

REQUIRED = frozenset({"title", "user_story", "acceptance_test", "summary_fr"})


@transaction.atomic
def write_brief(
    proposal: Proposal,
    *,
    by: Person,
    at: datetime,
    title: str,
    user_story: str,
    acceptance_test: str,
    privacy_notes: str,
    out_of_scope: str,
    summary_fr: str,
    skills: Iterable[str] = (),
    language: str = "en",
) -> Brief:
    """Write the brief of a mandated need, or write it again, in the ``language`` of
    the developers; ``summary_fr`` is in the other one.

    Writing it again takes the confirmation away: a second person reads it anew
    before anything leaves for GitHub.
    """
    lock(proposal)
    _allow_writing(proposal, by)
    words = {
        "title": " ".join(title.split()),
        "user_story": user_story,
        "acceptance_test": acceptance_test,
        "privacy_notes": privacy_notes,
        "out_of_scope": out_of_scope,
        "summary_fr": summary_fr,
    }
    words_of = {name: _checked(name, text) for name, text in words.items()}
    require(language in dict(settings.LANGUAGES), _("Choose French or English."))
    asked = {"skills": checked(skills), "language": language}
    signed = {
        "written_by": by,
        "written_at": at,
        "confirmed_by": None,
        "confirmed_at": None,
    }
    brief, _is_new = Brief.objects.update_or_create(
        proposal=proposal, defaults=words_of | asked | signed
    )
    record("brief.written", brief, by=by, at=at, facts={"need": proposal.number})
    return brief


@transaction.atomic
def confirm_brief(brief: Brief, *, by: Person, at: datetime) -> Brief:
    """A second person has read the brief: it may leave. Twice changes nothing."""
    lock(brief.proposal)
    proposal = brief.proposal
    brief.refresh_from_db(from_queryset=Brief.objects.select_for_update())
    _allow_confirming(brief, by)
    if brief.confirmed_at:
        return brief
    if proposal.status not in lifecycle.BRIEFED:
        raise MoveNotAllowed(_("A brief is confirmed once the need has a mandate."))
    brief.confirmed_by, brief.confirmed_at = by, at
    brief.save(update_fields=["confirmed_by", "confirmed_at"])
    record("brief.confirmed", brief, by=by, at=at, facts={"need": proposal.number})
    return brief


def _allow_writing(proposal: Proposal, by: Person) -> None:
    allow(
        permissions.coordinates(by, proposal),
        _("Only a coordinator of the co-op may write the brief."),
    )
    if proposal.status not in lifecycle.BRIEFED:
        raise MoveNotAllowed(
            _("A brief is written once the board has given its mandate.")
        )


def _allow_confirming(brief: Brief, by: Person) -> None:
    if brief.written_by_id == by.pk:
        raise NotAllowed(
            _("You wrote this brief: a second person must read and confirm it.")
        )
    allow(
        permissions.can_confirm_brief(by, brief),
        _("Only a person with a seat at the co-op or the federation may confirm it."),
    )


def _checked(name: str, text: str) -> str:
    if name not in REQUIRED and not tidy(text):
        return ""
    field = cast("CharField[str, str]", Brief._meta.get_field(name))
    return checked_text(
        text,
        most=field.max_length or 0,
        empty=_("The brief lacks a part: %(part)s."),
        long=_("“%(part)s” has %(length)s characters; %(most)s is the most."),
        part=field.verbose_name,
    )
