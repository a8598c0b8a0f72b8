"""Whose hand acts through a page, and when: the clock is looked at only here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kontor.lib.hand import Hand

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from kontor.reports.accounts.books import BookView


def now() -> datetime:
    """Tell the moment, aware UTC."""
    return datetime.now(UTC)


def hand_of(request: HttpRequest) -> Hand:
    """Give the hand of whoever is signed in, at this moment."""
    return Hand(request.user.pk, now())


def today_in(book: BookView) -> date:
    """Tell which day it is in the book's time zone."""
    return Hand(None, now()).today(book.time_zone)
