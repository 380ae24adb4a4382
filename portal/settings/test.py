"""Tests: fast, closed to the network but loopback, nothing outside ``var/``."""

from portal.settings import environment
from portal.settings.base import *
from portal.settings.base import STORAGES, VAR_DIR, env

environment.private_folder(VAR_DIR)
(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)
SECRET_KEY = "for-tests-only-" + "x" * 50
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = STORAGES | {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
ROUND_KEYS_DIR = Path(env("ROUND_KEYS_DIR", default=str(VAR_DIR / "test-round-keys")))
GITHUB = {
    "API_URL": "http://127.0.0.1:1",
    "REPOSITORY": "carnet-commun/carnet",
    "APP_ID": "",
    "APP_PRIVATE_KEY": "",
    "INSTALLATION_ID": "",
    "TOKEN": "test",
    "WEBHOOK_SECRETS": ["un secret de test"],
    "TIMEOUT": 5,
    "SECONDS_BETWEEN_WRITES": 0,
}

# A clone of a migrated template (tests/databases.py); durability is not under test.
SQLITE_TEST_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
}
