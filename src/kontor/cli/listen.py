"""Sockets to be reached by, and by which names others find this machine."""

from __future__ import annotations

import ipaddress
import socket
import sys

from kontor.core.errors import Invalid, Unavailable
from kontor.lib.text import gettext_noop

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
EVERYWHERE = frozenset({"0.0.0.0", "::"})
BACKLOG = 128
# Nothing is sent there: it only lets the system say by which address it would.
FAR = (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))


class PortTaken(Unavailable):
    """Another program listens there, or the port may not be used."""

    text = gettext_noop(
        "Port {port} cannot be used: {reason}. Choose another one with --port."
    )


class NoAddress(Invalid):
    """The name leads nowhere, or not to this machine."""

    text = gettext_noop(
        "{host} is no address of this machine ({reason}). 0.0.0.0 stands for all."
    )


def listen(host: str, ports: list[int]) -> socket.socket:
    """Bind a socket at the first of the ports that is free.

    Args:
        ports: 0 stands for any.

    Raises:
        PortTaken, NoAddress: there is none to be had there.
    """
    family, address = _address(host)
    reason = ""
    for number in ports:
        # With its protocol named, asyncio knows that small pieces are not to wait.
        found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        if sys.platform != "win32":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((address, number))
        except OSError as error:
            reason = error.strerror or str(error)
            found.close()
            continue
        # Whoever comes while the pages are being made ready waits for them.
        found.listen(BACKLOG)
        return found
    raise PortTaken(port=ports[0], reason=reason)


def _address(host: str) -> tuple[socket.AddressFamily, str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoAddress(host=host, reason=getattr(error, "strerror", "")) from error
    # "localhost" is 127.0.0.1 here, as it always was.
    found.sort(key=lambda one: one[0] != socket.AF_INET)
    family, _kind, _protocol, _name, address = found[0]
    return family, str(address[0])


def own_names() -> list[str]:
    """List the addresses and names by which others find this machine, best first."""
    found = [*_addresses(), *_host_names()]
    return list(dict.fromkeys(name for name in found if name))


def _addresses() -> list[str]:
    found = []
    for far, family in FAR:
        with socket.socket(family, socket.SOCK_DGRAM) as asked:
            try:
                asked.connect((far, 9))
            except OSError:
                continue
            found.append(str(asked.getsockname()[0]))
    return [name for name in found if not is_loopback(name)]


def _host_names() -> list[str]:
    name = socket.gethostname().lower()
    if not name or name == "localhost":
        return []
    # In a home network a machine is known by this name without any server.
    return [name] if "." in name else [f"{name}.local", name]


def is_loopback(host: str) -> bool:
    """Tell whether an address or name is this machine's own, unseen from outside."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in LOOPBACK


def shown(host: str) -> str:
    """Write a host as it stands in an address: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host
