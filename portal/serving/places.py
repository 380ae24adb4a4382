"""The two addresses of ``make run``: where we listen, and how each is opened."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from portal.serving import children, ports
from portal.settings import addresses


@dataclass(frozen=True)
class Places:
    """``host`` may be every address of this machine (0.0.0.0)."""

    host: str
    port: int
    sandbox_port: int

    @property
    def portal(self) -> str:
        """Opened on this very machine."""
        return f"http://{addresses.opened_at(self.host)}:{self.port}"

    @property
    def sandbox(self) -> str:
        """Always there for the portal itself, whatever HOST says."""
        return f"http://127.0.0.1:{self.sandbox_port}"

    @property
    def sandbox_host(self) -> str:
        """Seen by others only where HOST opens every address."""
        return "0.0.0.0" if self.host in addresses.ALL else "127.0.0.1"  # noqa: S104

    @property
    def with_sandbox(self) -> bool:
        """Unless the settings name a GitHub of one's own."""
        return bool(settings.GITHUB["API_URL"] == self.sandbox)

    def from_elsewhere(self) -> str:
        """The portal for other devices of the network; empty where they see nothing."""
        found = addresses.outward() if self.host in addresses.ALL else []
        return f"http://{found[0]}:{self.port}" if found else ""

    def require_free(self) -> None:
        """Raise ``CannotListen`` unless both addresses can be listened on."""
        if self.with_sandbox:
            ports.require_two(self.port, self.sandbox_port)
            ports.require_free(self.sandbox_host, self.sandbox_port, "SANDBOX_PORT")
        ports.require_free(self.host, self.port, "PORT")

    def start_sandbox(self, *, hooks: bool) -> children.Child:
        """The stand-in for GitHub; with ``hooks`` it tells the portal what happens."""
        return children.sandbox(
            self.sandbox_host, self.sandbox_port, hooks=hooks, portal=self.portal
        )


def chosen(options: Mapping[str, str]) -> Places:
    """What the command line or the environment chose; raises ``CannotListen``."""
    return Places(
        host=options["host"],
        port=ports.number(str(options["port"]), "PORT"),
        sandbox_port=ports.number(str(options["sandbox_port"]), "SANDBOX_PORT"),
    )
