"""What holds everywhere. The environment decides the rest (docs: README)."""

from pathlib import Path
from typing import Any

import environ

from portal.settings import addresses, database, environment

BASE_DIR = environment.BASE_DIR

env = environ.Env()
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))

DEBUG = False
DEMO = env.bool("DEMO", default=False)
SECRET_KEY: str = env("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
# Links in issues and mails lead to where `make run` really listens.
HOST: str = env("HOST", default="127.0.0.1")
HERE = f"http://{addresses.opened_at(HOST)}:{env('PORT', default='8000')}"
BASE_URL: str = env("BASE_URL", default=HERE).rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "portal",
    "cms",
    "integrations",
    # The rooms, in the order of the thread.
    "governance.journal",
    "governance.membership",
    "governance.values",
    "governance.proposals",
    "governance.voting",
    "governance.decisions",
    "governance.roadmap",
    "governance.releases",
    "allauth",
    "allauth.account",
    "guardian",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.site.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.site.locale.PageLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.site.moved.MovedMiddleware",
    "portal.site.errors.RefusalMiddleware",
]

ROOT_URLCONF = "portal.urls"
CSRF_FAILURE_VIEW = "portal.site.errors.csrf_failure"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "wagtail.contrib.settings.context_processors.settings",
                "portal.site.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "portal.templatetags.passerelle",
                "portal.templatetags.steady",
            ],
        },
    }
]

DATABASES = {"default": database.configuration(env, VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# One shared cache for every process: sign-in limits must count across them.
CACHES = {"default": env.cache("CACHE_URL", default="dbcache://cache")}

AUTH_USER_MODEL = "membership.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home_redirect"

# guardian would add a row "AnonymousUser" among the members.
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False

# Sign-in by a code sent by e-mail; no password to remember, no open sign-up.
ACCOUNT_ADAPTER = "portal.site.accounts.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # seconds
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
# Whose address counts: that of the reader, not that of our proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.proxies(env, default=0)
# A whole assembly may stand behind one address.
ACCOUNT_RATE_LIMITS = {"request_login_code": "60/m/ip,3/m/key,20/h/key"}

SESSION_ENGINE = "portal.site.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600  # seconds
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

# Pages of the portal load nothing from elsewhere and run no inline code; the
# Wagtail admin needs inline scripts and styles (portal.site.admin_policy).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGES = environment.languages(env)
LANGUAGE_CODE = LANGUAGES[0][0]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.time_zone(env)
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

WAGTAIL_SITE_NAME = "Passerelle"
WAGTAILADMIN_BASE_URL = BASE_URL
# Wagtail would send a hash of each editor's e-mail away, and call home.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_LOGIN_URL = "wagtailadmin_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]

# Wagtail's own small tasks run at once; ours are durable (portal.work).
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "durable": {"BACKEND": "portal.work.backend.DurableBackend", "QUEUES": []},
}

EMAIL_CONFIG = env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 15  # seconds
DEFAULT_FROM_EMAIL = env(
    "DEFAULT_FROM_EMAIL", default="Passerelle <ne-pas-repondre@passerelle.example>"
)

# Of every form. GitHub's webhooks carry up to 25 MB: their door reads them itself.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

GITHUB = {
    "API_URL": env("GITHUB_API_URL", default="https://api.github.com").rstrip("/"),
    "REPOSITORY": env("GITHUB_REPOSITORY", default=""),
    "APP_ID": env("GITHUB_APP_ID", default=""),
    "APP_PRIVATE_KEY": env("GITHUB_APP_PRIVATE_KEY", default=""),
    "INSTALLATION_ID": env("GITHUB_INSTALLATION_ID", default=""),
    "TOKEN": env("GITHUB_TOKEN", default=""),
    "WEBHOOK_SECRETS": [
        s.strip()
        for s in env("GITHUB_WEBHOOK_SECRET", default="").split(",")
        if s.strip()
    ],
    "TIMEOUT": 15,  # seconds, per call
    "SECONDS_BETWEEN_WRITES": 1.0,
}

# Keys that link a roll line to its ballot while a round is open: never in the
# database, destroyed at the seal.
ROUND_KEYS_DIR = Path(env("ROUND_KEYS_DIR", default=str(VAR_DIR / "round-keys")))

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Two lines for each page that is indexed say nothing anybody reads.
    "loggers": {name: {"level": "WARNING"} for name in ("django_tasks", "wagtail")},
}
