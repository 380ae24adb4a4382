"""Extends the lease of a long job from beside it."""

import logging
import threading
from datetime import timedelta
from types import TracebackType
from typing import Self

from django.db import Error as DatabaseError
from django.db import connection
from django.utils import timezone

from portal.work import queue

log = logging.getLogger(__name__)


class Heartbeat:
    """While inside, the job's lease is renewed three times per lease. The thread
    starts only once the first third has passed: most jobs never need it."""

    def __init__(self, claimed: queue.Claim, lease: timedelta) -> None:
        self.claimed, self.lease = claimed, lease
        self.over = threading.Event()
        self.timer = threading.Timer(self.every, self._beat)
        self.timer.daemon = True

    @property
    def every(self) -> float:
        return self.lease.total_seconds() / 3

    def __enter__(self) -> Self:
        self.timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.over.set()
        self.timer.cancel()
        self.timer.join()

    def _beat(self) -> None:
        try:
            while queue.extend(self.claimed, timezone.now() + self.lease):
                if self.over.wait(self.every):
                    break
        except DatabaseError:
            log.warning("A lease could not be renewed; the job may run again.")
        finally:
            connection.close()
