"""What the environment says, and a sentence where it says something impossible."""

import os
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]
DOTENV = Path(os.environ.get("DOTENV", BASE_DIR / ".env"))

# Each language under its own name, for whoever looks for it.
SPOKEN = {"fr": "Français", "en": "English"}
LEAST_KEY = 50  # characters
LEAST_VARIED = 10  # different characters in a key that nobody guesses
MOST_PROXIES = 9


def private_folder(path: Path) -> None:
    """Make ``path`` for nobody else to read: members' mail and ballots lie in it. The
    checkout's own is closed where it stood open; a folder of one's own choosing that
    exists already stays as it is."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    state = path.stat()
    if (
        path == BASE_DIR / "var"
        and state.st_mode & 0o077
        and state.st_uid == os.getuid()
    ):
        path.chmod(0o700)


def time_zone(env: environ.Env) -> str:
    """The zone of the times on pages. Raises ``ImproperlyConfigured``."""
    name: str = env("TIME_ZONE", default="America/Toronto")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ImproperlyConfigured(
            f"TIME_ZONE names no time zone ({name!r}): write it as America/Toronto."
        ) from None
    return name


def languages(env: environ.Env) -> list[tuple[str, str]]:
    """The languages of the site; the first is for readers whose browser asks for
    neither. Both must be there: ballots and rule sheets are published in both."""
    codes = [code.strip() for code in env.list("LANGUAGES", default=list(SPOKEN))]
    if sorted(codes) != sorted(SPOKEN):
        raise ImproperlyConfigured(
            "LANGUAGES must name French and English, the first one first: "
            "fr,en or en,fr."
        )
    return [(code, SPOKEN[code]) for code in codes]


def proxies(env: environ.Env, default: int) -> int:
    """How many proxies of ours stand before the portal, each adding to
    ``X-Forwarded-For``; 0 when it is reached directly."""
    said: str = env("TRUSTED_PROXIES", default=str(default))
    if not (said.isascii() and said.isdigit() and int(said) <= MOST_PROXIES):
        raise ImproperlyConfigured(
            "TRUSTED_PROXIES is the number of proxies in front of the portal, "
            f"from 0 to {MOST_PROXIES}; {said!r} is not."
        )
    return int(said)


def secret_key(key: str) -> str:
    """``key``, long and varied enough to sign with. Raises ``ImproperlyConfigured``;
    the sentence does not hold it."""
    if not key:
        raise ImproperlyConfigured(f"Set SECRET_KEY to a long random text. {_MAKE_KEY}")
    if len(key) < LEAST_KEY or len(set(key)) < LEAST_VARIED:
        raise ImproperlyConfigured(
            f"SECRET_KEY can be guessed: give it at least {LEAST_KEY} characters "
            f"drawn at random. {_MAKE_KEY}"
        )
    return key


def public_address(env: environ.Env) -> str:
    """``BASE_URL`` as mails and issues may give it: https, and no path."""
    url: str = env("BASE_URL", default="").rstrip("/")
    if not url:
        raise ImproperlyConfigured(
            "Set BASE_URL to the public address of the portal (https://…): the links "
            "in mails and in GitHub’s issues begin with it."
        )
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"BASE_URL must be https:// and the name of the site, nothing more; "
            f"{url!r} is not."
        )
    return url


_MAKE_KEY = "To make one: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
