"""What was checked but not yet cast, carried in a signed form field.

No session holds it: the choices stay in the member's own page until the cast, and a
page saved for days still works. The key makes a doubled click one act.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils.crypto import salted_hmac

from governance.membership.models import Person
from governance.voting.models import Round

SALT = "ballot-slip"


@dataclass(frozen=True)
class Slip:
    """Choices as the voting room takes them, and the one-use key of their form."""

    choices: dict[str, Any]
    form_key: str


def fresh(choices: dict[str, Any]) -> Slip:
    return Slip(choices, secrets.token_urlsafe(24))


def sign(slip: Slip, *, round: Round, person: Person) -> str:
    """The slip as text for a hidden field, good for this round and person only."""
    content = {
        "round": round.pk,
        "person": str(person.ref),
        "choices": slip.choices,
        "key": slip.form_key,
    }
    return signing.dumps(content, salt=SALT, compress=True)


def read(text: str, *, round: Round, person: Person) -> Slip | None:
    """The slip behind a hidden field; None when it was altered or is not theirs."""
    content = _unsigned(text, round)
    if content is None or content["person"] != str(person.ref):
        return None
    return Slip(content["choices"], content["key"])


def read_unnamed(text: str, *, round: Round) -> tuple[str, dict[str, Any]] | None:
    """The choices of a slip whose sender is not signed in, after the name their tab
    keeps the paper under; None when it was altered or is of another round."""
    content = _unsigned(text, round)
    if content is None:
        return None
    return _kept_under(round, content["person"]), content["choices"]


def _unsigned(text: str, round: Round) -> dict[str, Any] | None:
    try:
        content: dict[str, Any] = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return content if content["round"] == round.pk else None


def kept_under(round: Round, person: Person) -> str:
    """The name under which a browser tab keeps the unfinished paper: another person in
    the same tab, or another round, finds nothing under theirs."""
    return _kept_under(round, str(person.ref))


def _kept_under(round: Round, ref: str) -> str:
    value = f"{round.pk} {ref}"
    return f"ballot-{salted_hmac('unfinished-ballot', value).hexdigest()[:24]}"
