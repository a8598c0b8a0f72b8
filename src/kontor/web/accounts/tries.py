"""How often somebody may fail to come in: guessing takes for ever."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

from django.core.cache import caches

from kontor.core.errors import Unavailable
from kontor.lib.digest import digest
from kontor.lib.text import fold, gettext_noop

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kontor.lib.hand import Hand

TRIES_A_MINUTE = 10
# From everywhere together; so many guesses find no password worth the name.
PASSWORDS_A_MINUTE = 60
SECONDS = 120
# Whoever has one IPv6 address has a whole net of them.
NET = 64


class TooManyTries(Unavailable):
    """Somebody may be guessing."""

    text = gettext_noop("Too many links were tried just now. Wait a minute.")


class TooManyPasswords(Unavailable):
    """Somebody may be guessing passwords."""

    text = gettext_noop("Too many passwords were tried just now. Wait a minute.")


def of_links(request: HttpRequest) -> dict[str, int]:
    """Give what failed links count against: the caller alone.

    Nobody guesses a link, and nobody shall close the door to the links of others.
    """
    return {f"link-{_net(str(request.META.get('REMOTE_ADDR', '')))}": TRIES_A_MINUTE}


def of_passwords(request: HttpRequest, name: str) -> dict[str, int]:
    """Give what failed passwords count against: the caller, the name, all together."""
    return {
        f"from-{_net(str(request.META.get('REMOTE_ADDR', '')))}": TRIES_A_MINUTE,
        f"name-{digest(fold(name))}": TRIES_A_MINUTE,
        "passwords": PASSWORDS_A_MINUTE,
    }


def spent(counts: dict[str, int], hand: Hand) -> bool:
    """Tell whether as many have failed as may in this minute."""
    return any(
        int(caches["tries"].get(_key(name, hand), 0)) >= most
        for name, most in counts.items()
    )


def failed(counts: dict[str, int], hand: Hand) -> None:
    """Count one that failed."""
    for name in counts:
        kept = caches["tries"]
        kept.add(_key(name, hand), 0, timeout=SECONDS)
        kept.incr(_key(name, hand))


def _key(name: str, hand: Hand) -> str:
    return f"tries-{name}-{hand.moment:%Y%m%d%H%M}"


def _net(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return "elsewhere"
    if isinstance(found, IPv6Address):
        return f"{int(found) >> (128 - NET):x}"
    return str(found)
