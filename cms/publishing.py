"""How the portal itself puts a page into the tree: live from the first moment, or as a
draft that a person publishes."""

from datetime import datetime
from typing import TypeVar

from wagtail.models import Page, Revision

P = TypeVar("P", bound=Page)


def add(page: P, *, under: Page, at: datetime) -> P:
    """Add a live page with its first revision; ``at`` is the moment it is published."""
    page.live = True
    page.first_published_at = page.last_published_at = at
    _place(page, under)
    page.live_revision = _first_revision(page)
    Page.objects.filter(pk=page.pk).update(live_revision=page.live_revision)
    return page


def draft(page: P, *, under: Page) -> P:
    """Add a page that nobody sees yet."""
    page.live, page.has_unpublished_changes = False, True
    _place(page, under)
    _first_revision(page)
    return page


def _first_revision(page: Page) -> Revision:
    """What Wagtail's ``save_revision`` notes, for a page that was checked, saved and
    indexed a moment ago: that one would do all three a second time."""
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        content=page.serializable_data(),
        object_str=str(page),
    )
    page.latest_revision = revision
    page.latest_revision_created_at = revision.created_at
    Page.objects.filter(pk=page.pk).update(
        latest_revision=revision, latest_revision_created_at=revision.created_at
    )
    return revision


def _place(page: Page, under: Page) -> None:
    """The parent is read again and locked: the columns that hold the tree together
    move with every addition, by whatever worker."""
    parent = Page.objects.select_for_update().get(pk=under.pk)
    parent.add_child(instance=page)
