"""The only place where releases, deliveries and confirmations are written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Person
from governance.proposals import lifecycle
from governance.proposals.actions import advance, lock
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.prose import tidy
from governance.refusals import MoveNotAllowed, allow, require
from governance.releases import permissions
from governance.releases.models import Confirmation, Delivered, Release
from governance.releases.queries import confirmation_counts

NOTES_MAX = 100_000  # characters; a release with more is cut


@transaction.atomic
def record_release(
    *,
    source: str,
    tag: str,
    name: str,
    url: str,
    notes: str,
    published_at: datetime,
    at: datetime,
) -> Release:
    """A published version, known by repository (``owner/name``) and tag.

    The same news again brings its words up to date and writes no second line.
    """
    words = {
        "name": tidy(name)[: Release.NAME_MAX],
        "url": url if urlsplit(url).scheme in {"https", "http"} else "",
        "notes": tidy(notes)[:NOTES_MAX],
        "published_at": published_at,
    }
    release, is_new = Release.objects.select_for_update().update_or_create(
        source=source,
        tag=tag,
        defaults=words,
        create_defaults=words | {"recorded_at": at},
    )
    if is_new:
        facts = {"source": source, "tag": tag}
        record("release.recorded", release, by=None, at=at, facts=facts)
    return release


@transaction.atomic
def mark_delivered(
    release: Release, proposal: Proposal, *, at: datetime, evidence: Mapping[str, Any]
) -> Delivered:
    """The release carries the need. ``evidence`` says how the portal knows (commit,
    issue number), never who.

    A need that an earlier release delivered stays delivered by it.
    """
    lock(proposal)
    if proposal.status in lifecycle.DELIVERED:
        return proposal.delivered.order_by("-at", "-pk")[0]
    delivered, _is_new = Delivered.objects.update_or_create(
        release=release,
        proposal=proposal,
        defaults={"evidence": dict(evidence), "at": at},
    )
    facts = {"source": release.source, "tag": release.tag}
    advance(
        proposal,
        to=Status.RELEASED,
        verb="release.delivered",
        by=None,
        at=at,
        facts=facts,
    )
    return delivered


@transaction.atomic
def answer_confirmation(
    proposal: Proposal, *, by: Person, at: datetime, answer: str
) -> Confirmation:
    """Does it meet the need? One answer a member, changeable; the same again changes
    nothing. Enough “yes” make the need a confirmed one."""
    lock(proposal)
    allow(
        permissions.may_answer(by, timezone.localdate(at)),
        _("Only members of a co-op may say whether the need is met."),
    )
    if proposal.status not in lifecycle.DELIVERED:
        raise MoveNotAllowed(_("This need has not been delivered yet."))
    require(answer in Confirmation.Answer.values, _("Choose one of the three answers."))
    before = proposal.confirmations.filter(person=by).first()
    if before and before.answer == answer and _is_recent(before, proposal):
        return before
    given, _is_new = Confirmation.objects.update_or_create(
        proposal=proposal, person=by, defaults={"answer": answer, "at": at}
    )
    # What they answered stays out of the journal: it knows who acts.
    record("confirmation.answered", proposal, by=by, at=at)
    _confirm(proposal, at=at)
    return given


def _is_recent(answer: Confirmation, proposal: Proposal) -> bool:
    """Given since the last delivery; an older one speaks of an earlier version."""
    return not proposal.delivered.filter(at__gt=answer.at).exists()


def _confirm(proposal: Proposal, *, at: datetime) -> None:
    counts = confirmation_counts(proposal)
    if proposal.status == Status.RELEASED and counts.confirms:
        facts = {"yes": counts.yes, "answers": counts.answers}
        advance(
            proposal,
            to=Status.CONFIRMED,
            verb="need.confirmed",
            by=None,
            at=at,
            facts=facts,
        )
