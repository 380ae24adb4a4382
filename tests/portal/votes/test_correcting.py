"""Correcting the roll at the desk of those who keep it, and what everyone reads."""

import pytest
from django.urls import reverse

from governance.membership.models import Cooperative, Person
from governance.voting.models import Round
from portal.site.votes import proof
from tests.cast import admit, welcome
from tests.portal.votes.conftest import signed_in
from tests.round_builders import sealed, vote
from tests.worlds import shared

WHY = {"reason_fr": "Oubli au registre.", "reason_en": "Left out of the register."}


@shared
def forgotten(lac_tamarac: Cooperative, choice_round: Round) -> Person:
    person = welcome("Florence", "Dubé")
    return admit(person, lac_tamarac, member_number="0412")


def desk(round: Round) -> str:
    return reverse("round_roll", args=[round.pk])


def form(round: Round) -> str:
    return reverse("roll_correct", args=[round.pk])


def proposed(round: Round, person: Person, kind: str, by: Person) -> None:
    data = WHY | {"person": str(person.ref), "kind": kind, "step": "propose"}
    assert signed_in(by).post(form(round), data).status_code == 302


def test_from_the_search_to_the_public_page(
    choice_round: Round, forgotten: Person, melanie: Person, gaetan: Person
) -> None:
    client = signed_in(melanie)
    page = client.post(desk(choice_round), {"words": "0412"}).content.decode()
    assert "Florence Dubé" in page and 'value="added"' not in page
    person = {"person": str(forgotten.ref)}
    assert client.post(form(choice_round), person).status_code == 200
    data = WHY | person | {"kind": "added"}
    preview = client.post(form(choice_round), data | {"step": "check"})
    public = preview.context["public"]
    assert (public.people[1] - public.people[0], public.line) == (1, 0)
    assert (
        client.post(form(choice_round), data | {"step": "edit"}).context["public"]
        is None
    )
    assert (
        client.post(form(choice_round), data | {"step": "propose"}).status_code == 302
    )
    waits = choice_round.corrections.get()
    assert (
        f'name="confirm" value="{waits.pk}"'
        not in client.get(desk(choice_round)).content.decode()
    )
    second = signed_in(gaetan)
    assert (
        f'name="confirm" value="{waits.pk}"'
        in second.get(desk(choice_round)).content.decode()
    )
    assert second.post(desk(choice_round), {"confirm": waits.pk}).status_code == 200
    choice_round.refresh_from_db()
    for language in ("fr", "en"):
        told = client.get(f"/{language}/votes/{choice_round.pk}/").content.decode()
        assert (
            WHY[f"reason_{language}"] in told and "Dubé" not in told.split("<main")[1]
        )
    line = proof.own_line(choice_round, forgotten)
    assert line is not None and line.included


def test_taken_back_before_it_is_confirmed(
    choice_round: Round, forgotten: Person, melanie: Person
) -> None:
    proposed(choice_round, forgotten, "added", melanie)
    waits = choice_round.corrections.get()
    signed_in(melanie).post(desk(choice_round), {"back": waits.pk})
    assert choice_round.corrections.waiting().count() == 0
    assert signed_in(melanie).post(desk(choice_round), {"back": "x"}).status_code == 404


def test_a_struck_person_is_told_why_they_cannot_vote(
    choice_round: Round, rose_aimee: Person, melanie: Person, gaetan: Person
) -> None:
    own = proof.own_line(choice_round, rose_aimee)
    assert own is not None and own.included
    proposed(choice_round, rose_aimee, "struck", melanie)
    waits = choice_round.corrections.get()
    signed_in(gaetan).post(desk(choice_round), {"confirm": waits.pk})
    page = signed_in(rose_aimee).get(reverse("round_ballot", args=[choice_round.pk]))
    assert page.status_code == 403
    assert "retiré votre ligne" in str(page.context["sentence"])
    other = proof.own_line(choice_round, melanie)
    assert other is not None and other.included


@pytest.mark.parametrize(
    "words", [{"reason_en": ""}, {"reason_fr": "Mme Dubé a été oubliée."}]
)
def test_nothing_typed_is_lost(
    choice_round: Round, forgotten: Person, melanie: Person, words: dict[str, str]
) -> None:
    data = (
        WHY | words | {"person": str(forgotten.ref), "kind": "added", "step": "check"}
    )
    page = signed_in(melanie).post(form(choice_round), data)
    assert page.status_code == 422 and data["reason_fr"] in page.content.decode()


def test_the_result_says_it(
    choice_round: Round, forgotten: Person, marc_andre: Person, melanie: Person,
    gaetan: Person, needs: list,
) -> None:  # fmt: skip
    proposed(choice_round, forgotten, "added", melanie)
    waits = choice_round.corrections.get()
    signed_in(gaetan).post(desk(choice_round), {"confirm": waits.pk})
    vote(choice_round, marc_andre, needs[:1], at=choice_round.opens_at)
    choice_round.refresh_from_db()
    sealed(choice_round)
    page = signed_in(marc_andre).get(f"/en/votes/{choice_round.pk}/results/")
    assert WHY["reason_en"] in page.content.decode()
    assert signed_in(melanie).get(desk(choice_round)).status_code == 409
