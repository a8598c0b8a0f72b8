"""One row of LinkedIn's messages: who wrote to whom, and when; never what."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kontor.exchange.card import Problem
from kontor.exchange.linkedin.known import profile_url
from kontor.lib.days import read_day
from kontor.lib.text import fold

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from kontor.exchange.csv.rows import Row

# What is not written by one person to another.
_ORGANISATION = re.compile(r"linkedin\.com/(?:company|school|showcase)/", re.I)
_LINKEDIN = frozenset(
    {"linkedin", "the linkedin team", "linkedin marketing solutions", "linkedin news",
     "linkedin learning", "linkedin premium", "linkedin jobs"}
)  # fmt: skip
_SPAM = frozenset({"spam", "junk"})
_TRUE = frozenset({"yes", "true", "1", "ja"})
_MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(UTC|Z)?"
)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who writes or is written to; either may be ""."""

    name: str
    url: str

    @property
    def key(self) -> str:
        """Tell this one from others of a conversation."""
        return self.url or fold(self.name)


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    Attributes:
        id: a hash; two messages of one sender in one second are one.
        why_not: code of a reason for which it does not count, or "".
    """

    id: str
    conversation: str
    sender: Party
    recipients: tuple[Party, ...]
    day: date
    moment: datetime | None
    line: int
    why_not: str = ""


def message_of(row: Row, columns: dict[str, int], zone: ZoneInfo) -> Message | Problem:
    """Read a row.

    Args:
        columns: places of the headings, as plain words.
        zone: the book's time zone.
    """
    cells = {
        name: row.cells[place].strip()
        for name, place in columns.items()
        if place < len(row.cells)
    }
    get = cells.get
    when = get("date", "")
    moment = _moment(when)
    day = moment.astimezone(zone).date() if moment else _day(when)
    if day is None:
        return Problem("linkedin-no-date", 0, row.line, facts={"value": when[:80]})
    sender = Party(get("from", ""), profile_url(get("sender profile url", "")))
    recipients = _recipients(get("to", ""), get("recipient profile urls", ""))
    conversation = get("conversation id", "")
    own = _hash(conversation, when, sender.key)
    why_not = _why_not(cells, sender, recipients)
    return Message(
        own, conversation, sender, recipients, day, moment, row.line, why_not
    )


def _why_not(
    cells: dict[str, str], sender: Party, recipients: tuple[Party, ...]
) -> str:
    if fold(cells.get("folder", "")) in _SPAM:
        return "linkedin-spam"
    if fold(cells.get("is message draft", "")) in _TRUE:
        return "linkedin-draft"
    title = fold(cells.get("conversation title", ""))
    nobody = _is_nobody(sender) or (recipients and all(map(_is_nobody, recipients)))
    return "linkedin-sponsored" if nobody or title.startswith("sponsored") else ""


def _is_nobody(party: Party) -> bool:
    """Tell organisations, and LinkedIn itself, from people."""
    return bool(_ORGANISATION.search(party.url + "/")) or fold(party.name) in _LINKEDIN


def _recipients(names: str, urls: str) -> tuple[Party, ...]:
    """Put names and profiles together; a name may hold a comma itself."""
    profiles = [profile_url(url) for url in urls.split(",") if url.strip()]
    parts = [name.strip() for name in names.split(",") if name.strip()]
    if len(profiles) == 1:
        return (Party(names, profiles[0]),)
    if profiles and len(profiles) != len(parts):
        return tuple(Party("", url) for url in profiles)
    if not profiles:
        return tuple(Party(name, "") for name in parts)
    return tuple(map(Party, parts, profiles))


def _moment(text: str) -> datetime | None:
    found = _MOMENT.fullmatch(text)
    if not found:
        return None
    try:
        figures = (int(part or 0) for part in found.groups()[:6])
        # LinkedIn writes its times in UTC, also where it does not say so.
        return datetime(*figures, tzinfo=UTC)  # type: ignore[arg-type, misc]
    except ValueError:
        return None


def _day(text: str) -> date | None:
    found = read_day(text, month_first=True)
    return found.as_date() if found else None


def _hash(*parts: str) -> str:
    whole = "\n".join(parts).encode("utf-8", "replace")
    return hashlib.md5(whole, usedforsecurity=False).hexdigest()
