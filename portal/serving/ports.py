"""Can we listen there? Asked before anything long is begun, answered in a sentence."""

import errno
import socket

PORTS = range(1, 65536)


class CannotListen(Exception):
    """``str()`` is the sentence to show, in both languages."""


def number(said: str, variable: str) -> int:
    """The port that ``said`` names. Raises ``CannotListen`` when there is none such."""
    if said.isascii() and said.isdigit() and int(said[:9]) in PORTS:
        return int(said)
    raise CannotListen(
        f"{variable}={said} n’est pas un port\u00a0: écrivez un nombre de 1 à 65535, "
        f"par exemple make run {variable}=8100\n"
        f"{variable}={said} is not a port: write a number from 1 to 65535, "
        f"for example make run {variable}=8100"
    )


def require_two(port: int, sandbox_port: int) -> None:
    """The portal and the sandbox cannot share one port."""
    if port == sandbox_port:
        other = _another(port)
        raise CannotListen(
            f"PORT et SANDBOX_PORT sont tous deux {port}\u00a0: il faut deux ports "
            f"différents, par exemple make run PORT={port} SANDBOX_PORT={other}\n"
            f"PORT and SANDBOX_PORT are both {port}: two different ports are needed, "
            f"for example make run PORT={port} SANDBOX_PORT={other}"
        )


def require_free(host: str, port: int, variable: str) -> None:
    """Raise ``CannotListen`` when ``host:port`` cannot be listened on.

    ``variable`` is the environment variable that chooses another port.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise CannotListen(sentence(error, host, port, variable)) from error


def sentence(error: OSError, host: str, port: int, variable: str) -> str:
    """Why the system refused, and what to write instead."""
    if error.errno == errno.EADDRINUSE:
        return _taken(f"{host}:{port}", f"make run {variable}={_another(port)}")
    if error.errno == errno.EACCES:
        return _reserved(port, f"make run {variable}={port + 8000}")
    return (
        f"HOST={host} n’est pas une adresse de cet ordinateur. Enlevez HOST, ou écrivez "
        "HOST=0.0.0.0 pour que d’autres appareils du réseau voient le portail.\n"
        f"HOST={host} is not an address of this computer. Leave HOST out, or write "
        "HOST=0.0.0.0 for other devices of the network to see the portal."
    )


def _taken(address: str, instead: str) -> str:
    return (
        f"L’adresse {address} est déjà prise par un autre programme. "
        f"Fermez-le, ou choisissez un autre port\u00a0: {instead}\n"
        f"The address {address} is taken by another program. "
        f"Close it, or choose another port: {instead}"
    )


def _reserved(port: int, instead: str) -> str:
    return (
        f"Le port {port} est réservé à qui administre cet ordinateur. "
        f"Choisissez-en un plus grand que 1023\u00a0: {instead}\n"
        f"Port {port} is kept for whoever administers this computer. "
        f"Choose one above 1023: {instead}"
    )


def _another(port: int) -> int:
    return port + 100 if port + 100 in PORTS else port - 100
