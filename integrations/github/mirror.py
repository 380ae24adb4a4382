"""A confirmed brief in its issue: made once (``once``), then brought up to date, with
the issues of its parts under it (``pieces``)."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from governance.proposals.models import Brief, Proposal
from integrations.github import (
    door,
    issues,
    links,
    once,
    pieces,
    repositories,
    updates,
)
from integrations.github.client import connect
from integrations.github.facts import facts_of
from integrations.models import MirrorLink


def mirror(brief: Brief, at: datetime) -> None:
    """Have the brief stand in its issue: made if there is none, else updated. Parts
    come after it; where the server has no sub-issues, its text then names them."""
    door.check(brief)
    link = _link_for(brief)
    client = connect()
    repositories.located(link.repository, client)
    is_new = link.number is None
    if is_new:
        draft = issues.draft(facts_of(brief), link.marker)
        links.adopt(link, once.issue_for(client, link, draft, at), draft)
    has_parts = pieces.follow(client, link, brief, at)
    if has_parts or not is_new:
        updates.apply(client, link, issues.draft(facts_of(brief), link.marker), at)


def link_of(proposal: Proposal) -> MirrorLink | None:
    """The issue of a need, where there is one already."""
    made = MirrorLink.objects.filter(proposal=proposal, number__isnull=False)
    return made.select_related("repository").first()


def _link_for(brief: Brief) -> MirrorLink:
    links_of = MirrorLink.objects.select_related("repository")
    known = links_of.filter(proposal=brief.proposal).order_by("pk")
    if link := known.first():
        return link
    home = repositories.chosen(brief.proposal.category)
    made = MirrorLink(proposal=brief.proposal, repository=home, marker=uuid.uuid4())
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # another worker was first: then there is one all the same
        return known.get(repository=home)
    return made
