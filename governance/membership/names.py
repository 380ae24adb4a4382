"""The name of a person that others may see."""

import re

from django.utils.translation import gettext as _

from governance.membership.models import Cooperative, NameShown, Person


def public_name(person: Person | None, cooperative: Cooperative | None) -> str:
    """The name as the person chose it, in the reader's language.

    Unless the person chose otherwise, only the co-operative is named.
    """
    if person is None or not person.is_active:
        return _("A former member")
    chosen = _chosen(person)
    if chosen:
        return chosen
    if cooperative is None:
        return _("A member")
    return _("A member of %(coop)s") % {"coop": cooperative.short_name}


def initials(name: str) -> str:
    """“Rose-Aimée Bélanger” → “R.-A. B.”."""
    return re.sub(
        r"(\w)[^\s\-–]*", lambda word: f"{word[1].upper()}.", " ".join(name.split())
    )


def _chosen(person: Person) -> str:
    if person.name_shown == NameShown.FULL:
        return person.get_full_name()
    if person.name_shown == NameShown.INITIALS:
        return initials(person.get_full_name())
    return ""
