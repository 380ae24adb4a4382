"""How the portal itself puts a page into the tree: live from the first moment, or as a
draft that a person publishes."""

from datetime import datetime
from typing import TypeVar

from wagtail.models import Page

P = TypeVar("P", bound=Page)


def add(page: P, *, under: Page, at: datetime) -> P:
    """Add a live page with its first revision; ``at`` is the moment it is published.

    The page was checked when it was placed: its revision need not be."""
    page.live = True
    page.first_published_at = page.last_published_at = at
    _place(page, under)
    page.live_revision = page.save_revision(
        log_action=False, changed=False, clean=False
    )
    Page.objects.filter(pk=page.pk).update(live_revision=page.live_revision)
    return page


def draft(page: P, *, under: Page) -> P:
    """Add a page that nobody sees yet."""
    page.live, page.has_unpublished_changes = False, True
    _place(page, under)
    page.save_revision(log_action=False, clean=False)
    return page


def _place(page: Page, under: Page) -> None:
    """The parent is read again and locked: the columns that hold the tree together
    move with every addition, by whatever worker."""
    parent = Page.objects.select_for_update().get(pk=under.pk)
    parent.add_child(instance=page)
