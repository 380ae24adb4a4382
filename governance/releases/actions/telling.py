"""Closing the loop: members are told what changes, then asked whether it did."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Person
from governance.proposals import wording
from governance.proposals.actions import lock
from governance.refusals import allow
from governance.releases import permissions
from governance.releases.models import Delivered


@transaction.atomic
def tell_members(
    delivered: Delivered,
    *,
    by: Person | None,
    at: datetime,
    words: Mapping[str, str] | None = None,
) -> bool:
    """Tell author and supporters what changes for them; ``words`` by language.

    ``by=None`` is the portal, when nobody wrote words in time. True when people are
    written to: better words later are kept and mail nobody twice.
    """
    delivered = _locked(delivered)
    if by is not None:
        allow(
            permissions.can_tell(by, delivered.release),
            _("Only a coordinator of a co-op that asked for it may tell members."),
        )
    for language, text in (words or {}).items():
        setattr(delivered, f"change_{language}", _checked(text))
    is_news = delivered.told_at is None and _stands(delivered)
    if is_news:
        delivered.told_at, delivered.told_by = at, by
    delivered.save(update_fields=["change_fr", "change_en", "told_at", "told_by"])
    if is_news:
        record(
            "delivery.told", delivered.proposal, by=by, at=at, facts=_facts(delivered)
        )
    return is_news


@transaction.atomic
def ask_members(delivered: Delivered, *, at: datetime) -> bool:
    """Ask author and supporters the two questions, once for each delivery. True when
    they are asked now."""
    delivered = _locked(delivered)
    if delivered.asked_at or not _stands(delivered):
        return False
    delivered.asked_at = at
    delivered.save(update_fields=["asked_at"])
    facts = _facts(delivered)
    record("confirmation.asked", delivered.proposal, by=None, at=at, facts=facts)
    return True


def _locked(delivered: Delivered) -> Delivered:
    """The need's row first, as everywhere, then the delivery's."""
    proposal = lock(delivered.proposal)
    rows = Delivered.objects.select_for_update(of=("self",)).select_related("release")
    held = rows.get(pk=delivered.pk)
    held.proposal = proposal
    return held


def _stands(delivered: Delivered) -> bool:
    return Delivered.objects.standing().filter(pk=delivered.pk).exists()


def _facts(delivered: Delivered) -> dict[str, str]:
    return {"source": delivered.release.source, "tag": delivered.release.tag}


def _checked(text: str) -> str:
    if not text.strip():
        return ""
    return wording.checked_text(
        text,
        most=Delivered.CHANGE_MAX,
        empty="",
        long=_("“What changes” has %(length)s characters; %(most)s is the most."),
    )
