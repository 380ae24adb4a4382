"""A version is published, corrected, taken down."""

from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction

from governance.journal.actions import record
from governance.prose import tidy
from governance.releases.models import Release

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
    is_preview: bool = False,
) -> Release:
    """A published version, known by repository (``owner/name``) and tag.

    The same news again brings its words up to date and writes no second line. A
    preview that becomes a version for everyone is the same release.
    """
    words = {
        "name": tidy(name)[: Release.NAME_MAX],
        "url": url if urlsplit(url).scheme in {"https", "http"} else "",
        "notes": tidy(notes)[:NOTES_MAX],
        "published_at": published_at,
        "is_preview": is_preview,
        "withdrawn_at": None,
    }
    release, is_new = Release.objects.select_for_update().update_or_create(
        source=source,
        tag=tag,
        defaults=words,
        create_defaults=words | {"recorded_at": at},
    )
    if is_new:
        facts = {"source": source, "tag": tag, "preview": is_preview}
        record("release.recorded", release, by=None, at=at, facts=facts)
    return release


@transaction.atomic
def withdraw_release(release: Release, *, at: datetime) -> bool:
    """It was taken down where it was published. What it delivered stays on record: a
    person takes that back. True when it is news."""
    release.refresh_from_db(from_queryset=Release.objects.select_for_update())
    if release.withdrawn_at:
        return False
    release.withdrawn_at = at
    release.save(update_fields=["withdrawn_at"])
    facts = {"source": release.source, "tag": release.tag}
    record("release.withdrawn", release, by=None, at=at, facts=facts)
    return True
