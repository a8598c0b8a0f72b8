"""The values of one slot, put into their place in a card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kontor.exchange.card import (
    Card,
    Entry,
    Job,
    Name,
    PartialDate,
    PostalAddress,
    Problem,
    Secrecy,
)
from kontor.lib.days import Parts, read_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from kontor.exchange.csv.plan import Plan, Slot

    _Parts = dict[str, str]

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\/]+")
# How Outlook writes that there is no day, and Excel that there is no number.
_NO_DAY = re.compile(r"0+[./-]0+[./-]0+|1[./-]1[./-]4501")
_EXCEL_TEXT = re.compile(r'="([^"]*)"')
_TOWN = re.compile(r"((?:[A-Z]{1,3}-)?\d[\w-]*)\s+(.+)", re.DOTALL)
# Two figures of a birthday's year: nobody in an address book is older than this.
_PIVOT = 30
# What Outlook says of a contact's secrecy, and of its flag "Private".
_SECRECY: dict[str, Secrecy] = {
    "normal": "", "false": "", "falsch": "",
    "private": "private", "privat": "private", "personal": "private",
    "persönlich": "private", "true": "private", "wahr": "private",
    "confidential": "confidential", "vertraulich": "confidential",
}  # fmt: skip
_LINES = ("street", "street2", "street3", "box", "extra")
_EVERYBODY = {"mycontacts", "my contacts", "meine kontakte", "meinekontakte"}
_KINDS = {
    word: kind
    for kind, words in {
        "work": "work|business|office|arbeit|geschäftlich|beruflich|dienstlich",
        "home": "home|private|personal|privat|zuhause",
        "mobile": "mobile|mobil|cell|handy",
        "fax": "fax|work fax|home fax|other fax|fax (arbeit)|fax (privat)",
        "other": "other|sonstige|sonstiges|andere",
        "": "main|haupt|homepage|home page",
    }.items()
    for word in words.split("|")
}


def note_problem(card: Card, code: str, value: str = "") -> None:
    """Report what could not be used of an otherwise good row."""
    facts = {"value": value[:200]} if value else {}
    card.problems.append(Problem(code, card.record, card.line, "noted", facts))


def is_address(text: str) -> bool:
    """Tell whether a text looks like one mail address and nothing else."""
    return _EMAIL.fullmatch(text) is not None


def _several(text: str) -> list[str]:
    """Split what Google writes as ``one ::: two``; outer space is taken off."""
    if ":::" not in text:
        return [text]
    return [part.strip() for part in text.split(":::")]


def _labelled(slot: Slot, parts: _Parts) -> tuple[str, bool]:
    """Give the kind of an entry and whether it is the first choice."""
    label = _several(parts.get("label", ""))[0]
    preferred = slot.preferred or label.startswith("* ")
    label = label.removeprefix("*").strip()
    return _KINDS.get(label.lower(), label) if label else slot.kind, preferred


def _entries(slot: Slot, parts: _Parts) -> list[Entry]:
    text = parts.get("value", "")
    if "label" not in parts and ":::" not in text:
        return [Entry(text, slot.kind, slot.preferred)]
    kind, preferred = _labelled(slot, parts)
    values = [v for v in _several(text) if v]
    return [Entry(v, kind, preferred and v == values[0]) for v in values]


def _take_name(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    card.name = Name(**{part: " ".join(text.split()) for part, text in parts.items()})


def _take_display(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    card.display = " ".join(parts["value"].split())


def _take_nickname(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    card.nickname = parts["value"]


def _take_language(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    card.language = parts["value"]


def _take_secrecy(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    for word in parts.values():
        meant = _SECRECY.get(word.lower())
        if meant is None:
            card.unknown.append((slot.heading, word))
        elif card.secrecy != "confidential":
            card.secrecy = meant or card.secrecy


def _take_source_id(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    card.source_id = parts["value"]


def _take_note(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    _add_note(card, parts["value"])


def _add_note(card: Card, text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    card.note = f"{card.note}\n\n{text}" if card.note else text


def _take_job(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    for one in _side_by_side(parts):
        card.jobs.append(Job(**one))


def _side_by_side(parts: _Parts) -> list[_Parts]:
    """Part cells that hold several values each: the first of each belong together."""
    if not any(":::" in text for text in parts.values()):
        return [parts]
    split = {part: _several(text) for part, text in parts.items()}
    count = max(map(len, split.values()))
    return [
        {part: texts[i] for part, texts in split.items() if i < len(texts)}
        for i in range(count)
    ]


def _take_email(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    for entry in _entries(slot, parts):
        found = _addresses(entry.value)
        for address in found:
            first = entry.preferred and address == found[0]
            card.emails.append(Entry(address, entry.kind, first))
        if not found:
            card.unknown.append((slot.heading, entry.value))
            note_problem(card, "bad-email", entry.value)


def _addresses(text: str) -> list[str]:
    """Give the mail addresses of a cell, none where any part of it is not one."""
    if is_address(text):
        return [text]
    between = r"[;,\n]" if "<" in text else r"[;,\s]"
    pieces = [p for p in re.split(between, text) if p.strip()]
    bare = [_bare(piece.strip()) for piece in pieces]
    return bare if all(map(is_address, bare)) else []


def _bare(text: str) -> str:
    """Take the address out of ``Anna Abt <anna@abt.example>``."""
    if text.endswith(">"):
        text = text.rpartition("<")[2][:-1].strip()
    return text.removeprefix("mailto:")


def _take_phone(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    for entry in _entries(slot, parts):
        if entry.value.startswith('="'):
            entry.value = _EXCEL_TEXT.sub(r"\1", entry.value)
        card.phones.append(entry)


def _take_link(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    card.links.extend(_entries(slot, parts))


def _take_related(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    for entry in _entries(slot, parts):
        entry.kind = entry.kind.lower()
        card.related.append(entry)


def _take_tags(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    text = parts["value"]
    mark = next((m for m in (":::", ";", ",") if m in text), "\n")
    if mark == "," and plan.layout.format == "outlook":
        mark = "\n"
    tags = [tag.strip().removeprefix("* ").strip() for tag in text.split(mark)]
    wanted = [tag for tag in tags if tag and tag.lower() not in _EVERYBODY]
    card.tags = list(dict.fromkeys(card.tags + wanted))


def _take_address(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    kind = _labelled(slot, parts)[0] if "label" in parts else slot.kind
    parts.pop("label", None)
    if parts:
        card.addresses += [_address(one, kind) for one in _side_by_side(parts)]


def _address(parts: _Parts, kind: str) -> PostalAddress:
    formatted = parts.pop("formatted", "")
    if not parts:
        return PostalAddress(formatted, kind=kind)
    get = parts.get
    if town := get("town"):
        found = _TOWN.fullmatch(town)
        parts.setdefault("postal", found[1] if found else "")
        parts.setdefault("city", found[2] if found else town)
    lines = [parts[part] for part in _LINES if part in parts]
    return PostalAddress(
        lines[0] if lines else "",
        ", ".join(lines[1:]),
        get("postal", ""),
        get("city", ""),
        get("region", ""),
        get("country", ""),
        kind,
    )


def _take_birthday(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    text = parts.get("value") or _from_figures(parts)
    if not text:
        _add_note(card, f"{slot.heading}: {' '.join(parts.values())}")
        return
    found = _day(card, slot, text, plan)
    if found:
        # Apple's address book writes 1604 where the year is not known.
        year = None if found.year == 1604 else found.year
        card.birthday = PartialDate(found.month, found.day, year)


def _from_figures(parts: _Parts) -> str:
    """Put a birthday together from three columns; the year may be missing."""
    year, month, day = (parts.get(part, "") for part in ("year", "month", "day"))
    return f"{year or '-'}-{month:0>2}-{day:0>2}" if month and day else ""


def _take_met_day(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    found = _day(card, slot, parts["value"], plan, pivot=100)
    card.met_day = found.as_date() if found else None


def _take_met_place(card: Card, slot: Slot, parts: _Parts, plan: Plan) -> None:
    card.met_place = " ".join(parts["value"].split())


def _day(
    card: Card, slot: Slot, text: str, plan: Plan, pivot: int = _PIVOT
) -> Parts | None:
    if _NO_DAY.fullmatch(text):
        return None
    found = read_day(text, month_first=plan.layout.month_first, pivot=pivot)
    if not found:
        note_problem(card, "bad-date", text)
        _add_note(card, f"{slot.heading}: {text}")
    return found


# What each kind of slot does with its parts.
TAKE: dict[str, Callable[[Card, Slot, _Parts, Plan], None]] = {
    "name": _take_name,
    "display": _take_display,
    "nickname": _take_nickname,
    "job": _take_job,
    "email": _take_email,
    "phone": _take_phone,
    "link": _take_link,
    "address": _take_address,
    "related": _take_related,
    "birthday": _take_birthday,
    "note": _take_note,
    "tags": _take_tags,
    "language": _take_language,
    "met_day": _take_met_day,
    "met_place": _take_met_place,
    "secrecy": _take_secrecy,
    "source_id": _take_source_id,
}
