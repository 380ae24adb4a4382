"""How the portal itself puts a page into the tree, live from the first moment."""

from datetime import datetime
from typing import TypeVar

from wagtail.models import Page

P = TypeVar("P", bound=Page)


def add(page: P, *, under: Page, at: datetime) -> P:
    """Add a live page with its first revision; ``at`` is the moment it is published.

    The parent is read again and locked: the columns that hold the tree together
    move with every addition, by whatever worker.
    """
    parent = Page.objects.select_for_update().get(pk=under.pk)
    page.live = True
    page.first_published_at = page.last_published_at = at
    parent.add_child(instance=page)
    revision = page.save_revision(log_action=False, changed=False)
    page.live_revision = revision
    Page.objects.filter(pk=page.pk).update(live_revision=revision)
    return page
