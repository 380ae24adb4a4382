"""The developers' board: confirmed briefs only, and nothing about a member."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from governance.membership.models import Cooperative, Person
from governance.proposals.models import Brief, Proposal
from integrations.models import MirrorLink, Repository
from portal.site.develop.board import A_PAGE
from tests import builders
from tests.worlds import shared


@shared
def past() -> Any:
    return timezone.now() - timedelta(days=30)


@shared
def need(
    lac_tamarac: Cooperative,
    melanie: Person,
    gaetan: Person,
    rose_aimee: Person,
    past: Any,
) -> Proposal:
    return builders.briefed_need(lac_tamarac, at=past, author=rose_aimee)


def board(language: str = "en") -> Any:
    return Client().get({"fr": "/fr/developper/", "en": "/en/develop/"}[language])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_confirmed_brief_looks_for_hands(
    need: Proposal, rose_aimee: Person, language: str
) -> None:
    response = board(language)
    page = response.content.decode()
    assert [w.need.number for w in response.context["looking"]] == [need.number]
    assert builders.BRIEF["title"] in page
    assert {"fr": "attend depuis 19 jours", "en": "waiting for 19 days"}[
        language
    ] in page
    assert rose_aimee.last_name not in page


def test_a_mandate_without_a_confirmed_brief_is_only_counted(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, past: Any
) -> None:
    need = builders.mandated_need(lac_tamarac, at=past)
    builders.written_brief(need, at=past)
    response = board()
    assert not response.context["looking"]
    assert response.context["undescribed"] == 1


def test_an_issue_that_someone_took_is_in_progress(need: Proposal) -> None:
    repository = Repository.objects.create(full_name="carnet-commun/carnet")
    MirrorLink.objects.create(
        proposal=need,
        repository=repository,
        marker=uuid.uuid4(),
        number=7,
        html_url="https://github.com/carnet-commun/carnet/issues/7",
        assignees=1,
    )
    response = board()
    assert [w.need.number for w in response.context["in_progress"]] == [need.number]
    assert "issues/7" in response.content.decode()


@pytest.mark.parametrize("rows", [3, 25])
def test_the_board_takes_the_same_queries_whatever_its_length(
    need: Proposal, rows: int, django_assert_max_num_queries: Any
) -> None:
    brief = need.brief
    for number in range(rows):
        need.pk, need.number, need._state.adding = None, 500 + number, True
        need.save()
        facts = {f.name: getattr(brief, f.name) for f in Brief._meta.fields}
        Brief.objects.create(**facts | {"id": None, "proposal": need})
    with django_assert_max_num_queries(15):
        response = board()
    assert len(response.context["looking"]) == min(rows + 1, A_PAGE)
    assert response.context["page"].paginator.count == rows + 1
