"""How the portal itself puts a page into the tree: live from the first moment, or as a
draft that a person publishes."""

from datetime import datetime
from typing import TypeVar

from wagtail.models import Page

P = TypeVar("P", bound=Page)


def add(page: P, *, under: Page, at: datetime) -> P:
    """Add a live page with its first revision; ``at`` is the moment it is published."""
    page.live = True
    page.first_published_at = page.last_published_at = at
    _place(page, under)
    revision = page.save_revision(log_action=False, changed=False)
    page.live_revision = revision
    Page.objects.filter(pk=page.pk).update(live_revision=revision)
    return page


def draft(page: P, *, under: Page) -> P:
    """Add a page that nobody sees yet."""
    page.live, page.has_unpublished_changes = False, True
    _place(page, under)
    page.save_revision(log_action=False)
    return page


def _place(page: Page, under: Page) -> None:
    """The parent is read again and locked: the columns that hold the tree together
    move with every addition, by whatever worker."""
    parent = Page.objects.select_for_update().get(pk=under.pk)
    parent.add_child(instance=page)
