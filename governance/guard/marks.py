"""What stands for a match that was excused: a fingerprint that only this server can make.

A health insurance number has too few possible values for a plain fingerprint: a list of
all of them would tell which it was. So the server's secret goes in, and so does the
place, that the same match at two co-ops leaves two marks that nobody can compare.
"""

from django.conf import settings
from django.utils.crypto import salted_hmac

PURPOSE = "governance.guard.excused"


def mark(place: object, kind: str, match: str) -> str:
    """The mark to keep; 64 hexadecimal figures."""
    return _mark(settings.SECRET_KEY, place, kind, match)


def marks(place: object, kind: str, match: str) -> list[str]:
    """The marks to look for: a secret that was changed still knows what it excused as
    long as it stands among the earlier ones."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [_mark(secret, place, kind, match) for secret in secrets]


def _mark(secret: str | bytes, place: object, kind: str, match: str) -> str:
    said = f"{place}|{kind}|{match}"
    return salted_hmac(PURPOSE, said, secret=secret, algorithm="sha256").hexdigest()
