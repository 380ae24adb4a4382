"""The demo, told through the actions: the same seed tells the same story."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone

from cms.drafts import prepare_due_pages
from governance.membership.models import Cooperative
from governance.releases.models import TRY_FOR
from integrations import outbox
from integrations.channels import CHANNELS
from portal.demo import places
from portal.demo.boards import Boards
from portal.demo.corrections import Corrections
from portal.demo.deliveries import WORDED_AFTER, Deliveries
from portal.demo.developer import Developer, last_line
from portal.demo.meetings import Meetings
from portal.demo.needs import Needs
from portal.demo.papers import Papers
from portal.demo.people import Casting
from portal.demo.rounds import Rounds
from portal.demo.timeline import Timeline
from portal.models import DemoPerson

PEOPLE, PROPOSALS, SEED = 240, 60, 1
QUIET = "django.core.mail.backends.dummy.EmailBackend"


class AlreadyTold(Exception):
    """The portal is not empty: the demo would mix with what is there."""


def is_told() -> bool:
    return DemoPerson.objects.exists()


def tell(
    say: Callable[[str], None],
    *,
    people: int = PEOPLE,
    proposals: int = PROPOSALS,
    seed: int = SEED,
    now: datetime | None = None,
) -> None:
    """Fill an empty portal. The sandbox must be running at ``GITHUB_API_URL``.

    Raises ``AlreadyTold`` when there is a co-operative already.
    """
    if Cooperative.objects.exists():
        raise AlreadyTold
    timeline = Timeline(now or timezone.now(), seed)
    say("▸ Démo\u00a0: coops et membres / demo: co-ops and members…")
    coops = places.found(timeline)
    cast = Casting(timeline, coops, people).everyone()
    needs = Needs(timeline, coops, cast, proposals)
    rounds = Rounds(timeline, coops, cast, needs)
    developer = Developer(timeline, needs)
    for day in news_days():
        timeline.at(day + 0.02, tell_members)
    for chapter in (
        needs,
        rounds,
        Corrections(timeline, coops, cast, rounds),
        Papers(timeline, cast, rounds),
        Boards(timeline, coops, cast, needs, rounds),
        Meetings(timeline, coops, cast),
        developer,
        Deliveries(timeline, cast, needs),
    ):
        chapter.lay()
    say(
        "▸ Démo\u00a0: besoins, votes, décisions, code / needs, votes, decisions, code…"
    )
    with past_mail_unsent(), without_waiting_for_the_disk():
        timeline.play(counting(say, len(timeline)))
        developer.rest()
        prepare_due_pages(timeline.now)
    say(f"  ✓ {last_line()} lignes au journal / lines in the journal")


def news_days() -> set[float]:
    """The days on which something happened that members are written to about."""
    plan = places.data("plan")
    told = {row["day"] for row in (*plan["decisions"], *plan["releases"])}
    worded = {row["day"] for row in plan["releases"] if row.get("changes")}
    asked = {day + TRY_FOR.days for day in worded}
    return told | {day + WORDED_AFTER for day in worded} | asked | _days_of_votes()


def _days_of_votes() -> set[float]:
    """When secretaries are sent a checkpoint: a vote opened, was cancelled, closed."""
    rows = places.data("plan")["rounds"]
    days = {row[k] for row in rows for k in ("opens", "void_day", "closes") if k in row}
    return {day for day in days if day < 0}


def tell_members(at: datetime) -> None:
    """What the worker does with news: one message for each person concerned."""
    outbox.collect(at)
    for channel in [name for name in CHANNELS if name != "github"]:
        while outbox.deliver_due(channel, clock=lambda: at):
            pass


def counting(say: Callable[[str], None], size: int) -> Callable[[int], None]:
    """A word at each quarter of the way."""
    marks = {size * quarter // 4: 100 - 25 * quarter for quarter in (1, 2, 3)}

    def each(left: int) -> None:
        if left in marks:
            say(f"  {marks.pop(left)} %")

    return each


@contextlib.contextmanager
def past_mail_unsent() -> Iterator[None]:
    """What happened before the demo began is not mailed to anyone."""
    before = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = QUIET
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = before


@contextlib.contextmanager
def without_waiting_for_the_disk() -> Iterator[None]:
    """Thousands of small commits: a story cut short is told again from nothing, so
    SQLite need not wait for the disk at each one."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.cursor().execute("PRAGMA synchronous=OFF")
    try:
        yield
    finally:
        connection.cursor().execute("PRAGMA synchronous=FULL")
