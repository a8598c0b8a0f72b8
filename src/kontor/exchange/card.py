"""What an address file says of one person, the same for every format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from kontor.exchange.promised import Promised

CardKind = Literal["person", "organisation", "group"]
Secrecy = Literal["", "private", "confidential"]


@dataclass(slots=True)
class Name:
    """The parts of a name; every part may be empty."""

    given: str = ""
    additional: str = ""
    family: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(slots=True)
class Entry:
    """A mail address, telephone, link or relation with its label.

    ``kind`` is "work", "home", "mobile", "fax", "other", "" or the label in the
    keeper's own words; ``value`` is as written in the file, trimmed.
    """

    value: str
    kind: str = ""
    preferred: bool = False


@dataclass(slots=True)
class PostalAddress:
    """One postal address; ``country`` is as written (name or code)."""

    street: str = ""
    extra: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    kind: str = ""


@dataclass(slots=True)
class Job:
    """An organisation and what the person does there; either may be empty."""

    organisation: str = ""
    department: str = ""
    role: str = ""


@dataclass(slots=True)
class PartialDate:
    """A birthday: day and month always, the year only where it is known."""

    month: int
    day: int
    year: int | None = None


@dataclass(slots=True)
class Photo:
    """An inline picture."""

    media_type: str
    data: bytes


@dataclass(slots=True)
class Card:
    """One record of an address file.

    Attributes:
        source: kind of source: "vcard", "linkedin", "google", "outlook", ...
        source_id: the source's own id for this record, "" where it has none.
        record: number of the record in its file, from 1.
        line: number of its first line in the file, from 1.
        display: the name to show as the file gives it (FN); may be empty.
        members: for a group, what names its members (uid, "mailto:…").
        secrecy: what the file asks for (CLASS of a vCard), "" for nothing.
        met_day: since when they are connected, where the file says so.
        met_place: where or how they met.
        promises: what is promised to them, and reminders.
        unknown: what Kontor has no place for, as (name, raw content), kept and
            written out again unchanged.
        problems: what could not be used of an otherwise good record.
        raw: the record as it stood in the file.
    """

    source: str
    record: int
    line: int
    source_id: str = ""
    kind: CardKind = "person"
    name: Name = field(default_factory=Name)
    display: str = ""
    nickname: str = ""
    jobs: list[Job] = field(default_factory=list)
    emails: list[Entry] = field(default_factory=list)
    phones: list[Entry] = field(default_factory=list)
    links: list[Entry] = field(default_factory=list)
    addresses: list[PostalAddress] = field(default_factory=list)
    related: list[Entry] = field(default_factory=list)
    birthday: PartialDate | None = None
    note: str = ""
    tags: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    language: str = ""
    photo: Photo | None = None
    secrecy: Secrecy = ""
    met_day: date | None = None
    met_place: str = ""
    promises: list[Promised] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    raw: str = ""


@dataclass(slots=True)
class Problem:
    """Something a file holds that cannot be used.

    ``outcome`` says what became of the record: "failed" (nothing usable),
    "left_out" (fine, but not wanted here), "noted" (used, one part of it not).
    ``code`` is stable; ``facts`` fill the sentence that ``exchange.problems``
    has for it.
    """

    code: str
    record: int
    line: int
    outcome: Literal["failed", "left_out", "noted"] = "failed"
    facts: dict[str, str] = field(default_factory=dict)
