"""Writing vCard 4.0 (RFC 6350), one card at a time.

What Kontor has no place for goes out as the line it came in. What vCard has no
place for is written as X-KONTOR-…; of a card that is read again those lines are
passed over on the way out, as they are written anew.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from kontor.exchange.card import Card, Entry, Job, PartialDate, PostalAddress

OWN = "X-KONTOR-"
FOLD = 75  # octets, as the standard wants it
_KIND = {"work": "work", "home": "home", "mobile": "cell", "fax": "fax",
         "other": "x-other"}  # fmt: skip
_CARDS = {"person": "individual", "organisation": "org", "group": "group"}
_ESCAPED = str.maketrans(
    {"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": None, "\0": None}
)
_SPECIAL = re.compile(r"[\\,;\r\n\0]")
_BREAKS = re.compile(r"[\r\n\0]+")
_NAMES = re.compile(r"(?:[\w-]+\.)?([\w-]+)")


@dataclass(slots=True)
class Tie:
    """Somebody else whom the person knows; ``strength`` is 1 loose to 3 close."""

    uid: str
    strength: int
    how: str = ""


@dataclass(slots=True)
class Outgoing:
    """A card with what goes beside it.

    Attributes:
        card: ``source_id`` is the uid; ``unknown`` holds whole content lines.
        revised: when any of it was last changed, aware UTC.
        ties: whom the person knows.
        introduced_by: uid of who introduced them, or "".
        former: jobs that have ended, with their first and last day.
        own: what only Kontor knows, as (name without ``OWN``, value).
        columns: what came in columns of tables that mean nothing to Kontor.
    """

    card: Card
    revised: datetime | None = None
    ties: list[Tie] = field(default_factory=list)
    introduced_by: str = ""
    former: list[tuple[Job, date | None, date | None]] = field(default_factory=list)
    own: list[tuple[str, str]] = field(default_factory=list)
    columns: list[tuple[str, str]] = field(default_factory=list)


def write_vcards(cards: Iterable[Outgoing]) -> Iterator[bytes]:
    """Write cards one by one, each as bytes in UTF-8."""
    for card in cards:
        lines = map(folded, _lines(card))
        yield ("\r\n".join(lines) + "\r\n").encode("utf-8", "replace")


def folded(line: str) -> str:
    """Break a line after 75 octets, never within a character."""
    if len(line) <= FOLD and (line.isascii() or len(line.encode()) <= FOLD):
        return line
    if line.isascii():
        rest = range(FOLD, len(line), FOLD - 1)
        return "\r\n ".join([line[:FOLD], *(line[i : i + FOLD - 1] for i in rest)])
    return "\r\n ".join(_pieces(line))


def _pieces(line: str) -> Iterator[str]:
    data, start, room = line.encode("utf-8", "replace"), 0, FOLD
    while start < len(data):
        end = min(start + room, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        yield data[start:end].decode()
        start, room = end, FOLD - 1


def escaped(text: str) -> str:
    """Write a text as a value, or as one part of one."""
    return text.translate(_ESCAPED) if _SPECIAL.search(text) else text


def quoted(text: str) -> str:
    """Write a text as the value of a parameter (RFC 6868)."""
    plain = _BREAKS.sub(" ", text).replace("^", "^^").replace('"', "^'")
    return f'"{plain}"'


def _lines(out: Outgoing) -> Iterator[str]:
    card = out.card
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"UID:urn:uuid:{card.source_id}"
    yield f"KIND:{_CARDS[card.kind]}"
    yield f"FN:{escaped(card.display)}"
    yield from _who(card)
    yield from _reach(card)
    yield from _about(card)
    yield from _near(out)
    yield from _unknown(out)
    if out.revised is not None:
        yield f"REV:{out.revised:%Y%m%dT%H%M%SZ}"
    yield "END:VCARD"


def _who(card: Card) -> Iterator[str]:
    name = card.name
    parts = (name.family, name.given, name.additional, name.prefix, name.suffix)
    if any(parts):
        yield f"N:{';'.join(map(escaped, parts))}"
    if card.nickname:
        yield f"NICKNAME:{','.join(map(escaped, card.nickname.split(', ')))}"
    if card.birthday:
        yield f"BDAY:{_birthday(card.birthday)}"
    if card.language:
        yield f"LANG:{escaped(card.language)}"


def _birthday(day: PartialDate) -> str:
    year = f"{day.year:04}" if day.year else "--"
    return f"{year}{day.month:02}{day.day:02}"


def _reach(card: Card) -> Iterator[str]:
    number = 0
    for name, entries in (
        ("EMAIL", card.emails), ("TEL", card.phones), ("URL", card.links)
    ):  # fmt: skip
        for entry in entries:
            number += 1
            yield from _entry(name, entry, number)
    for address in card.addresses:
        number += 1
        yield from _labelled("ADR", address.kind, "", _address(address), number)


def _entry(name: str, entry: Entry, number: int) -> Iterator[str]:
    pref = ";PREF=1" if entry.preferred else ""
    return _labelled(name, entry.kind, pref, escaped(entry.value), number)


def _labelled(
    name: str, kind: str, params: str, value: str, number: int
) -> Iterator[str]:
    """Write a property with its label, as a type or in the keeper's own words."""
    if not kind or kind in _KIND:
        kind = f";TYPE={_KIND[kind]}" if kind else ""
        yield f"{name}{kind}{params}:{value}"
        return
    yield f"kontor{number}.{name}{params}:{value}"
    yield f"kontor{number}.X-ABLabel:{escaped(kind)}"


def _address(address: PostalAddress) -> str:
    parts = (
        "", address.extra, address.street, address.city, address.region,
        address.postal_code, address.country,
    )  # fmt: skip
    return ";".join(map(escaped, parts))


def _about(card: Card) -> Iterator[str]:
    several = len(card.jobs) > 1
    for number, job in enumerate(card.jobs, start=1):
        group = f"job{number}." if several else ""
        if job.organisation or job.department:
            unit = f";{escaped(job.department)}" if job.department else ""
            yield f"{group}ORG:{escaped(job.organisation)}{unit}"
        if job.role:
            yield f"{group}TITLE:{escaped(job.role)}"
    if card.tags:
        yield f"CATEGORIES:{','.join(map(escaped, card.tags))}"
    if card.note:
        yield f"NOTE:{escaped(card.note)}"
    if card.secrecy:
        yield f"CLASS:{card.secrecy.upper()}"
    if card.photo:
        data = b64encode(card.photo.data).decode("ascii")
        yield f"PHOTO:data:{card.photo.media_type};base64,{data}"


def _near(out: Outgoing) -> Iterator[str]:
    for tie in out.ties:
        how = f";X-HOW={quoted(tie.how)}" if tie.how else ""
        strength = f";X-STRENGTH={tie.strength}"
        yield f"RELATED;TYPE=contact{strength}{how}:urn:uuid:{tie.uid}"
    if out.introduced_by:
        yield f"RELATED;TYPE=x-referred-by:urn:uuid:{out.introduced_by}"
    for entry in out.card.related:
        kind = f";TYPE={entry.kind}" if entry.kind.isalpha() else ""
        yield f"RELATED{kind};VALUE=text:{escaped(entry.value)}"
    for job, start, end in out.former:
        parts = (job.organisation, job.department, job.role)
        days = f";X-START={start or ''};X-END={end or ''}"
        yield f"{OWN}FORMER-JOB{days}:{';'.join(map(escaped, parts))}"
    if out.card.met_day:
        yield f"{OWN}MET-ON:{out.card.met_day.isoformat()}"
    if out.card.met_place:
        yield f"{OWN}MET-AT:{escaped(out.card.met_place)}"
    for name, value in out.own:
        yield f"{OWN}{name}:{escaped(value)}"


def _unknown(out: Outgoing) -> Iterator[str]:
    """Write what came in and has no place here, once."""
    for line in dict.fromkeys(line for _, line in out.card.unknown):
        name = _NAMES.match(line)
        if name and not name[1].upper().startswith(OWN):
            yield _BREAKS.sub(" ", line)
    for heading, value in dict.fromkeys(out.columns):
        yield f"X-COLUMN;X-HEADING={quoted(heading)}:{escaped(value)}"
