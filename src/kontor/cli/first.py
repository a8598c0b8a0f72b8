"""The first start: an account, a book of one's own, where this machine stands."""

from __future__ import annotations

import getpass
import locale
import os
import sys
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django.utils.translation import gettext

from kontor.actions.accounts.books import open_book
from kontor.cli.language import spoken
from kontor.core.errors import Missing
from kontor.lib.text import gettext_noop
from kontor.reports.accounts.books import BookView, book_for, books_of

if TYPE_CHECKING:
    from kontor.lib.hand import Hand

CURRENCIES = {"GB": "GBP", "CH": "CHF", "LI": "CHF", "US": "USD"}
ZONE = "Europe/Berlin"
REGION = "DE"
# Where clocks of a country agree.
ZONES = {
    "DE": "Europe/Berlin",
    "AT": "Europe/Vienna",
    "CH": "Europe/Zurich",
    "LI": "Europe/Vaduz",
    "GB": "Europe/London",
    "IE": "Europe/Dublin",
}


class NoSuchBook(Missing):
    """No book of this account has that name."""

    text = gettext_noop("You keep no book called “{name}”. There are: {known}.")


def own_book(hand: Hand) -> BookView:
    """Give the owner's own book, opened on first use."""
    account = hand.account_id or 0
    for book in books_of(account):
        if not book.is_sample:
            return book
    name = gettext("My book")
    number = open_book(account, hand=hand, name=name, owner=_full_name(), **place())
    return book_for(account, number)


def book_named(hand: Hand, name: str) -> BookView:
    """Find a book of this account by its number or name.

    Raises:
        NoSuchBook: it keeps none; somebody else's is as good as none.
    """
    books = books_of(hand.account_id or 0)
    for book in books:
        if name in {str(book.id), book.name}:
            return book
    folded = [book for book in books if book.name.casefold() == name.casefold()]
    if len(folded) == 1:
        return folded[0]
    raise NoSuchBook(name=name, known=", ".join(book.name for book in books))


def place() -> dict[str, Any]:
    """Tell where this machine stands: language, region, time zone, currency."""
    region = _region()
    return {
        "language": spoken(),
        "region": region,
        "time_zone": _time_zone(region),
        "currency": CURRENCIES.get(region, "EUR"),
    }


def _full_name() -> str:
    """Ask the system for the user's name; it can be changed in the book."""
    try:
        import pwd

        name = pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0].strip()
    except (ImportError, KeyError, AttributeError):
        name = ""
    if not name or name.casefold() == "root":
        try:
            name = getpass.getuser()
        except (KeyError, OSError):
            name = ""
    return name if name and name != "root" else gettext("Me")


def _region() -> str:
    """Take the country from the system's language, as in ``de_AT.UTF-8``."""
    named = [os.environ.get(name, "") for name in ("LC_ALL", "LANG")]
    if sys.platform in {"win32", "darwin"}:
        # Elsewhere Python makes up "en_US" where the system names no country.
        named.append(locale.getlocale()[0] or "")
    for code in named:
        region = code.partition(".")[0].partition("_")[2].upper()
        if len(region) == len("DE") and region.isalpha():
            return region
    return REGION


def _time_zone(region: str) -> str:
    """Take the system's zone; a bare server's UTC is nobody's day."""
    import tzlocal

    try:
        name = tzlocal.get_localzone_name()
    except Exception:  # noqa: BLE001 - whatever is odd about this machine's clock
        return ZONE
    if name in {"UTC", "Etc/UTC", "Etc/UCT", "GMT"}:
        return ZONES.get(region, name)
    return name if name in available_timezones() else ZONE
