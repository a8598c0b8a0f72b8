"""The ways in which Kontor is served to others, and what each asks for."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from kontor.cli.listen import EVERYWHERE, is_loopback, own_names, shown
from kontor.core.errors import Invalid, Refused
from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    import ssl

    from cryptography.x509 import Certificate

DEFAULT_PORTS = {"https": 443, "http": 80}


class OnlyLoopback(Refused):
    """Other machines may come in only where somebody has a password."""

    text = gettext_noop(
        "Kontor serves this machine only: {host} would let others in, and nobody has "
        "a password yet. Make an account with one: kontor account add NAME"
    )


class NoSeal(Refused):
    """What goes over a network is to be encrypted."""

    text = gettext_noop(
        "To let others in at {host}, Kontor needs a certificate: give --cert and "
        "--key, or make one with kontor certificate. Behind a proxy that does HTTPS: "
        "--behind-proxy ADDRESS."
    )


class OneWay(Invalid):
    """Options that do not go together."""

    text = gettext_noop("{one} and {other} do not go together; choose one of them.")


class NobodyElse(Invalid):
    """Said how others come in, and that nobody does."""

    text = gettext_noop(
        "{option} is about others, and {host} lets nobody else in. Say which address "
        "they reach Kontor at, such as --host 0.0.0.0 for all."
    )


class KeyMissing(Invalid):
    """A certificate and its key come together."""

    text = gettext_noop("--cert and --key belong together; give both.")


class NoProxy(Invalid):
    """A proxy is known by its address."""

    text = gettext_noop(
        "--behind-proxy takes the address of the proxy as Kontor sees it, such as "
        "127.0.0.1, not “{value}”."
    )


class NoNames(Invalid):
    """Which names are answered cannot be told."""

    text = gettext_noop(
        "By which name do others reach Kontor? Say it with --name, such as "
        "--name kontor.example."
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for when Kontor was started.

    Attributes:
        host, port: where to listen; None for the usual port, or the next free one.
        names: by which others reach it, with a port where it is not the usual one.
        cert, key: files of the certificate.
        proxy: address of the proxy that does HTTPS, "" for none.
        plain: whether to do without HTTPS.
    """

    host: str = "127.0.0.1"
    port: int | None = None
    names: tuple[str, ...] = ()
    cert: Path | None = None
    key: Path | None = None
    proxy: str = ""
    plain: bool = False

    @property
    def is_for_others(self) -> bool:
        """Tell whether anybody beside this machine is to be let in."""
        return not is_loopback(self.host) or bool(self.proxy)


@dataclass(frozen=True, slots=True)
class Way:
    """How Kontor is served: ``kind`` is "here", "tls", "proxy" or "plain".

    Attributes:
        names: those that are answered, beside loopback's; the first is shown first.
        context, certificate: for "tls".
    """

    kind: str
    wish: Wish
    names: tuple[str, ...] = ()
    context: ssl.SSLContext | None = None
    certificate: Certificate | None = None


def way_of(wish: Wish) -> Way:
    """Find the way that was asked for.

    Raises:
        OnlyLoopback: nobody has a password.
        NoSeal: it would be unencrypted without being asked for by name.
        OneWay, NobodyElse, KeyMissing, NoProxy, NoNames, BadCertificate: the options
            cannot be used.
    """
    _check(wish)
    if not wish.is_for_others:
        return Way("here", wish)
    from kontor.reports.accounts.accounts import anybody_has_password

    if not anybody_has_password():
        raise OnlyLoopback(host=wish.host)
    if wish.proxy:
        return Way("proxy", wish, _names(wish))
    if wish.plain:
        return Way("plain", wish, _names(wish))
    return _sealed(wish)


def open_up(way: Way, port: int) -> list[str]:
    """Let the pages answer to the names of a way; give the addresses for others.

    Args:
        port: where the way out listens, as others see it.
    """
    if way.kind == "here":
        return []
    scheme = "http" if way.kind == "plain" else "https"
    usual = DEFAULT_PORTS[scheme]
    # In front of a proxy others see its port, not ours.
    behind = usual if way.kind == "proxy" else port
    addresses, hosts = [], [*settings.LOOPBACK]
    for name in way.names:
        host, at = _split(name)
        number = at or behind
        end = "" if number == usual else f":{number}"
        addresses.append(f"{scheme}://{shown(host)}{end}")
        hosts.append(shown(host))
    settings.ALLOWED_HOSTS = hosts
    settings.OUTSIDE = addresses
    settings.ONLY_SEALED = way.kind != "plain"
    # A proxy may pass the name on without the port that others see.
    settings.CSRF_TRUSTED_ORIGINS = addresses if way.kind == "proxy" else []
    return addresses


def _check(wish: Wish) -> None:
    given = {
        "--cert": wish.cert or wish.key,
        "--behind-proxy": wish.proxy,
        "--insecure-http": wish.plain,
    }
    chosen = [name for name, value in given.items() if value]
    if len(chosen) > 1:
        raise OneWay(one=chosen[0], other=chosen[1])
    if chosen and not wish.proxy and is_loopback(wish.host):
        raise NobodyElse(option=chosen[0], host=wish.host)
    if (wish.cert is None) != (wish.key is None):
        raise KeyMissing
    if wish.proxy:
        try:
            ipaddress.ip_address(wish.proxy)
        except ValueError as error:
            raise NoProxy(value=wish.proxy) from error


def _sealed(wish: Wish) -> Way:
    from kontor.cli.certificate import context, names_of, own_files, read

    file, key = (wish.cert, wish.key) if wish.cert and wish.key else own_files()
    if wish.cert is None and not file.exists():
        raise NoSeal(host=wish.host)
    found = read(file)
    named = [name for name in names_of(found) if "*" not in name]
    names = _names(wish, named)
    return Way("tls", wish, names, context(file, key), found)


def _names(wish: Wish, certified: list[str] | None = None) -> tuple[str, ...]:
    """Gather by which names others may ask: those given before those found out."""
    host = [] if wish.host in EVERYWHERE or is_loopback(wish.host) else [wish.host]
    if wish.proxy and not wish.names:
        raise NoNames
    own = own_names() if wish.host in EVERYWHERE and not wish.proxy else []
    found = dict.fromkeys([*wish.names, *host, *_likely(certified or [], own), *own])
    names = tuple(name for name in found if not is_loopback(_split(name)[0]))
    if not names:
        raise NoNames
    return names


def _likely(certified: list[str], own: list[str]) -> list[str]:
    """Put first what a certificate names and this machine is reached by just now."""
    return [*(name for name in own if name in certified), *certified]


def _split(name: str) -> tuple[str, int | None]:
    """Part a name from the port that may stand behind it."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        host, colon, port = name.rpartition(":")
        if colon and port.isdigit():
            return host.strip("[]"), int(port)
    return name.strip("[]"), None
