"""Production: everything from the environment; half-set is refused at start."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment
from portal.settings.base import *
from portal.settings.base import ALLOWED_HOSTS, DEMO, SECRET_KEY, env

SECRET_KEY = environment.secret_key(SECRET_KEY)
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS to the names of this site.")
if DEMO:
    raise ImproperlyConfigured("DEMO signs people in without a code: unset it.")
BASE_URL = environment.public_address(env)
WAGTAILADMIN_BASE_URL = BASE_URL
CSRF_TRUSTED_ORIGINS = [BASE_URL]

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
# One proxy that speaks https stands before us unless the environment says otherwise.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.proxies(env, default=1)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
