"""A release delivers a need: proved by what it contains, or said by a person."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Person
from governance.proposals import lifecycle as stages
from governance.proposals import wording
from governance.proposals.actions import advance, lock
from governance.proposals.lifecycle import Status, check_move
from governance.proposals.models import Proposal
from governance.refusals import MoveNotAllowed, allow, require
from governance.releases import permissions
from governance.releases.actions.evidence import hold
from governance.releases.lifecycle import DENIED, weigh
from governance.releases.models import Delivered, Evidence, Release
from governance.roadmap.actions import note_progress

Kind, Certainty = Evidence.Kind, Evidence.Certainty


@transaction.atomic
def mark_delivered(
    release: Release, proposal: Proposal, *, at: datetime, evidence: Mapping[str, Any]
) -> Delivered:
    """The release carries the need, and that is proved: ``evidence`` says by what
    (commit, issue number), never by whom.

    A need that an earlier release delivered stays delivered by it. What a person
    denied is refused, and so is a preview.
    """
    lock(proposal)
    if proposal.status in stages.DELIVERED:
        return proposal.delivered.order_by("-at", "-pk")[0]
    _check_full(release)
    check_move(proposal.status, Status.RELEASED)
    held = Evidence.objects.current().filter(release=release, proposal=proposal)
    if weigh(held) == DENIED:
        raise MoveNotAllowed(
            _("A person said that this version does not deliver the need.")
        )
    facts = {name: value for name, value in evidence.items() if name != "kind"}
    kind, certainty = Kind.CONTAINED, Certainty.PROVED
    hold(release, proposal, at=at, kind=kind, certainty=certainty, facts=facts)
    return _deliver(release, proposal, by=None, at=at)


@transaction.atomic
def confirm_delivery(
    release: Release, proposal: Proposal, *, by: Person, at: datetime, reason: str = ""
) -> Delivered:
    """A person looked and says that the release delivers the need, whatever the
    evidence. Pressed twice it is one word."""
    lock(proposal)
    _allow(by, proposal)
    done = proposal.delivered.filter(release=release).first()
    if done and proposal.status in stages.DELIVERED:
        return done
    _check_full(release)
    if proposal.status not in stages.BUILDING:
        raise MoveNotAllowed(
            _("Only a need that is being built can be marked delivered.")
        )
    _say(release, proposal, by=by, at=at, reason=_checked(reason) if reason else "")
    if proposal.status != Status.IN_TEST:
        note_progress(proposal, step="built", at=at, facts={}, by=by)
    return _deliver(release, proposal, by=by, at=at)


@transaction.atomic
def deny_delivery(
    release: Release, proposal: Proposal, *, by: Person, at: datetime, reason: str
) -> Evidence:
    """A person looked and says that the release does not deliver the need, and why.
    No later finding of the portal's wins over that word."""
    lock(proposal)
    _allow(by, proposal)
    reason = _checked(reason)
    if _stands(release, proposal):
        raise MoveNotAllowed(_("This version delivered the need: take that back."))
    said = _say(release, proposal, by=by, at=at, reason=reason, denies=True)
    record("release.delivery_denied", proposal, by=by, at=at, facts=_facts_of(release))
    return said


@transaction.atomic
def take_back_delivery(
    delivered: Delivered, *, by: Person, at: datetime, reason: str
) -> Proposal:
    """It was marked by mistake. The need is “built, not yet released” again; what was
    held for evidence stays on record beside the person's word."""
    proposal, release = lock(delivered.proposal), delivered.release
    _allow(by, proposal)
    reason = _checked(reason)
    if not _stands(release, proposal):
        raise MoveNotAllowed(_("This version does not stand as delivering the need."))
    _say(release, proposal, by=by, at=at, reason=reason, denies=True)
    Delivered.objects.filter(pk=delivered.pk).delete()
    return advance(
        proposal,
        to=Status.IN_TEST,
        verb="release.delivery_taken_back",
        by=by,
        at=at,
        facts=_facts_of(release),
    )


def _deliver(
    release: Release, proposal: Proposal, *, by: Person | None, at: datetime
) -> Delivered:
    """An earlier line of the same pair (before the need was taken up again) begins
    anew: nobody was told or asked about this delivery yet."""
    afresh = {"at": at, "told_at": None, "told_by": None, "asked_at": None}
    delivered, _is_new = Delivered.objects.update_or_create(
        release=release, proposal=proposal, defaults=afresh
    )
    facts = _facts_of(release)
    verb = "release.delivered"
    advance(proposal, to=Status.RELEASED, verb=verb, by=by, at=at, facts=facts)
    return delivered


def _stands(release: Release, proposal: Proposal) -> bool:
    if proposal.status not in stages.DELIVERED:
        return False
    last = proposal.delivered.order_by("-at", "-pk").first()
    return last is not None and last.release_id == release.pk


def _say(
    release: Release,
    proposal: Proposal,
    *,
    by: Person,
    at: datetime,
    reason: str,
    denies: bool = False,
) -> Evidence:
    return hold(
        release,
        proposal,
        at=at,
        by=by,
        kind=Kind.WORD,
        certainty=Certainty.PROVED,
        facts={},
        reason=reason,
        denies=denies,
    )


def _allow(by: Person, proposal: Proposal) -> None:
    allow(
        permissions.can_settle(by, proposal),
        _("Only a coordinator of the need’s co-op, or the federation, may say this."),
    )


def _check_full(release: Release) -> None:
    require(
        not release.is_preview,
        _("A preview is to try: it delivers nothing yet."),
    )
    require(release.withdrawn_at is None, _("This version was taken down."))


def _checked(reason: str) -> str:
    return wording.checked_text(
        reason,
        most=Evidence.REASON_MAX,
        empty=_("Give your reason in a few words."),
        long=_("The reason has %(length)s characters; %(most)s is the most."),
    )


def _facts_of(release: Release) -> dict[str, str]:
    return {"source": release.source, "tag": release.tag}
