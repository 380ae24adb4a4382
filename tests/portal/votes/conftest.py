"""A round that is open now, over two needs of Lac-Tamarac, and people at its door."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from governance.voting.models import Round
from tests import builders
from tests.round_builders import in_both_languages, opened_round
from tests.worlds import shared

HOUR = timedelta(hours=1)
TITLES = ["Voir qui a lu mon dossier", "Des rappels sans réseau", "Lire à voix haute"]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def accepted(cooperative: Cooperative, title: str) -> Proposal:
    past = timezone.now() - timedelta(days=20)
    need = builders.accepted_need(cooperative, at=past, title=title)
    in_both_languages(need)
    return need


@shared
def need(lac_tamarac: Cooperative, melanie: Person, gaetan: Person) -> Proposal:
    """The first of ``needs``, where one is enough."""
    return accepted(lac_tamarac, TITLES[0])


@shared
def needs(need: Proposal, lac_tamarac: Cooperative) -> list[Proposal]:
    return [need, *(accepted(lac_tamarac, title) for title in TITLES[1:])]


@shared
def choice_round(
    lac_tamarac: Cooperative,
    needs: list[Proposal],
    melanie: Person,
    rose_aimee: Person,
    marc_andre: Person,
) -> Round:
    """“Choose up to 2” over three needs; it opened an hour ago."""
    return opened_round(
        lac_tamarac,
        *needs,
        by=melanie,
        at=timezone.now() - HOUR,
        max_choices=2,
        intro_fr="Trois besoins.",
        intro_en="Three needs.",
    )


@shared
def yes_no_round(
    lac_tamarac: Cooperative, need: Proposal, melanie: Person, rose_aimee: Person
) -> Round:
    at = timezone.now() - HOUR
    return opened_round(lac_tamarac, need, by=melanie, at=at)


def rounds_of(round: Round, page: str, language: str = "en") -> str:
    """The address of a page of the round in one language."""
    with translation.override(language):
        return reverse(page, args=[round.pk])


def sentence_of(response: Any) -> str:
    return str(response.context["sentence"])
