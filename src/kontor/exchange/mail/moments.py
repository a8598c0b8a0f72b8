"""When a mail was sent, by whichever of its dates makes sense."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import TYPE_CHECKING, NamedTuple

from kontor.exchange.charset import decode_value

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from kontor.exchange.mail.fields import Fields

# There was hardly any mail before; a clock that was never set says 1970.
_EARLIEST = 1971
_LONGEST = 200


class Days(NamedTuple):
    """The book's time zone, and today in it: nothing was sent later."""

    zone: tzinfo
    today: date


def moment_of(fields: Fields, envelope: bytes, days: Days) -> datetime | None:
    """Give the moment a mail was sent, in UTC, None where nothing tells.

    Its own date, else when it was last received, else what the line says that
    separates it from the mail before.
    """
    received = (text.rpartition(";")[2] for text in fields.get("received", ()))
    for text in (*fields.get("date", ())[:1], *received):
        if moment := _possible(text, days):
            return moment
    if not envelope:
        return None
    words = decode_value(envelope[:_LONGEST]).split()
    return _possible(" ".join(words[2:]), days)


def _possible(text: str, days: Days) -> datetime | None:
    moment = _read(text[:_LONGEST])
    if moment is None or moment.year < _EARLIEST:
        return None
    return moment if moment.astimezone(days.zone).date() <= days.today else None


def _read(text: str) -> datetime | None:
    """Read a date as mails have it; without a zone it is UTC."""
    try:
        parts = parsedate_tz(text)
        if parts is None:
            return None
        year, month, day, hour, minute, second = parts[:6]
        zone = timezone(timedelta(seconds=parts[9] or 0))
        # A leap second has no place in a datetime.
        clock = (hour, minute, min(second, 59))
        return datetime(year, month, day, *clock, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError, IndexError, TypeError, AttributeError):
        # The standard library does not promise to raise nothing here.
        return None
