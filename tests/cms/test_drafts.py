"""Pages that the worker prepares for what was decided and released."""

import threading
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from wagtail.models import Page

from cms import drafts
from cms.drafts import prepare_due_pages
from cms.models import DecisionIndexPage, DecisionPage, ReleasePage
from cms.trees import ensure_trees
from governance.decisions.models import Decision
from tests import builders
from tests.worlds import shared

pytestmark = pytest.mark.usefixtures("founded")


@shared
def need(database, lac_tamarac, marc_andre, melanie, gaetan) -> Any:
    return builders.mandated_need(lac_tamarac, author=marc_andre)


def test_a_decision_gets_one_page_in_each_tree(need, at: datetime) -> None:
    assert prepare_due_pages(at) == 2
    french, english = DecisionPage.objects.order_by("locale__language_code").reverse()
    assert french.slug == f"ca-{need.number}-voir-qui-a-lu-mon-dossier"
    assert french.translation_key == english.translation_key
    assert (french.language, english.language) == ("fr", "en")
    assert french.live and french.get_parent().slug == "decisions"


def test_repeating_makes_no_second_page(need, at: datetime) -> None:
    prepare_due_pages(at)
    assert prepare_due_pages(at) == 0
    assert DecisionPage.objects.count() == 2
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_release_gets_its_pages(lac_tamarac, marc_andre, melanie, gaetan, at) -> None:
    builders.released_need(lac_tamarac, author=marc_andre, tag="v1.4.0")
    assert prepare_due_pages(at) == 4
    assert set(ReleasePage.objects.values_list("slug", flat=True)) == {"v1-4-0"}


def test_two_resolutions_with_the_same_words_get_two_addresses(
    need, lac_tamarac, marc_andre, at: datetime
) -> None:
    index = DecisionIndexPage.objects.get(locale__language_code="fr")
    prepare_due_pages(at)
    taken = DecisionPage.objects.child_of(index).get().slug
    assert drafts._free_slug(taken, index) == f"{taken}-2"


def test_an_address_keeps_whole_words(need, at: datetime) -> None:
    index = DecisionIndexPage.objects.get(locale__language_code="fr")
    slug = drafts._free_slug("2026-31 " + "consultation " * 12, index)
    assert slug == "2026-31" + "-consultation" * 4


def test_without_trees_nothing_is_made_and_nothing_breaks(
    sqlite_file, lac_tamarac, marc_andre, melanie, gaetan, at: datetime
) -> None:
    builders.mandated_need(lac_tamarac, author=marc_andre)
    assert prepare_due_pages(at) == 0


def test_the_database_refuses_a_second_page_for_the_same_language(need, at) -> None:
    prepare_due_pages(at)
    page = DecisionPage.objects.get(locale__language_code="fr")
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionPage.objects.filter(language="en").update(language=page.language)


def test_two_workers_at_once_leave_one_page(
    each_database, lac_tamarac, marc_andre, melanie, gaetan, at: datetime
) -> None:
    ensure_trees(at)
    builders.mandated_need(lac_tamarac, author=marc_andre)
    start = threading.Barrier(2, timeout=30)
    made: list[int] = []
    broken: list[BaseException] = []

    def work() -> None:
        try:
            start.wait()
            made.append(prepare_due_pages(at))
        except BaseException as error:
            broken.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    assert broken == []
    assert sum(made) == 2
    assert DecisionPage.objects.count() == 2 * Decision.objects.count()
    assert Page.find_problems() == ([], [], [], [], [])
