"""Development and `make run`: a demo that needs no secret and no account."""

import secrets

from portal.settings.base import *
from portal.settings.base import BASE_DIR, SECRET_KEY, STORAGES, VAR_DIR, env

(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)
env.read_env(BASE_DIR / ".env")


def _kept(name: str) -> str:
    """A secret made once on this machine and kept under ``var/``."""
    path = VAR_DIR / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = SECRET_KEY or _kept("secret-key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=True)

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = True

# The sandbox stands in for GitHub unless the environment names another.
GITHUB_DEFAULTS = {
    "API_URL": f"http://127.0.0.1:{env('SANDBOX_PORT', default='8001')}",
    "REPOSITORY": "carnet-commun/carnet",
    "TOKEN": "sandbox",
}


def _github() -> dict[str, object]:
    from portal.settings.base import GITHUB  # noqa: PLC0415 - read after .env

    if env("GITHUB_API_URL", default="") or env("GITHUB_TOKEN", default=""):
        return GITHUB
    secret = _kept("webhook-secret")
    return (
        GITHUB
        | GITHUB_DEFAULTS
        | {
            "WEBHOOK_SECRETS": [secret],
            "SECONDS_BETWEEN_WRITES": 0,
        }
    )


GITHUB = _github()
