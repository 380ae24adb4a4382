"""Where ``make run`` listens, under which names it may be asked for, and by which it is
told: HOST may be one address of this machine, or all of them."""

import socket

ALL = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
NOWHERE = ("192.0.2.1", 9)  # kept free for examples: nobody answers there


def opened_at(host: str) -> str:
    """The name by which this very machine reaches what listens on ``host``."""
    return LOOPBACK[0] if host in ALL else in_url(host)


def answers_to(host: str) -> list[str]:
    """The names a request may give when we listen on ``host``."""
    more = own_names() if host in ALL else [in_url(host)]
    return list(dict.fromkeys([*LOOPBACK, *more]))


def own_names() -> list[str]:
    """The addresses of this machine, the one that others of its network use first,
    then its name. Nothing is sent to find them."""
    name = socket.gethostname().lower()
    try:
        known = socket.getaddrinfo(name, None, proto=socket.IPPROTO_TCP)
    except OSError:
        known = []
    resolved = [in_url(str(row[4][0]).partition("%")[0]) for row in known]
    return list(dict.fromkeys([*outward(), *resolved, name, f"{name}.local"]))


def outward() -> list[str]:
    """The address that leads out of this machine; none where it is on no network. A
    datagram's socket chooses it when it is connected, before anything is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(NOWHERE)
        except OSError:
            return []
        return [probe.getsockname()[0]]


def in_url(host: str) -> str:
    """``host`` as an address of the web writes it: IPv6 stands in brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
