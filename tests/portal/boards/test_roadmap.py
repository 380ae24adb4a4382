"""The roadmap: read by everyone, steered by buttons."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from governance.roadmap.models import Cycle, Item
from governance.values.models import Profile
from integrations.models import MirrorLink, Repository
from tests import builders
from tests.portal.votes.conftest import signed_in
from tests.worlds import shared

PAGE = {"fr": "/fr/feuille-de-route/", "en": "/en/roadmap/"}


@shared
def past() -> Any:
    return timezone.now() - timedelta(days=30)


@shared
def need(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, past: Any
) -> Proposal:
    return builders.mandated_need(lac_tamarac, at=past)


@shared
def items(need: Proposal, lac_tamarac: Cooperative, past: Any) -> list[Item]:
    """Three needs in the column “now”."""
    titles = ["Deuxième besoin", "Troisième besoin"]
    more = [builders.mandated_need(lac_tamarac, at=past, title=t) for t in titles]
    return [builders.placed(n, at=past) for n in (need, *more)]


def place_of(need: Proposal) -> str:
    return f"/en/needs/{need.number}/roadmap/"


def column(horizon: str) -> list[int]:
    return [
        i.pk for i in Item.objects.filter(horizon=horizon).order_by("position", "pk")
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_everyone_reads_the_roadmap(items: list[Item], language: str) -> None:
    page = Client().get(PAGE[language])
    words = page.content.decode()
    assert page.status_code == 200
    sentence = {
        "fr": "36 jours de développement sur 120",
        "en": "36 days of development out of 120",
    }
    assert sentence[language] in words
    assert "Troisième besoin" in words
    assert "<form" not in words[words.index("<main") : words.index("</main")]


def test_an_empty_roadmap_says_what_comes_next(database: Any) -> None:
    assert "No cycle is open yet" in Client().get(PAGE["en"]).content.decode()


def test_a_card_says_who_is_on_it(items: list[Item]) -> None:
    repository = Repository.objects.create(full_name="carnet-commun/carnet")
    MirrorLink.objects.create(
        proposal=items[0].proposal,
        repository=repository,
        marker=uuid.uuid4(),
        assignees=3,
    )
    assert "3 people" in Client().get(PAGE["en"]).content.decode()


def test_a_need_is_placed_with_its_days(
    need: Proposal, lac_tamarac: Cooperative, melanie: Person
) -> None:
    cycle = builders.cycle_at(lac_tamarac, at=timezone.now())
    data = {"cycle": cycle.pk, "horizon": "next", "days": "12"}
    response = signed_in(melanie).post(place_of(need), data)
    assert response.status_code == 302
    assert Item.objects.get().horizon == "next"
    assert signed_in(melanie).post(place_of(need), data).status_code == 409


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"days": "0"}, 422), ({"days": "500"}, 409), ({"horizon": "soon"}, 422)],
)
def test_what_does_not_fit_is_told_with_the_form_kept(
    need: Proposal,
    lac_tamarac: Cooperative,
    melanie: Person,
    changed: dict[str, str],
    status: int,
) -> None:
    cycle = builders.cycle_at(lac_tamarac, at=timezone.now())
    data = {"cycle": cycle.pk, "horizon": "now", "days": "12"} | changed
    response = signed_in(melanie).post(place_of(need), data)
    assert response.status_code in (status, 422)
    assert response.context["form"].errors
    assert not Item.objects.exists()


def test_buttons_move_a_card_up_down_and_across(
    items: list[Item], melanie: Person
) -> None:
    client, (one, two, three) = signed_in(melanie), [i.pk for i in items]

    def press(pk: int, to: str) -> int:
        return client.post(f"/en/roadmap/move/{pk}/", {"to": to}).status_code

    assert press(three, "up") == 302
    assert column("now") == [one, three, two]
    assert press(one, "down") == 302
    assert column("now") == [three, one, two]
    assert press(three, "later") == 302
    assert (column("now"), column("later")) == ([one, two], [three])
    assert press(one, "sideways") == 409
    assert press(98765, "up") == 404


def test_only_seats_steer(
    items: list[Item], need: Proposal, rose_aimee: Person, solange: Person
) -> None:
    before = column("now")
    for person in (rose_aimee, solange):
        client = signed_in(person)
        moved = client.post(f"/en/roadmap/move/{items[2].pk}/", {"to": "up"})
        assert moved.status_code == 403
        assert client.post(place_of(need)).status_code == 403
    assert signed_in(rose_aimee).get("/en/roadmap/cycle/").status_code == 403
    assert Client().post(f"/en/roadmap/move/{items[2].pk}/").status_code == 302
    assert column("now") == before


def test_a_get_never_moves_a_card(items: list[Item], melanie: Person) -> None:
    before = column("now")
    response = signed_in(melanie).get(f"/en/roadmap/move/{items[2].pk}/?to=up")
    assert response.status_code == 302
    assert column("now") == before


def test_a_cycle_is_opened_and_never_over_another(
    lac_tamarac: Cooperative, melanie: Person
) -> None:
    data = {
        "cooperative": "lac-tamarac",
        "name_fr": "Hiver",
        "name_en": "Winter",
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2027, 3, 31),
        "capacity_days": "120",
    }
    client = signed_in(melanie)
    assert client.post("/en/roadmap/cycle/", data).status_code == 302
    again = client.post("/en/roadmap/cycle/", data)
    assert again.status_code == 409
    assert "Winter" in again.content.decode()
    assert Cycle.objects.count() == 1


@pytest.mark.parametrize("rows", [3, 60])
def test_the_roadmap_takes_the_same_queries_whatever_its_length(
    need: Proposal,
    lac_tamarac: Cooperative,
    melanie: Person,
    past: Any,
    rows: int,
    django_assert_max_num_queries: Any,
) -> None:
    cycle = builders.cycle_at(lac_tamarac, at=past, days=9999)
    _many(need, cycle, rows)
    client = signed_in(melanie)
    with django_assert_max_num_queries(15):
        page = client.get(PAGE["en"])
    assert len(page.context["columns"][0].cards) == rows


def _many(like: Proposal, cycle: Cycle, count: int) -> None:
    """Needs written as rows: only the page looks at them."""
    for position in range(count):
        like.pk, like.number, like._state.adding = None, 500 + position, True
        like.save()
        Item.objects.create(
            proposal=like,
            cycle=cycle,
            horizon="now",
            days=1,
            position=position,
            placed_at=like.changed_at,
        )


def test_asked_and_built_stand_on_the_roadmap_without_a_hasty_figure(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, past: Any
) -> None:
    builders.released_need(lac_tamarac, at=past)
    Profile.objects.create(
        cooperative=lac_tamarac,
        held_on=date(2026, 9, 15),
        vocabulary_version="2026-1",
        respondents=97,
        response_rate="0.0860",
        foundational={"openness": 1.0},
        mission={"privacy": 0.62, "continuity": 0.38},
    )
    page = Client().get(PAGE["en"]).content.decode()
    assert "97 answers" in page
    assert "Asked: 62%" in page
    assert "Built: 100%" in page
    assert "No single figure" in page
    gap = "The widest gap: Privacy, 62% of what is asked, 100% of what is built."
    assert page.index(gap) < page.index("97 answers")
    assert page.count("Every bar runs from 0 to 100%.") == 1
    assert 'width="62.00%"' in page
    assert "What our co-ops are for" in page
    Profile.objects.update(mission={"privacy": 1.0})
    alike = Client().get(PAGE["en"]).content.decode()
    assert "The widest gap" not in alike
    assert "What is built follows what is asked" in alike
