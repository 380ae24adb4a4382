"""A scratch database's stretch of work that is undone at its end."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from governance.membership.models import Cooperative
from integrations.models import MirrorLink, Repository


@contextmanager
def scratch() -> Iterator[Cooperative]:
    """Undone at the end: the other chapters measure the demo as it stands."""
    with transaction.atomic():
        MirrorLink.objects.update(number=None)
        Repository.objects.update(polled_at=None, remote_id=None)
        Repository.objects.filter(full_name="carnet-commun/carnet").update(
            full_name="set/aside"
        )
        yield Cooperative.objects.earliest("pk")
        transaction.set_rollback(True)
