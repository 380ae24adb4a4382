"""Everything one sandbox process holds."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from integrations.github.sandbox import homes
from integrations.github.sandbox.acts.act import Act
from integrations.github.sandbox.addresses import Addresses
from integrations.github.sandbox.faults import Faults
from integrations.github.sandbox.store import Store
from integrations.github.sandbox.traffic import Traffic


@dataclass
class Hook:
    """Where webhooks go and the secret they are signed with; no address, no webhooks."""

    url: str = ""
    secret: str = ""


@dataclass
class World:
    """The data, the webhook, the faults and the clock."""

    store: Store
    full_name: str
    hook: Hook = field(default_factory=Hook)
    token: str = "sandbox"  # noqa: S105 - public by design
    origin: str = ""
    faults: Faults = field(default_factory=Faults)
    traffic: Traffic = field(default_factory=Traffic)
    queued: threading.Event = field(default_factory=threading.Event)
    fixed_now: str = ""
    calls: int = 0

    def now(self) -> str:
        """UTC with whole seconds, as GitHub writes it; a test may stop the clock."""
        return self.fixed_now or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def places(self, origin: str = "", prefix: str = "") -> Addresses:
        """Addresses under ``origin``, or under our own when nobody asked."""
        return Addresses(origin or self.origin, self.full_name, prefix)

    @contextmanager
    def acting(
        self, by: str, places: Addresses, home: int | None = None
    ) -> Iterator[Act]:
        """A change in hand: saved whole at the end, webhooks sent after that. In the
        first repository, or in the one whose id is ``home``."""
        with self.store.writing() as data:
            seen = homes.by_id(data, home) if home is not None else data
            assert seen is not None
            yield Act(seen, by, self.now(), places, listened=bool(self.hook.url))
        self.queued.set()
