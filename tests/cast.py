"""The named people and places of the tests, made through the actions.

Lac-Tamarac has Mélanie (coordinator) and Gaétan (secretary), and the members
Rose-Aimée and Marc-André; Trois-Ormes has Solange (coordinator), Bertrand
(secretary) and the member Huguette. Denis is an officer of their federation.
Mélanie and Gaétan, Solange and Bertrand are members of their co-op, too.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from governance.membership.actions import admit_member, appoint, welcome_person
from governance.membership.models import (
    Cooperative,
    Federation,
    Membership,
    NameShown,
    Person,
    Seat,
)
from tests.worlds import shared

pytest_plugins = ["tests.governance.journal.flushing"]

AT = datetime(2026, 11, 2, 9, 30, tzinfo=ZoneInfo("America/Toronto"))
SINCE = date(2024, 5, 1)


def welcome(
    first_name: str, last_name: str, language: str = "fr", **more: Any
) -> Person:
    """A person of the cast; their address is ``first.last@example.org``."""
    plain = f"{first_name}.{last_name}".lower().translate(str.maketrans("éèî ", "eei-"))
    return welcome_person(
        email=more.pop("email", f"{plain}@example.org"),
        first_name=first_name,
        last_name=last_name,
        language=language,
        by=None,
        at=AT,
        **more,
    )


def admit(person: Person, cooperative: Cooperative, **more: Any) -> Person:
    """Make them a member since May 2024 (a user member with a vote unless told)."""
    facts = {"category": Membership.Category.USER, "since": SINCE} | more
    admit_member(cooperative, person=person, by=None, at=AT, **facts)
    return person


def seat(person: Person, role: str, place: Cooperative | Federation) -> Person:
    appoint(person, role=role, place=place, by=None, at=AT)
    return person


@shared
def at() -> datetime:
    """The moment the cast was made: 2 November 2026, 9:30 in Québec."""
    return AT


@shared
def les_affluents(database: Any) -> Federation:
    return Federation.objects.create(
        slug="les-affluents",
        name_fr="Fédération des coopératives de santé Les Affluents",
        name_en="Les Affluents Federation of Health Co-operatives",
        voting_rule={"mode": "one_coop_one_vote"},
    )


@shared
def lac_tamarac(les_affluents: Federation) -> Cooperative:
    return Cooperative.objects.create(
        federation=les_affluents,
        slug="lac-tamarac",
        name_fr="Coopérative de solidarité santé du Lac-Tamarac",
        name_en="Lac-Tamarac Solidarity Health Co-operative",
        short_name="Lac-Tamarac",
        voting_members=640,
        quorum_members=2,
        quorum_online_pct=0,
    )


@shared
def trois_ormes(les_affluents: Federation) -> Cooperative:
    return Cooperative.objects.create(
        federation=les_affluents,
        slug="trois-ormes",
        name_fr="Coopérative de santé des Trois-Ormes",
        name_en="Trois-Ormes Health Co-operative",
        short_name="Trois-Ormes",
        voting_members=1200,
        quorum_members=2,
        quorum_online_pct=0,
    )


@shared
def rose_aimee(lac_tamarac: Cooperative) -> Person:
    """A member of Lac-Tamarac who lets nobody see her name."""
    return admit(welcome("Rose-Aimée", "Bélanger"), lac_tamarac, member_number="0071")


@shared
def marc_andre(lac_tamarac: Cooperative) -> Person:
    """A member of Lac-Tamarac who shows his name."""
    person = welcome("Marc-André", "Roy", name_shown=NameShown.FULL)
    return admit(person, lac_tamarac, category=Membership.Category.WORKER)


@shared
def melanie(lac_tamarac: Cooperative) -> Person:
    """The coordinator of Lac-Tamarac."""
    person = admit(welcome("Mélanie", "Gagnon"), lac_tamarac, category="worker")
    return seat(person, Seat.Role.COORDINATOR, lac_tamarac)


@shared
def gaetan(lac_tamarac: Cooperative) -> Person:
    """The secretary of Lac-Tamarac's board."""
    person = admit(welcome("Gaétan", "Ouellet"), lac_tamarac)
    return seat(person, Seat.Role.SECRETARY, lac_tamarac)


@shared
def huguette(trois_ormes: Cooperative) -> Person:
    """A member of Trois-Ormes."""
    return admit(welcome("Huguette", "Morin"), trois_ormes)


@shared
def solange(trois_ormes: Cooperative) -> Person:
    """The coordinator of Trois-Ormes."""
    person = admit(welcome("Solange", "Côté", email="solange@example.org"), trois_ormes)
    return seat(person, Seat.Role.COORDINATOR, trois_ormes)


@shared
def bertrand(trois_ormes: Cooperative) -> Person:
    """The secretary of Trois-Ormes's board."""
    person = admit(welcome("Bertrand", "Lavoie"), trois_ormes)
    return seat(person, Seat.Role.SECRETARY, trois_ormes)


@shared
def denis(les_affluents: Federation) -> Person:
    """The federation's officer; a member of no co-op."""
    person = welcome("Denis", "Thibault")
    return seat(person, Seat.Role.FEDERATION_OFFICER, les_affluents)


@shared
def priya(database: Any) -> Person:
    """A developer who reads English; a member of no co-op."""
    return welcome("Priya", "Raman", "en", name_shown=NameShown.FULL)


@shared
def ifeoma(database: Any) -> Person:
    """An auditor; a member of no co-op."""
    return welcome("Ifeoma", "Okafor", "en", name_shown=NameShown.INITIALS)


@shared
def stranger(database: Any) -> Person:
    """Someone with an account and nothing else."""
    return welcome("Sacha", "Inconnu")


@shared
def auxiliary(lac_tamarac: Cooperative) -> Person:
    """An auxiliary member of Lac-Tamarac: may propose and discuss, never votes."""
    person = welcome("Odile", "Fortin")
    return admit(person, lac_tamarac, category="auxiliary", voting_right=False)


@shared
def superuser(database: Any) -> Person:
    """Root: runs the machine, is a member of nothing, votes nowhere."""
    return Person.objects.create_superuser(
        "root@example.org", "un mot de passe de test"
    )
