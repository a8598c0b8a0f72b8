"""The browsers that are signed in: noted, seen again, signed out."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from kontor.core.errors import Missing
from kontor.lib.browsers import family
from kontor.lib.digest import digest
from kontor.records.models import Device

if TYPE_CHECKING:
    from datetime import date

    from kontor.lib.hand import Hand


def add_device(account: int, *, hand: Hand, agent: str = "") -> str:
    """Note a browser that was just signed in; give the word for its session.

    Only the digest of the word is kept, so that a copy of the database signs
    nobody in. Browsers whose sessions have run out are forgotten.

    Args:
        agent: its User-Agent header, of which the families are kept.
    """
    today = _day(hand)
    oldest = today - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    Device.objects.filter(account=account, seen__lt=oldest).delete()
    word = secrets.token_urlsafe(24)
    browser, system = family(agent)
    Device.objects.create(
        account_id=account,
        digest=digest(word),
        browser=browser,
        system=system,
        since=hand.moment,
        seen=today,
    )
    return word


def see_device(account: int, word: str, *, hand: Hand) -> tuple[bool, bool]:
    """Tell whether a browser is still signed in, and whether it is new today."""
    found = Device.objects.filter(digest=digest(word), account=account)
    seen = found.values_list("seen", flat=True).first()
    if seen is None:
        return False, False
    today = _day(hand)
    if seen < today:
        found.update(seen=today)
    return True, seen < today


def sign_out(account: int, device: int) -> None:
    """Sign a browser of this account out.

    Raises:
        Missing: it has no such browser.
    """
    gone, _ = Device.objects.filter(pk=device, account=account).delete()
    if not gone:
        raise Missing


def sign_out_all(account: int, *, but: str = "") -> int:
    """Sign out all browsers of an account; give how many there were.

    Args:
        but: the word of the one that stays, "" for none.
    """
    others = Device.objects.filter(account=account).exclude(digest=digest(but))
    return others.delete()[0]


def sign_out_word(account: int, word: str) -> None:
    """Sign out the browser whose session holds this word."""
    Device.objects.filter(account=account, digest=digest(word)).delete()


def _day(hand: Hand) -> date:
    return hand.today("UTC")
