"""Is an address free? Asked before anything long is begun."""

import socket


class PortIsBusy(Exception):
    """Another program listens there; ``str()`` is the sentence to show."""


def require_free(host: str, port: int, variable: str) -> None:
    """Raise ``PortIsBusy`` when ``host:port`` cannot be listened on.

    ``variable`` is the environment variable that chooses another port.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortIsBusy(sentence(host, port, variable)) from error


def sentence(host: str, port: int, variable: str) -> str:
    other = port + 100
    return (
        f"L’adresse {host}:{port} est déjà prise par un autre programme. "
        f"Fermez-le, ou choisissez un autre port\u00a0: make run {variable}={other}\n"
        f"The address {host}:{port} is taken by another program. "
        f"Close it, or choose another port: make run {variable}={other}"
    )
