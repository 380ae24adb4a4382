"""Public pages read the facts: in two languages, in few queries, empty or full."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms import telling
from cms.drafts import prepare_due_pages
from cms.models import DecisionPage, ReleasePage
from governance.membership.models import Cooperative
from governance.voting.actions import open_round, prepare_round
from tests import builders, round_builders
from tests.worlds import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("founded")]
MOST = 15  # queries a page


@shared
def people(lac_tamarac, marc_andre, melanie, gaetan) -> None:
    """Everyone it takes at Lac-Tamarac to bring a need to its end."""


def told_pages(at: datetime) -> None:
    """Made by the worker, then published by the coordinator."""
    prepare_due_pages(at)
    for page in ReleasePage.objects.filter(live=False, language="fr"):
        by = builders.coordinator(Cooperative.objects.get(slug="lac-tamarac"))
        telling.publish(page, by=by, at=at)


def queries(client: Client, address: str) -> int:
    client.get(address)  # what is read once a process is not counted
    with CaptureQueriesContext(connection) as seen:
        response = client.get(address)
    assert response.status_code == 200
    return len(seen)


def read(client: Client, address: str, **asked: str) -> str:
    return client.get(address, asked).content.decode()


def test_the_empty_front_page_says_what_to_do_next(client) -> None:
    page = read(client, "/en/")
    for words in (
        "No vote is open right now",
        "Nothing released yet",
        "No decision yet",
        "No need yet",
    ):
        assert words in page


def test_the_front_page_tells_the_latest_of_each(client, lac_tamarac, people, at):
    builders.released_need(lac_tamarac, title="Partager mon carnet", tag="v1.4.0")
    builders.submitted_need(lac_tamarac, title="Lire mes résultats")
    told_pages(at)
    page = read(client, "/fr/")
    assert "Lire mes résultats" in page
    assert "v1.4.0" in page
    assert "Lac-Tamarac" in page


def test_the_front_page_shows_the_open_vote(
    client, lac_tamarac, melanie, marc_andre
) -> None:
    now = timezone.now()
    need = builders.accepted_need(lac_tamarac, at=now, author=marc_andre)
    held = round_builders.opened_round(lac_tamarac, need, by=melanie, at=now)
    page = read(client, "/en/")
    assert held.title_en in page
    assert f"/en/votes/{held.pk}/" in page
    assert "open vote: 1 need, until " in page  # not the count of the year


def test_the_front_page_leads_with_the_vote_of_the_most_people(
    client, les_affluents, lac_tamarac, melanie, denis, marc_andre
) -> None:
    """A federation's vote comes before a co-op's, though it closes later."""
    now = timezone.now()
    here, shared = (
        builders.accepted_need(lac_tamarac, at=now, author=marc_andre) for _ in range(2)
    )
    round_builders.opened_round(lac_tamarac, here, by=melanie, at=now)
    round_builders.in_both_languages(shared)
    held = prepare_round(
        by=denis, at=now, federation=les_affluents, cooperatives=[lac_tamarac],
        proposals=[shared], title_fr="Vote commun", title_en="Joint vote",
        nature="consultation", rule="majority", quorum="0/1", opens_at=now,
        closes_at=now + timedelta(days=60), record_date=timezone.localdate(now),
    )  # fmt: skip
    open_round(held, by=denis, at=now)
    page = read(client, "/en/")
    assert '<h2 id="front-vote">Joint vote</h2>' in page
    assert "For the members of every co-op." in page
    assert "1 other vote is open" in page


def test_a_decision_page_reads_the_facts(client, lac_tamarac, people, at) -> None:
    need = builders.mandated_need(lac_tamarac, title="Savoir qui a lu mon dossier")
    prepare_due_pages(at)
    page = read(client, DecisionPage.objects.get(language="fr").url)
    assert "Savoir qui a lu mon dossier" in page
    assert f"CA-{need.number}" in page
    assert "Les membres l’ont demandé" in page
    assert "Ce besoin est maintenant mandaté." in page


def test_reasons_in_french_are_marked_for_an_english_reader(
    client, lac_tamarac, people, at
) -> None:
    builders.mandated_need(lac_tamarac)
    prepare_due_pages(at)
    page = read(client, DecisionPage.objects.get(language="en").url)
    assert "The board gave its reasons in French." in page
    assert '<div class="reasons" lang="fr">' in page


def test_english_reasons_are_shown_when_the_board_gave_them(
    client, lac_tamarac, people, at
) -> None:
    need = builders.voted_need(lac_tamarac)
    builders.decide(need, at=at, met_on=at.date(), reasons_en="Members asked for it.")
    prepare_due_pages(at)
    page = read(client, DecisionPage.objects.get(language="en").url)
    assert "Members asked for it." in page
    assert "in French" not in page


def test_decisions_are_narrowed_by_outcome_and_co_op(
    client, lac_tamarac, people, at
) -> None:
    builders.mandated_need(lac_tamarac, title="Un besoin adopté")
    builders.refused_need(lac_tamarac, title="Un besoin refusé")
    prepare_due_pages(at)
    refused = read(client, "/fr/decisions/", outcome="refused", coop="lac-tamarac")
    assert "Un besoin refusé" in refused
    assert "Un besoin adopté" not in refused
    assert "Un besoin adopté" in read(client, "/fr/decisions/", outcome="nonsense")
    none = read(client, "/en/decisions/", outcome="deferred")
    assert "No decision like that" in none


def test_a_release_page_thanks_by_role_and_names_only_who_chose_it(
    client, lac_tamarac, rose_aimee, people, at
) -> None:
    builders.released_need(lac_tamarac, author=rose_aimee)
    told_pages(at)
    page = read(client, ReleasePage.objects.get(language="en").url)
    assert "A member of Lac-Tamarac" in page
    assert "Bélanger" not in page


def test_a_release_names_an_author_who_shows_their_name(
    client, lac_tamarac, marc_andre, people, at
) -> None:
    builders.released_need(lac_tamarac, author=marc_andre)
    told_pages(at)
    assert "Marc-André Roy" in read(client, ReleasePage.objects.get(language="fr").url)


def fill(cooperative: Any, at: datetime, times: int) -> None:
    for number in range(times):
        builders.released_need(
            cooperative, at=at, tag=f"v{number}", title=f"Besoin {at} {number}"
        )
    told_pages(at)


def test_queries_are_few_and_do_not_grow_with_rows(
    client, lac_tamarac, marc_andre, melanie, people, at
) -> None:
    client.force_login(marc_andre)  # a reader with a session asks for most
    now = timezone.now()
    need = builders.accepted_need(lac_tamarac, at=now, author=marc_andre)
    round_builders.opened_round(lac_tamarac, need, by=melanie, at=now)
    fill(lac_tamarac, at, 3)
    pages = ["/fr/", "/en/decisions/", "/fr/versions/", "/fr/vie-privee/"]
    pages += [DecisionPage.objects.filter(language="fr")[0].url]
    pages += [ReleasePage.objects.filter(language="en")[0].url]
    few = {address: queries(client, address) for address in pages}
    fill(lac_tamarac, at.replace(month=12), 6)
    many = {address: queries(client, address) for address in pages}
    assert many == few
    assert max(many.values()) <= MOST, many
