"""Small steps at the door, shared by the tests of signing in."""

import re
from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation


def address(name: str, language: str = "fr") -> str:
    with translation.override(language):
        return reverse(name)


def ask(client: Client, email: str, language: str = "fr", **more: Any) -> Any:
    """Send the first form; the answer, redirects followed."""
    return client.post(
        address("sign_in", language), {"email": email, **more}, follow=True
    )


def mailed_code() -> str:
    """The code in the last e-mail."""
    found = re.search(r"^ +([\d-]{11})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


def answer(client: Client, code: str, language: str = "fr", **more: Any) -> Any:
    """Send the second form, without following where it leads."""
    return client.post(address("sign_in_code", language), {"code": code, **more})


def reader(client: Client) -> str | None:
    """The key of the person this browser is signed in as."""
    return client.session.get("_auth_user_id")


def wrong(code: str) -> str:
    return code[:-1] + ("0" if code[-1] != "0" else "1")
