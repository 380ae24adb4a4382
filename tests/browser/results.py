"""Counted rounds of the rules that the told story does not use, and their results."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from governance.membership.models import Cooperative, Federation, Membership, Seat
from governance.voting.models import Round
from tests import believable
from tests.browser.places import Place
from tests.every_rule import Hall
from tests.round_builders import sealed, vote

VOTERS = 14
RULES = ("points", "stv", "schulze", "mes", "double-majority", "delegates")
TITLE = {"title_fr": "Le prochain pas", "title_en": "The next step"}


def prepare() -> None:
    """A round of each, held by the federation among two co-ops, counted weeks ago."""
    hall, chance = _hall(), Random(4)
    for rule in RULES:
        secrecy = "recorded" if rule == "double-majority" else None
        more = {"secrecy": secrecy} if secrecy else {}
        held, needs = believable.opened(hall, rule, **TITLE, **more)
        lines = held.roll.select_related("person").order_by("number")[:VOTERS]
        for line in lines:
            vote(held, line.person, believable.ballot(rule, needs, chance), at=hall.at)
        sealed(held)


def places(member: str) -> list[Place]:
    """``member`` belongs to one of the co-ops that vote."""
    found = Round.objects.filter(title_fr=TITLE["title_fr"])
    rounds = {held.rule: {"pk": held.pk} for held in found}
    shown = [Place("round_results", "", rounds[rule]) for rule in RULES]
    return [*shown, Place("round_answers", member, rounds["delegates"])]


def _hall() -> Hall:
    host, guest = (
        Cooperative.objects.get(slug=slug) for slug in ("lac-tamarac", "trois-ormes")
    )
    voting = Membership.objects.filter(cooperative=host, voting_right=True)
    seats = Seat.objects.current()
    return Hall(
        federation=Federation.objects.get(),
        officer=seats.filter(role=Seat.Role.FEDERATION_OFFICER)[0].person,
        host=host,
        guest=guest,
        author=voting.earliest("pk").person,
        coordinator=seats.get(role=Seat.Role.COORDINATOR, cooperative=host).person,
        at=timezone.now() - timedelta(days=30),
    )
