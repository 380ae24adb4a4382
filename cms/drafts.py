"""Pages for what was decided and released: a step of the worker, row-driven. A decision
is told at once, in the board's own words; a release is a draft until a coordinator has
said in plain words what changes.

Harmless to repeat and safe under two workers: the parent's row is locked, what is
due is asked again under the lock, and the database refuses a second page for the
same fact and language.
"""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify
from wagtail.models import Page

from cms import publishing
from cms.facts.needs import wordings
from cms.models import (
    DecisionIndexPage,
    DecisionPage,
    ReleaseIndexPage,
    ReleasePage,
)
from cms.models.told import ToldPage
from governance.decisions.models import Decision
from governance.releases.models import Delivered, Release

SLUG_MAX = 70  # characters; an address that can still be read aloud
TITLE_MAX = 255  # Wagtail's own limit


def prepare_due_pages(at: datetime) -> int:
    """Make the page of every decision and release that lacks one; how many."""
    return _prepare_decisions(at) + _prepare_releases(at)


def _prepare_decisions(at: datetime) -> int:
    rows = Decision.objects.select_related("proposal").prefetch_related(
        wordings("proposal")
    )
    made = 0
    for index in _indexes(DecisionIndexPage):
        for decision in _due(rows, index).order_by("recorded_at", "pk"):
            title = decision_title(decision, index.locale.language_code)
            slug = f"{decision.reference} {title}"
            page = DecisionPage(decision=decision, title=title)
            made += _publish(page, slug, index=index, fact="decision", at=at)
    return made


def _prepare_releases(at: datetime) -> int:
    made = 0
    for index in _indexes(ReleaseIndexPage):
        for release in _due(Release.objects.full(), index).order_by(
            "published_at", "pk"
        ):
            page = ReleasePage(release=release, title=str(release)[:TITLE_MAX])
            fill(page, index.locale.language_code)
            slug = release.tag.replace(".", "-")
            made += _publish(
                page, slug, index=index, fact="release", at=at, as_draft=True
            )
    return made


def fill(page: ReleasePage, language: str) -> bool:
    """Give the page a place for the words of each need it lacks, and the hands known
    since: when it is made, and again whenever somebody begins to edit it. What was
    written stays. True when something was added; nothing is saved here."""
    told = {block.value["number"] for block in page.changes}
    lines = page.release.delivered.select_related("proposal").prefetch_related(
        wordings("proposal")
    )
    added = False
    for line in lines.order_by("proposal__number"):
        if line.proposal.number not in told:
            page.changes.append(("change", _change(line, language)))
            added = True
    if page.first_published_at is None:
        added |= _thank(page)
    return added


def _change(line: Delivered, language: str) -> dict[str, Any]:
    words = line.proposal.wording(language)
    return {
        "number": line.proposal.number,
        "title": words.title if words else str(line.proposal),
        "words": getattr(line, f"change_{language}"),
    }


def _thank(page: ReleasePage) -> bool:
    """Once published, whoever was taken out stays out."""
    named = {(block.value["handle"], block.value["role"]) for block in page.hands}
    known = page.release.credits.values_list("handle", "role")
    new = [hand for hand in dict.fromkeys(known) if hand not in named]
    if page.pk and page.hands:
        return False
    for handle, role in new:
        page.hands.append(("hand", {"handle": handle, "role": role}))
    return bool(new)


def decision_title(decision: Decision, language: str) -> str:
    """The need's title in the language, else as its author wrote it."""
    wording = decision.proposal.wording(language)
    return wording.title if wording else decision.reference


def _indexes(kind: type[Page]) -> list[Any]:
    return list(kind._default_manager.select_related("locale").order_by("locale_id"))


def _due(rows: models.QuerySet[Any], index: Page) -> models.QuerySet[Any]:
    """The facts without a page in the language of this index."""
    told = models.Q(pages__locale=index.locale)
    return rows.exclude(pk__in=rows.model.objects.filter(told).values("pk"))


@transaction.atomic
def _publish(
    page: ToldPage,
    words: str,
    *,
    index: Page,
    fact: str,
    at: datetime,
    as_draft: bool = False,
) -> int:
    """Under the index's lock: 1 when the page was made, 0 when another did it."""
    Page.objects.select_for_update().get(pk=index.pk)
    same = type(page)._default_manager.filter(**{fact: getattr(page, fact)})
    keys = dict(same.values_list("locale", "translation_key"))
    if index.locale_id in keys:
        return 0
    page.locale = index.locale
    for key in keys.values():  # the page of the other language
        page.translation_key = key
    page.slug = _free_slug(words, index)
    if as_draft:
        publishing.draft(page, under=index)
    else:
        publishing.add(page, under=index, at=at)
    return 1


def _free_slug(words: str, index: Page) -> str:
    """Readable, whole words, free under this index."""
    whole = slugify(words)
    slug = whole[:SLUG_MAX].rsplit("-", 1)[0] if len(whole) > SLUG_MAX else whole
    alike = Page.objects.child_of(index).filter(slug__startswith=slug)
    taken = set(alike.values_list("slug", flat=True))
    free, turn = slug, 2
    while free in taken:
        free, turn = f"{slug}-{turn}", turn + 1
    return free
