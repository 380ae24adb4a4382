"""What each seat may do, and the groups that carry it.

Every role at every place has one group; the group holds django-guardian rows on
that place and nothing else. Taking a person out of the group ends their rights.
"""

from django.contrib.auth.models import Group, Permission
from guardian.shortcuts import assign_perm

from governance.membership.models import Cooperative, Federation, Person, Seat

Role = Seat.Role
Place = Cooperative | Federation

# role → the rights it carries on its place (declared on the two models)
ROLE_GRANTS: dict[str, tuple[str, ...]] = {
    Role.SECRETARY: (
        "run_rounds",
        "record_decisions",
        "steer_roadmap",
        "confirm_briefs",
    ),
    Role.COORDINATOR: (
        "coordinate_cooperative",
        "run_rounds",
        "steer_roadmap",
        "confirm_briefs",
    ),
    # Directors act together, through the resolutions the secretary records.
    Role.DIRECTOR: (),
    Role.FEDERATION_OFFICER: ("oversee_federation",),
    # A delegate votes for the co-op in the federation's rounds, and nothing else.
    Role.DELEGATE: (),
}

FEDERATION_ROLES = frozenset({Role.FEDERATION_OFFICER})

# These seats open the boards' admin; ordinary members never enter it.
ADMIN_ROLES = frozenset({Role.SECRETARY, Role.COORDINATOR, Role.FEDERATION_OFFICER})
ADMIN_ACCESS = ("wagtailadmin", "access_admin")


def fits(role: str, place: Place) -> bool:
    """Whether such a seat exists at such a place."""
    return (role in FEDERATION_ROLES) == isinstance(place, Federation)


def group_of(place: Place, role: str) -> Group:
    """The group that carries ``role`` at ``place``, with its rights; made if missing."""
    name = f"{place._meta.model_name}-{place.pk}-{role}"
    group, made = Group.objects.get_or_create(name=name)
    if made:
        for right in ROLE_GRANTS[role]:
            assign_perm(right, group, place)
        if role in ADMIN_ROLES:
            group.permissions.add(_admin_access())
    return group


def give(person: Person, role: str, place: Place) -> None:
    """Carry the rights of a seat that begins."""
    person.groups.add(group_of(place, role))


def take_away(person: Person, role: str, place: Place) -> None:
    """Take away the rights of a seat that ends, at once."""
    person.groups.remove(group_of(place, role))


def _admin_access() -> Permission:
    app, codename = ADMIN_ACCESS
    return Permission.objects.get(content_type__app_label=app, codename=codename)
