"""Previews to try: versions with a need in them that nobody else has yet."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from cms.facts.needs import reader_language
from governance.proposals import lifecycle
from governance.proposals.models import Proposal, Revision
from governance.releases.models import Evidence, Release


@dataclass(frozen=True)
class ToTry:
    """A need in a preview; ``language`` is that of the title."""

    need: Proposal
    title: str
    language: str


@dataclass(frozen=True)
class Preview:
    release: Release
    needs: list[ToTry]


def newest(most: int = 3) -> list[Preview]:
    """The newest previews that contain a need nobody else has yet, with those needs;
    one query."""
    pieces = Evidence.objects.current().filter(
        kind=Evidence.Kind.CONTAINED,
        proposal__status__in=sorted(lifecycle.BUILDING),
        release__is_preview=True,
        release__withdrawn_at=None,
    )
    titles = Revision.objects.filter(proposal=OuterRef("proposal"), is_current=True)
    mine = titles.filter(language=reader_language()).values("title")[:1]
    first = titles.filter(language=OuterRef("proposal__language")).values("title")[:1]
    shown = pieces.select_related("release", "proposal__cooperative").annotate(
        mine=Subquery(mine), first=Subquery(first)
    )
    found: dict[int, Preview] = {}
    for piece in shown.order_by("-release__published_at", "-release", "pk"):
        preview = found.setdefault(piece.release_id, Preview(piece.release, []))
        own = bool(piece.mine)
        language = reader_language() if own else piece.proposal.language
        title = piece.mine or piece.first or str(piece.proposal)
        preview.needs.append(ToTry(piece.proposal, title, language))
    return list(found.values())[:most]
