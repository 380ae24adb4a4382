"""Preparing a round and opening it: who may, what is asked, what is shown again."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from governance.voting.models import Round
from tests.portal.votes.conftest import rounds_of, signed_in
from tests.round_builders import opened_round, prepared_round


def filled(coop: Cooperative, *needs: Proposal, **more: Any) -> dict[str, Any]:
    """The form as a coordinator fills it in."""
    now = timezone.localtime()
    given = {
        "place": f"coop:{coop.slug}",
        "cooperatives": [coop.pk],
        "nature": "consultation",
        "secrecy": "secret",
        "rule": "approval",
        "needs": [need.number for need in needs],
        "max_choices": "2",
        "title_fr": "Que construire?",
        "title_en": "What to build?",
        "intro_fr": "Trois besoins.",
        "intro_en": "Three needs.",
        "quorum": "5",
        "threshold": "1/2",
        "record_date": now.date().isoformat(),
        "opens_at": now.strftime("%Y-%m-%dT%H:%M"),
        "closes_at": f"{now + timedelta(days=7):%Y-%m-%d}T20:00",
    }
    return given | more


def test_a_round_is_prepared_checked_and_opened(
    lac_tamarac: Cooperative, needs: list[Proposal], melanie: Person
) -> None:
    client = signed_in(melanie)
    sent = client.post(reverse("round_new"), filled(lac_tamarac, *needs))
    round = Round.objects.get()
    assert sent["Location"] == reverse("round_open", args=[round.pk])
    assert (round.quorum, round.opened_at) == ("1/20", None)
    check = client.get(rounds_of(round, "round_open")).content.decode()
    assert "What to build?" in check
    assert needs[2].wording("fr").title in check
    opened = client.post(rounds_of(round, "round_open"))
    assert opened.status_code == 302
    round.refresh_from_db()
    assert (
        round.rule_sheet_hash
        in Client().get(rounds_of(round, "round_detail")).content.decode()
    )


def test_looking_at_the_rules_opens_nothing(
    lac_tamarac: Cooperative, needs: list[Proposal], melanie: Person
) -> None:
    round = prepared_round(lac_tamarac, *needs, by=melanie, at=timezone.now())
    signed_in(melanie).get(rounds_of(round, "round_open"))
    round.refresh_from_db()
    assert round.opened_at is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title_en": ""}, "title_en"),
        ({"intro_fr": ""}, "intro_fr"),
        ({"needs": []}, "needs"),
        ({"needs": [4242]}, "needs"),
        ({"rule": "majority"}, "needs"),
        ({"max_choices": ""}, "max_choices"),
        ({"rule": "irv", "max_choices": "6"}, "max_choices"),
        ({"rule": "stv", "seats": ""}, "seats"),
        ({"rule": "mes"}, "budget_days"),
        ({"rule": "delegates"}, "secrecy"),
        ({"nature": "orientation"}, "reference"),
        ({"nature": "assembly", "reference": "AGA"}, "notice_on"),
        ({"quorum": "120"}, "quorum"),
        ({"closes_at": "2020-01-01T09:00"}, "closes_at"),
        ({"record_date": "tomorrow"}, "record_date"),
        ({"place": "coop:ailleurs"}, "place"),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_missing_is_told_at_its_field_and_nothing_is_lost(
    lac_tamarac: Cooperative,
    needs: list[Proposal],
    melanie: Person,
    changed: dict[str, Any],
    field: str,
    language: str,
) -> None:
    url = {"fr": "/fr/votes/nouveau/", "en": "/en/votes/new/"}[language]
    data = filled(lac_tamarac, *needs) | changed
    response = signed_in(melanie).post(url, data)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    if field != "title_en":
        assert "What to build?" in response.content.decode()
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("rule", "figures"),
    [
        ("points", {"max_points": "3", "total_points": ""}),
        ("irv", {"max_choices": "3"}),
        ("stv", {"max_choices": "3", "seats": "2"}),
        ("schulze", {"max_choices": "3"}),
        ("mes", {"max_choices": "2", "budget_days": "30"}),
    ],
)
def test_each_rule_takes_its_own_figures(
    lac_tamarac: Cooperative,
    needs: list[Proposal],
    melanie: Person,
    rule: str,
    figures: dict[str, str],
) -> None:
    data = filled(lac_tamarac, *needs, rule=rule, budget_days="999") | figures
    assert signed_in(melanie).post(reverse("round_new"), data).status_code == 302
    round = Round.objects.get()
    assert round.rule == rule
    assert all(getattr(round, k) == int(v or 0) for k, v in figures.items())
    assert round.budget_days == int(figures.get("budget_days", 0))


def test_bands_with_a_cap_for_the_delegates_of_a_federation(
    lac_tamarac: Cooperative,
    trois_ormes: Cooperative,
    needs: list[Proposal],
    denis: Person,
) -> None:
    data = filled(
        lac_tamarac, needs[0], place=f"federation:{lac_tamarac.federation.slug}",
        cooperatives=[lac_tamarac.pk, trois_ormes.pk], rule="delegates",
        secrecy="recorded", band_size="50", band_cap="3",
    )  # fmt: skip
    assert signed_in(denis).post(reverse("round_new"), data).status_code == 302
    assert Round.objects.get().bands == [[0, 1], [51, 2], [101, 3]]


def test_a_coordinator_may_not_hold_an_assembly_vote(
    lac_tamarac: Cooperative, needs: list[Proposal], melanie: Person
) -> None:
    grounds = {"reference": "AGA 2026", "notice_on": "2026-01-02"}
    data = filled(lac_tamarac, *needs, nature="assembly", **grounds)
    response = signed_in(melanie).post(reverse("round_new"), data)
    assert response.status_code == 403
    assert response.context["form"].non_field_errors()
    assert not Round.objects.exists()


def test_a_personal_number_in_the_presentation_is_refused_with_the_text_kept(
    lac_tamarac: Cooperative, needs: list[Proposal], melanie: Person
) -> None:
    text = "Appelez Jeanne, BOUJ 5203 1212, pour en savoir plus."
    data = filled(lac_tamarac, *needs, intro_fr=text)
    response = signed_in(melanie).post(reverse("round_new"), data)
    assert 400 <= response.status_code < 500
    assert not Round.objects.exists()
    assert "BOUJ 5203" in response.content.decode()


@pytest.mark.parametrize("page", ["round_new", "round_open"])
def test_members_do_not_prepare_rounds(
    lac_tamarac: Cooperative,
    needs: list[Proposal],
    melanie: Person,
    rose_aimee: Person,
    page: str,
) -> None:
    round = prepared_round(lac_tamarac, *needs, by=melanie, at=timezone.now())
    url = reverse(page) if page == "round_new" else rounds_of(round, page)
    expected = 403 if page == "round_new" else 404
    assert signed_in(rose_aimee).post(url).status_code == expected
    assert Client().post(url).status_code in (302, 404)


def test_a_round_is_opened_once(
    lac_tamarac: Cooperative, needs: list[Proposal], melanie: Person
) -> None:
    round = opened_round(lac_tamarac, *needs, by=melanie, at=timezone.now())
    response = signed_in(melanie).post(rounds_of(round, "round_open"))
    assert response.status_code == 409


def test_a_need_on_a_ballot_is_not_offered_again(
    lac_tamarac: Cooperative, needs: list[Proposal], melanie: Person
) -> None:
    opened_round(lac_tamarac, needs[0], by=melanie, at=timezone.now())
    form = signed_in(melanie).get(reverse("round_new")).context["form"]
    offered = [number for number, _label in form.fields["needs"].choices]
    assert offered == [needs[1].number, needs[2].number]


def test_the_federation_invites_its_co_ops(
    lac_tamarac: Cooperative,
    trois_ormes: Cooperative,
    needs: list[Proposal],
    denis: Person,
) -> None:
    data = filled(lac_tamarac, *needs) | {
        "place": "federation:les-affluents",
        "cooperatives": [lac_tamarac.pk, trois_ormes.pk],
    }
    response = signed_in(denis).post(reverse("round_new"), data)
    assert response.status_code == 302
    assert Round.objects.get().cooperatives.count() == 2
