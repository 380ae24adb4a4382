"""A half-set GitHub configuration is refused at start, in sentences."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution
from django.utils.translation import gettext as _

from integrations.fates import Misconfigured
from integrations.github.app_key import private_key

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
LEAST_SECRET = 16  # characters; a shorter one can be guessed
APP = {
    "APP_ID": "GITHUB_APP_ID",
    "APP_PRIVATE_KEY": "GITHUB_APP_PRIVATE_KEY",
    "INSTALLATION_ID": "GITHUB_INSTALLATION_ID",
}


@register
def check_github(**_options: Any) -> list[CheckMessage]:
    """Everything that would make the mirror fail later, said now."""
    chosen = settings.GITHUB
    return [
        *_address(chosen),
        *_repository(chosen),
        *_credentials(chosen),
        *_secrets(chosen),
    ]


def _address(chosen: dict[str, Any]) -> Iterator[CheckMessage]:
    url = urlsplit(chosen["API_URL"])
    if url.scheme not in ("http", "https") or not url.hostname:
        yield _error("E001", _("GITHUB_API_URL is not an http or https address."))
    elif url.scheme == "http" and url.hostname not in LOOPBACK:
        sentence = _("GITHUB_API_URL is not encrypted: the token would travel openly.")
        yield _error("E002", sentence)


def _repository(chosen: dict[str, Any]) -> Iterator[CheckMessage]:
    name = chosen["REPOSITORY"]
    has_keys = chosen["TOKEN"] or any(chosen[key] for key in APP)
    if name and not re.fullmatch(r"[\w.-]+/[\w.-]+", name, re.ASCII):
        yield _error("E003", _("GITHUB_REPOSITORY is not of the form owner/name."))
    if has_keys and not name:
        yield _error(
            "E004", _("GitHub’s credentials are set, GITHUB_REPOSITORY is not.")
        )
    if name and not has_keys:
        sentence = _(
            "GITHUB_REPOSITORY is set without credentials: set GITHUB_APP_ID, "
            "GITHUB_APP_PRIVATE_KEY and GITHUB_INSTALLATION_ID, or GITHUB_TOKEN."
        )
        yield _error("E005", sentence)


def _credentials(chosen: dict[str, Any]) -> Iterator[CheckMessage]:
    missing = [name for key, name in APP.items() if not chosen[key]]
    if missing and len(missing) < len(APP):
        sentence = _("The GitHub App is half set: %(missing)s is missing.")
        yield _error("E006", sentence % {"missing": ", ".join(missing)})
    for key in ("APP_ID", "INSTALLATION_ID"):
        if chosen[key] and not str(chosen[key]).isdigit():
            yield _error("E007", _("%(name)s is not a number.") % {"name": APP[key]})
    if chosen["APP_PRIVATE_KEY"]:
        yield from _key(chosen["APP_PRIVATE_KEY"])


def _key(value: str) -> Iterator[CheckMessage]:
    sentence = _("GITHUB_APP_PRIVATE_KEY is neither a private key nor a readable file.")
    try:
        if "PRIVATE KEY-----" not in private_key(value):
            yield _error("E008", sentence)
    except Misconfigured:
        yield _error("E008", sentence)


def _secrets(chosen: dict[str, Any]) -> Iterator[CheckMessage]:
    secrets = chosen["WEBHOOK_SECRETS"]
    if chosen["REPOSITORY"] and not secrets:
        sentence = _(
            "GITHUB_WEBHOOK_SECRET is not set: news from GitHub arrives only every "
            "ten minutes."
        )
        yield Caution(sentence, id="integrations.W001")
    if len(secrets) > 2:
        yield _error("E009", _("GITHUB_WEBHOOK_SECRET holds more than two secrets."))
    if any(len(secret) < LEAST_SECRET for secret in secrets):
        sentence = _(
            "A secret in GITHUB_WEBHOOK_SECRET is shorter than %(n)d characters."
        )
        yield _error("E010", sentence % {"n": LEAST_SECRET})


def _error(code: str, sentence: str) -> Error:
    return Error(sentence, id=f"integrations.{code}")
