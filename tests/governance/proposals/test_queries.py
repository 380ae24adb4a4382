"""Lists of needs: filters, sorts, counts, and a number of queries that stands still."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from governance.membership.models import Cooperative, Person
from governance.proposals import actions
from governance.proposals.models import Proposal
from governance.proposals.queries import (
    detailed,
    listed,
)
from governance.proposals.reached import REACHED, a_year_before, counts
from tests.builders import (
    accepted_need,
    draft_need,
    released_need,
    submitted_need,
    voted_need,
)
from tests.worlds import shared


def titles(**filters: Any) -> list[str]:
    shown = [need.wording("fr") for need in listed(language="fr", **filters)]
    return [wording.title for wording in shown if wording]


@shared
def three(
    lac_tamarac: Cooperative, trois_ormes: Cooperative, rose_aimee: Person,
    huguette: Person, melanie: Person, gaetan: Person, at: datetime,
) -> list[Proposal]:  # fmt: skip
    """Un (oldest, two supports), Deux (Trois-Ormes), Trois (accepted last)."""
    first = submitted_need(lac_tamarac, title="Un", at=at)
    day = timedelta(days=1)
    second = submitted_need(
        trois_ormes, author=huguette, title="Deux", category="medications",
        values={"equity": 1, "privacy": -1}, at=at + day,
    )  # fmt: skip
    third = accepted_need(lac_tamarac, title="Trois", at=at + 2 * day)
    draft_need(lac_tamarac, title="Brouillon")
    for person in (huguette, gaetan):
        actions.support_proposal(first, by=person, at=at)
    actions.add_comment(first, by=huguette, at=at, text="Oui", language="fr")
    return [first, second, third]


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({}, ["Trois", "Deux", "Un"]),
        ({"sort": "supported"}, ["Un", "Trois", "Deux"]),
        ({"sort": "changed"}, ["Trois", "Deux", "Un"]),
        ({"sort": "nonsense"}, ["Trois", "Deux", "Un"]),
        ({"category": "medications"}, ["Deux"]),
        ({"cooperative": "lac-tamarac"}, ["Trois", "Un"]),
        ({"status": "under_review"}, ["Trois"]),
        ({"status": "need"}, ["Deux", "Un"]),
        ({"status": "draft"}, []),
        ({"status": "nowhere"}, []),
        ({"value": "privacy"}, ["Trois", "Un"]),
        ({"value": "equity"}, ["Deux"]),
        ({"query": "trois"}, ["Trois"]),
        ({"query": "brouillon"}, []),
    ],
)
def test_filters_and_sorts(
    filters: dict[str, str], wanted: list[str], three: list[Proposal]
) -> None:
    assert titles(**filters) == wanted


def test_supports_and_comments_are_counted_apart(three: list[Proposal]) -> None:
    first = listed(language="fr").get(number=three[0].number)
    assert (first.support_count, first.comment_count) == (2, 1)


def test_a_reader_of_english_sees_english_where_it_is_written(
    three: list[Proposal], rose_aimee: Person, at: datetime
) -> None:
    actions.revise_proposal(
        three[0], by=rose_aimee, at=at, language="en", title="One", text="One."
    )
    shown = [n.wording("en") for n in listed(language="en", sort="supported")]
    assert [w.title for w in shown if w] == ["One", "Trois", "Deux"]


def test_needs_are_counted_at_every_stop_they_came_to(
    three: list[Proposal], lac_tamarac: Cooperative, trois_ormes: Cooperative
) -> None:
    voted_need(lac_tamarac)
    need = released_need(lac_tamarac)
    since = a_year_before(need.created_at)
    assert counts(since) == {
        "need": 5,
        "vote": 2,
        "decision": 1,
        "code": 1,
        "release": 1,
        "confirmation": 0,
    }
    for stop, found in counts(since).items():
        assert listed(language="fr", reached=REACHED[stop](since)).count() == found
    assert set(counts(need.created_at + timedelta(days=400)).values()) == {0}


def test_an_unknown_number_is_not_there(three: list[Proposal]) -> None:
    with pytest.raises(Proposal.DoesNotExist):
        detailed(999)


def test_queries_do_not_grow_with_rows(
    lac_tamarac: Cooperative, rose_aimee: Person, huguette: Person, at: datetime,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    def read_all() -> None:
        for need in listed(language="fr", query="dossier", value="openness"):
            assert need.wording("fr")
            assert need.cooperative.short_name
            assert list(need.value_tags.all())
            assert need.support_count >= 0

    for wanted in (3, 60):
        while Proposal.objects.count() < wanted:
            need = submitted_need(lac_tamarac)
        with django_assert_num_queries(3):
            read_all()
        for number in range(wanted // 3):
            actions.add_comment(
                need, by=huguette, at=at, text=f"Mot {number}", language="fr"
            )
        with django_assert_num_queries(4):
            shown = detailed(need.number)
            assert [c.author for c in shown.comments.all()]
            assert shown.wording("fr")
            assert shown.value_tags.all()
