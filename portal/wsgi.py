"""The door for a WSGI server (gunicorn). There is no ASGI door, on purpose: the
code is synchronous, and threads served it several times faster."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
django = get_wsgi_application()

from portal.checks import (  # noqa: E402 - apps are ready only now
    refuse_half_set,
    refuse_unsafe_database,
)
from portal.serving.heads import without_body  # noqa: E402

application = without_body(django)

refuse_half_set()
refuse_unsafe_database()
