"""Development and `make run`: a demo that needs no secret and no account."""

import secrets

from portal.settings import dotenv  # noqa: F401 - read before any setting is
from portal.settings.addresses import answers_to
from portal.settings.base import *
from portal.settings.base import GITHUB as CHOSEN
from portal.settings.base import HOST, LOGGING, SECRET_KEY, STORAGES, VAR_DIR, env
from portal.settings.environment import private_folder

private_folder(VAR_DIR)
(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)


def _kept(name: str) -> str:
    """A secret made once on this machine and kept under ``var/``."""
    path = VAR_DIR / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = SECRET_KEY or _kept("secret-key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=answers_to(HOST))
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=True)

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = True

# What a reader asked wrongly is told to the reader, not to whoever typed `make run`;
# what breaks (5xx) is told here.
if not DEBUG:
    LOGGERS = {
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
    }
    LOGGING = LOGGING | {"loggers": {**LOGGING["loggers"], **LOGGERS}}

# The sandbox stands in for GitHub unless the environment names another.
GITHUB_DEFAULTS = {
    "API_URL": f"http://127.0.0.1:{env('SANDBOX_PORT', default='8001')}",
    "REPOSITORY": "carnet-commun/carnet",
    "TOKEN": "sandbox",
}


# Any of these means a GitHub of one's own.
GITHUB_NAMED = (
    "GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN", "GITHUB_APP_ID",
    "GITHUB_APP_PRIVATE_KEY", "GITHUB_INSTALLATION_ID",
)  # fmt: skip


def _github() -> dict[str, object]:
    if any(env(name, default="") for name in GITHUB_NAMED):
        return CHOSEN
    secret = _kept("webhook-secret")
    return (
        CHOSEN
        | GITHUB_DEFAULTS
        | {
            "WEBHOOK_SECRETS": [secret],
            "SECONDS_BETWEEN_WRITES": 0,
        }
    )


GITHUB = _github()
