"""When a coordinator publishes a release page, members are told what changes."""

from datetime import datetime
from typing import Any

from cms.models import ReleasePage
from governance.membership.models import Person
from governance.releases.actions import tell_members
from governance.releases.permissions import can_tell


def tell(page: ReleasePage, *, by: Any, at: datetime) -> int:
    """Hand the words of both languages to those who write to members; how many needs
    are news. An editor without a seat publishes the page and writes to nobody: after a
    few days the portal does."""
    if not isinstance(by, Person) or not can_tell(by, page.release):
        return 0
    words = {each.language: _latest(each).words_of_needs() for each in _both(page)}
    told = 0
    for line in page.release.delivered.select_related("proposal", "release"):
        number = line.proposal.number
        mine = {code: texts.get(number, "") for code, texts in words.items()}
        told += tell_members(line, by=by, at=at, words=mine)
    return told


def publish_translation(page: ReleasePage, *, by: Any) -> ReleasePage | None:
    """Publish the English page with the French one as soon as its words are ready; the
    page, published or not, and nothing when there was none to publish."""
    drafts = ReleasePage.objects.filter(release=page.release, language="en", live=False)
    draft = drafts.first()
    if page.language != "fr" or not page.live or draft is None:
        return None
    latest = _latest(draft)
    if _is_ready(latest, page):
        latest.save_revision(user=by).publish(user=by, skip_permission_checks=True)
        draft.refresh_from_db()
    return draft


def _is_ready(english: ReleasePage, french: ReleasePage) -> bool:
    """It says what changes with each need, and whatever else the French page says."""
    as_much = all(
        getattr(english, name) or not getattr(french, name)
        for name in ("words", "thanks")
    )
    return as_much and not english.wordless()


def _both(page: ReleasePage) -> list[ReleasePage]:
    return list(ReleasePage.objects.filter(release=page.release))


def _latest(page: ReleasePage) -> ReleasePage:
    """As it was written last, published or not: members read it in their language."""
    latest: ReleasePage = page.get_latest_revision_as_object()
    return latest


def publish(page: ReleasePage, *, by: Person, at: datetime) -> int:
    """Publish both languages and tell members; for the demo and for tests, what the
    admin does at a coordinator's click."""
    for each in sorted(_both(page), key=lambda p: p.language, reverse=True):
        _latest(each).save_revision(user=by).publish(
            user=by, skip_permission_checks=True
        )
        ReleasePage.objects.filter(pk=each.pk).update(
            first_published_at=at, last_published_at=at
        )
    return tell(page, by=by, at=at)
