"""How often a code was tried, counted where parallel guesses meet: in the database.

The session counts too, but requests that arrive together all read the same count there.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils.crypto import salted_hmac

from portal.models import CodeTries

LIFE = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
MOST = settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS


def take(state: dict[str, Any], at: datetime) -> bool:
    """Use one try of the code that ``state`` (of allauth's process) holds; False when
    none is left. An unknown address, which has no code, has as many tries."""
    seal = _seal(state)
    CodeTries.objects.filter(until__lt=at).delete()
    CodeTries.objects.get_or_create(seal=seal, defaults={"until": at + LIFE})
    left = CodeTries.objects.filter(seal=seal, tries__lt=MOST)
    return left.update(tries=F("tries") + 1) == 1


def _seal(state: dict[str, Any]) -> str:
    """Stands for one sent code; says neither the code nor the address."""
    told = [str(state.get(name, "")) for name in ("email", "code", "at")]
    return salted_hmac("sign-in tries", "\n".join(told), algorithm="sha256").hexdigest()
