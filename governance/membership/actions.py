"""The only place where people, memberships and seats change.

``by=None`` is the portal itself (the demo, an import run by an operator).
"""

import uuid
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.journal.actions import record
from governance.membership import permissions, seats
from governance.membership.models import (
    Cooperative,
    Federation,
    Membership,
    NameShown,
    Person,
    Seat,
)
from governance.refusals import MoveNotAllowed, Refusal, allow

LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


@transaction.atomic
def welcome_person(
    *,
    email: str | None,
    first_name: str,
    last_name: str,
    language: str,
    by: Person | None,
    at: datetime,
    name_shown: str = NameShown.MEMBER,
    ref: uuid.UUID | None = None,
) -> Person:
    """A new person, without a password: they sign in by an e-mailed code.

    ``ref`` is random unless given (the demo gives it, to be the same each time).
    Only a person who keeps a register may welcome someone.
    """
    allow(
        by is None or _keeps_a_register(by),
        _("Only a person who keeps a co-op’s register may add someone."),
    )
    if email and Person.objects.filter(email=email.strip().lower()).exists():
        raise Refusal(_("Someone already has this e-mail address."))
    person = Person.objects.create_user(
        email=email,
        first_name=first_name,
        last_name=last_name,
        language=language,
        name_shown=name_shown,
        ref=ref or uuid.uuid4(),
        date_joined=at,
    )
    record("person.welcomed", person, by=by, at=at)
    return person


@transaction.atomic
def admit_member(
    cooperative: Cooperative,
    *,
    person: Person,
    category: str,
    by: Person | None,
    at: datetime,
    since: date,
    voting_right: bool = True,
    member_number: str = "",
) -> Membership:
    """The person becomes a member; auxiliary members never carry a vote."""
    cooperative = Cooperative.objects.select_for_update().get(pk=cooperative.pk)
    allow(by is None or permissions.can_keep_register(by, cooperative), _REGISTER)
    if cooperative.memberships.filter(person=person, until=None).exists():
        raise MoveNotAllowed(_("This person is already a member of this co-op."))
    if voting_right and category == Membership.Category.AUXILIARY:
        raise Refusal(_("Auxiliary members do not have the right to vote."))
    membership = Membership.objects.create(
        cooperative=cooperative,
        person=person,
        category=category,
        voting_right=voting_right,
        member_number=member_number,
        since=since,
    )
    facts = {"category": str(category), "voting_right": voting_right}
    _record_membership("member.admitted", membership, by=by, at=at, **facts)
    return membership


@transaction.atomic
def end_membership(
    membership: Membership, *, by: Person | None, at: datetime, until: date
) -> Membership:
    """The membership ends; ``until`` is the first day it is no longer in force."""
    membership = _locked_membership(membership)
    cooperative = membership.cooperative
    allow(by is None or permissions.can_keep_register(by, cooperative), _REGISTER)
    if membership.until is not None:
        raise MoveNotAllowed(_("This membership has already ended."))
    if until < membership.since:
        raise Refusal(_("A membership cannot end before it begins."))
    membership.until = until
    membership.save(update_fields=["until"])
    _record_membership("member.left", membership, by=by, at=at)
    return membership


@transaction.atomic
def appoint(
    person: Person,
    *,
    role: str,
    place: Cooperative | Federation,
    by: Person | None,
    at: datetime,
) -> Seat:
    """The person takes a seat and its rights."""
    type(place)._default_manager.select_for_update().get(pk=place.pk)
    allow(by is None or permissions.can_appoint(by, place), _SEATS)
    if not seats.fits(role, place):
        raise Refusal(_("There is no such seat at this place."))
    if place.seats.current().filter(person=person, role=role).exists():
        raise MoveNotAllowed(_("This person already holds this seat."))
    field = "federation" if isinstance(place, Federation) else "cooperative"
    seat = Seat(person=person, role=role, since=timezone.localdate(at))
    setattr(seat, field, place)
    seat.save()
    seats.give(person, role, place)
    _record_seat("seat.taken", seat, by=by, at=at)
    return seat


@transaction.atomic
def end_seat(seat: Seat, *, by: Person | None, at: datetime) -> Seat:
    """The seat ends, and the rights it carried end with the same commit."""
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    allow(by is None or permissions.can_appoint(by, seat.place), _SEATS)
    if seat.until is not None:
        raise MoveNotAllowed(_("This seat has already been left."))
    seat.until = timezone.localdate(at)
    seat.save(update_fields=["until"])
    seats.take_away(seat.person, seat.role, seat.place)
    _record_seat("seat.left", seat, by=by, at=at)
    return seat


_REGISTER = _("Only the co-op’s coordinator or secretary keeps its register.")
_SEATS = _("Only the secretary or the federation notes who takes or leaves a seat.")


def _keeps_a_register(person: Person) -> bool:
    return any(
        permissions.can_keep_register(person, seat.cooperative)
        for seat in person.seats.current().select_related("cooperative")
        if seat.cooperative
    )


def _locked_membership(membership: Membership) -> Membership:
    rows = Membership.objects.select_for_update(of=("self",))
    return rows.select_related("cooperative", "person").get(pk=membership.pk)


def _record_membership(
    verb: str,
    membership: Membership,
    *,
    by: Person | None,
    at: datetime,
    **facts: object,
) -> None:
    facts["cooperative"] = membership.cooperative.slug
    facts["person"] = str(membership.person.ref)
    record(verb, membership, by=by, at=at, facts=facts)


def _record_seat(verb: str, seat: Seat, *, by: Person | None, at: datetime) -> None:
    facts = {
        "role": str(seat.role),
        "place": seat.place.slug,
        "person": str(seat.person.ref),
    }
    record(verb, seat, by=by, at=at, facts=facts)


@transaction.atomic
def change_settings(
    person: Person, *, by: Person, at: datetime, name_shown: str, language: str
) -> Person:
    """How others see the person's name, and the language they are written to in.
    Only the person decides; the journal says that something changed, not what."""
    person.refresh_from_db(from_queryset=Person.objects.select_for_update())
    allow(by == person, _("Only you may change your own settings."))
    if name_shown not in NameShown.values or language not in LANGUAGES:
        raise Refusal(_("Choose one of the answers in the list."))
    if (person.name_shown, person.language) == (name_shown, language):
        return person
    person.name_shown, person.language = name_shown, language
    person.save(update_fields=["name_shown", "language"])
    record("person.settings_changed", person, by=by, at=at)
    return person
