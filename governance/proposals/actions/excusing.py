"""A coordinator says that what the guard stopped is no private number, and why.

What was typed goes through here and is kept nowhere: not in the row, not in the journal.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from governance import guard
from governance.guard.marks import mark
from governance.journal.actions import record
from governance.membership import permissions as membership
from governance.membership.models import Cooperative, Person
from governance.proposals.excuses import standing
from governance.proposals.models import REASON_MAX, Excuse
from governance.proposals.wording import checked_language, checked_text
from governance.refusals import Refusal, allow, require


@transaction.atomic
def excuse_match(
    cooperative: Cooperative,
    *,
    by: Person,
    at: datetime,
    text: str,
    reason: str,
    language: str = "fr",
) -> Excuse:
    """``language`` is the reason's. From now on the one match in ``text`` passes in this co-op's needs and comments.
    Excusing it twice changes nothing. Nothing of it ever passes to GitHub."""
    cooperative = Cooperative.objects.select_for_update().get(pk=cooperative.pk)
    _allow(by, cooperative)
    kind, match = _one_match(text)
    reason = _checked_reason(reason, match)
    already = standing(cooperative, kind, match).first()
    if already:
        return already
    excuse = Excuse.objects.create(
        cooperative=cooperative,
        kind=kind,
        mark=mark(cooperative.pk, kind, match),
        reason=reason,
        language=checked_language(language),
        by=by,
        at=at,
    )
    facts = {"cooperative": cooperative.slug, "kind": kind}
    record("match.excused", excuse, by=by, at=at, facts=facts)
    return excuse


@transaction.atomic
def revoke_excuse(excuse: Excuse, *, by: Person, at: datetime) -> Excuse:
    """The match is stopped again from now on; what was kept stays. Twice changes
    nothing."""
    excuse = Excuse.objects.select_for_update(of=("self",)).get(pk=excuse.pk)
    _allow(by, excuse.cooperative)
    if excuse.revoked_at:
        return excuse
    excuse.revoked_by, excuse.revoked_at = by, at
    excuse.save(update_fields=["revoked_by", "revoked_at"])
    facts = {"cooperative": excuse.cooperative.slug, "kind": excuse.kind}
    record("excuse.revoked", excuse, by=by, at=at, facts=facts)
    return excuse


def _allow(by: Person, cooperative: Cooperative) -> None:
    allow(
        membership.can_coordinate(by, cooperative),
        _("Only a coordinator of the co-op may say that a number is not private."),
    )


def _one_match(text: str) -> tuple[str, str]:
    found = guard.one_match(text)
    if found is None:
        raise Refusal(
            _(
                "Type only what was stopped: one number, written as the person wrote "
                "it. These words hold none, or more than one."
            )
        )
    return found


def _checked_reason(reason: str, match: str) -> str:
    reason = checked_text(
        " ".join(reason.split()),
        most=REASON_MAX,
        empty=_("Say why it is not a private number."),
        long=_("The reason has %(length)s characters; %(most)s is the most."),
    )
    require(
        match not in guard.letters(reason),
        _("Say why without writing the number again: the reason is kept."),
    )
    return reason
