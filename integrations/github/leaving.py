"""What leaves for GitHub, by the journal's verb: one handler each."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from governance.journal.models import Entry
from governance.proposals.models import Brief, Comment
from governance.roadmap.models import Item
from integrations.fates import WillNeverWork
from integrations.github import answers, budget, mirror, reopened
from integrations.github.errors import Limited

Handler = Callable[[Entry, datetime], None]


def deliver(entry: Entry, at: datetime) -> None:
    """The handler of the channel "github". While GitHub wants a pause, nothing is
    asked of it; when it asks for one, every worker takes it."""
    budget.check(at)
    try:
        HANDLERS[entry.verb](entry, at)
    except Limited as limit:
        budget.pause(at, limit.after)
        raise


def _brief(entry: Entry, at: datetime) -> None:
    try:
        brief = _briefs().get(pk=entry.subject_id)
    except Brief.DoesNotExist as gone:
        raise WillNeverWork("The brief is no longer there.") from gone
    mirror.mirror(brief, at)


def _placed(entry: Entry, at: datetime) -> None:
    """On the roadmap: an issue that is there gets its milestone. One that is not yet
    will be made with it."""
    item = Item.objects.filter(pk=entry.subject_id).first()
    if item and mirror.link_of(item.proposal):
        _again(_briefs().filter(proposal=item.proposal), at)


def _linked(entry: Entry, at: datetime) -> None:
    """A person linked an issue that was there before us."""
    _again(_briefs().filter(proposal=entry.subject_id), at)


def _answered(entry: Entry, at: datetime) -> None:
    comment = Comment.objects.filter(pk=entry.subject_id).first()
    if comment is None:
        raise WillNeverWork("The answer is no longer there.")
    answers.send(comment, at)


def _again(briefs: QuerySet[Brief], at: datetime) -> None:
    """Bring the issue of a confirmed brief up to date; an unconfirmed one stays."""
    if brief := briefs.filter(confirmed_at__isnull=False).first():
        mirror.mirror(brief, at)


def _briefs() -> QuerySet[Brief]:
    return Brief.objects.select_related("proposal__cooperative")


HANDLERS: dict[str, Handler] = {
    "brief.confirmed": _brief,
    "roadmap.placed": _placed,
    "need.linked": _linked,
    "answer.released": _answered,
    "need.sent_back": reopened.send,
}
