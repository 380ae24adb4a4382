"""Both sides of the mirror on one page: what stands where, and whose turn it is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.releases.models import Evidence, Release
from integrations import outbox
from integrations.github import budget
from integrations.models import Delivery, MirrorLink, Repository
from portal.site.develop.turns import turn
from tests.builders import briefed_need, mandated_need, released_need, written_brief
from tests.worlds import shared

pytestmark = pytest.mark.usefixtures("melanie", "gaetan", "rose_aimee")

PAGES = {"fr": "/fr/developper/miroir/", "en": "/en/develop/mirror/"}
Trouble = MirrorLink.Trouble


@pytest.fixture
def home(database):
    return Repository.objects.create(
        full_name="carnet-commun/carnet", remote_id=1, html_url="https://g.test/c",
        swept_at=timezone.now(), swept=1, polled_at=timezone.now(),
    )  # fmt: skip


@shared
def other(lac_tamarac, briefed):
    return briefed_need(lac_tamarac)


@shared
def released(lac_tamarac, melanie, gaetan, rose_aimee):
    return released_need(lac_tamarac)


def linked(need, home, number, **more):
    facts = {"state": "open", "checked_at": timezone.now()} | more
    return MirrorLink.objects.create(
        proposal=need, repository=home, number=number, **facts,
        marker=f"00000000-0000-0000-0000-{number:012}",
    )  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_sides_and_whose_turn(client, briefed, home, rose_aimee, language):
    facts = {"trouble": Trouble.MARKERS, "html_url": "https://g.test/c/issues/7"}
    linked(briefed, home, 7, **facts)
    answer = client.get(PAGES[language])
    page = answer.content.decode()
    assert answer.status_code == 200
    [line] = answer.context["lines"]
    assert (line.turn.who, line.turn.is_conflict) == ("coop", True)
    assert line.turn.sentence in page.replace("&#x27;", "'")
    assert {"fr": "billet n", "en": "issue no. 7"}[language] in page
    assert rose_aimee.last_name not in page


def test_what_was_not_checked_for_two_nights_is_said(client, briefed, home):
    old = timezone.now() - timedelta(days=3)
    linked(briefed, home, 7, checked_at=old)
    answer = client.get(PAGES["en"])
    assert answer.context["lines"][0].is_stale
    assert "too long ago" in answer.content.decode()


def test_a_pause_is_said(client, home):
    budget.pause(timezone.now(), timedelta(minutes=9))
    assert "Paused by GitHub’s limit" in client.get(PAGES["en"]).content.decode()
    assert "limite de GitHub" in client.get(PAGES["fr"]).content.decode()


def test_an_empty_mirror_says_so(client, database):
    for language, address in PAGES.items():
        assert client.get(address).status_code == 200, language
    assert client.get(PAGES["en"] + "?show=conflicts").status_code == 200


def queries(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_number_of_queries_does_not_grow(client, lac_tamarac, briefed, home):
    linked(briefed, home, 1)
    mandated_need(lac_tamarac)
    first = queries(client, PAGES["en"])
    for number in range(2, 8):
        linked(briefed_need(lac_tamarac), home, number)
    assert queries(client, PAGES["en"]) == first <= 15


def test_only_conflicts_can_be_seen(client, lac_tamarac, briefed, home):
    linked(briefed, home, 1)
    lost = linked(briefed_need(lac_tamarac), home, 2, state="gone", trouble="deleted")
    answer = client.get(PAGES["en"] + "?show=conflicts")
    assert [line.link for line in answer.context["lines"]] == [lost]


def seen(client, show="?show=conflicts"):
    answer = client.get(PAGES["en"] + show)
    return [(line.proposal.number, line.turn.who) for line in answer.context["lines"]]


def test_every_mandated_need_has_a_line_with_or_without_an_issue(
    client, lac_tamarac, home, melanie
):
    bare = mandated_need(lac_tamarac)
    unread = mandated_need(lac_tamarac)
    written_brief(unread, at=timezone.now())
    sent, never = briefed_need(lac_tamarac), briefed_need(lac_tamarac)
    outbox.collect(timezone.now())
    gave_up = Delivery.objects.filter(channel="github", entry__facts__need=never.number)
    assert gave_up.update(fate=Delivery.Fate.NEVER) == 1
    waiting = [(need.number, "coop") for need in (bare, unread, never)]
    assert seen(client) == waiting
    assert sorted(seen(client, "")) == sorted([*waiting, (sent.number, "portal")])
    page = client.get(PAGES["fr"]).content.decode()
    assert "Les développeurs n’en savent rien encore" in page
    assert "pas encore de billet" in page


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"state": "closed", "state_reason": "not_planned"}, Status.MANDATED),
        ({"state": "closed", "state_reason": "not_planned"}, Status.IN_TEST),
        ({"state": "closed"}, Status.IN_DEVELOPMENT),
        ({"state": "open"}, Status.RELEASED),
    ],
)
def test_the_filter_shows_whatever_a_person_must_settle(
    client, briefed, other, home, facts, status
):
    linked(briefed, home, 1)
    need = other
    Proposal.objects.filter(pk=need.pk).update(status=status)
    linked(need, home, 2, **facts)
    assert [number for number, _who in seen(client)] == [need.number]


def test_a_version_that_seems_to_deliver_waits_for_a_word(client, briefed, home):
    linked(briefed, home, 1)
    version = Release.objects.create(
        source=home.full_name, tag="v9", name="Carnet v9", url="https://g.test/9",
        published_at=timezone.now(), recorded_at=timezone.now(),
    )  # fmt: skip
    Evidence.objects.create(
        proposal=briefed, release=version, kind="notes", certainty="likely",
        at=timezone.now(),
    )  # fmt: skip
    assert seen(client) == [(briefed.number, "coop")]


@pytest.mark.parametrize(
    ("facts", "status", "who", "conflict"),
    [
        ({"state": "waiting"}, "mandated", "portal", False),
        ({"state": "open"}, "mandated", "developers", False),
        ({"state": "open", "assignees": 1}, "in_development", "developers", False),
        ({"state": "open"}, "released", "developers", True),
        ({"state": "closed", "state_reason": "not_planned"}, "mandated", "coop", True),
        ({"state": "closed"}, "in_test", "developers", False),
        ({"state": "closed"}, "confirmed", "nobody", False),
        *(({"state": "gone", "trouble": t}, "mandated", "coop", True) for t in Trouble),
    ],
)
def test_every_state_has_a_sentence(facts, status, who, conflict):
    next_turn = turn(MirrorLink(**facts), status)
    assert (next_turn.who, next_turn.is_conflict) == (who, conflict)
    assert next_turn.sentence.endswith(".")
    assert next_turn.name


@pytest.mark.parametrize(("query", "words"), [("", "released"), ("?lang=fr", "besoin")])
def test_a_badge_says_where_a_need_stands(client, released, query, words):
    answer = client.get(f"/badge/{released.number}.svg{query}")
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert words in answer.content.decode()
    assert "script" not in answer.content.decode()


def test_there_is_no_badge_for_what_is_not_public(client, database):
    for number in ("0", "999", str(2**70)):
        assert client.get(f"/badge/{number}.svg").status_code == 404
