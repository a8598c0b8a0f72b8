"""One row of a table to one card."""

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
    from kontor.exchange.csv.rows import Row

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
_NO_NAME = Name()
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


def card_of(row: Row, number: int, plan: Plan) -> Card | Problem:
    """Make a card of a row, or a problem where it names nobody.

    Args:
        row: the row as read.
        number: which record of the file it is, from 1.
        plan: the columns of its table.
    """
    if "csv-too-long" in row.faults:
        return Problem("csv-too-long", number, row.line)
    card = Card(plan.layout.source, number, row.line, raw=row.raw)
    for code in row.faults:
        _note(card, code)
    filled = _fill(card, row.cells, plan)
    for index, parts in filled.items():
        slot = plan.slots[index]
        _TAKE[slot.what](card, slot, parts, plan)
    _finish(card, plan)
    if _names_nobody(card):
        return Problem("no-name", number, row.line, facts={"value": row.raw[:200]})
    return card


def _fill(card: Card, cells: list[str], plan: Plan) -> dict[int, _Parts]:
    """Sort the cells into slots; what has none is kept as unknown."""
    filled: dict[int, _Parts] = {}
    columns = plan.columns
    if len(cells) != len(columns):
        cells = _trimmed(card, cells, plan)
    for column, cell in zip(columns, cells, strict=False):
        if not cell or cell.isspace():
            continue
        parts = filled.setdefault(column.slot, {}) if column.slot >= 0 else None
        if parts is not None and column.part not in parts:
            parts[column.part] = cell.strip()
        elif parts is None or parts[column.part] != cell.strip():
            card.unknown.append((column.heading, cell))
            if column.for_mail and not _EMAIL.fullmatch(cell.strip()):
                _note(card, "bad-email", cell.strip())
    return filled


def _trimmed(card: Card, cells: list[str], plan: Plan) -> list[str]:
    """Report a row of another length than the heading, and keep what is beyond."""
    width = len(plan.columns)
    beyond = [(f"#{i + 1}", c) for i, c in enumerate(cells) if i >= width and c.strip()]
    if beyond:
        card.unknown.extend(beyond)
        _note(card, "csv-row-longer")
    elif len(cells) < width:
        _note(card, "csv-row-shorter")
    return cells[:width]


def _note(card: Card, code: str, value: str = "") -> None:
    facts = {"value": value[:200]} if value else {}
    card.problems.append(Problem(code, card.record, card.line, "noted", facts))


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
            _note(card, "bad-email", entry.value)


def _addresses(text: str) -> list[str]:
    """Give the mail addresses of a cell, none where any part of it is not one."""
    if _EMAIL.fullmatch(text):
        return [text]
    between = r"[;,\n]" if "<" in text else r"[;,\s]"
    pieces = [p for p in re.split(between, text) if p.strip()]
    bare = [_bare(piece.strip()) for piece in pieces]
    return bare if all(_EMAIL.fullmatch(b) for b in bare) else []


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
    for tag in text.split(mark):
        tag = tag.strip().removeprefix("* ").strip()
        if tag and tag.lower() not in _EVERYBODY and tag not in card.tags:
            card.tags.append(tag)


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


def _day(
    card: Card, slot: Slot, text: str, plan: Plan, pivot: int = _PIVOT
) -> Parts | None:
    if _NO_DAY.fullmatch(text):
        return None
    found = read_day(text, month_first=plan.layout.month_first, pivot=pivot)
    if not found:
        _note(card, "bad-date", text)
        _add_note(card, f"{slot.heading}: {text}")
    return found


def _finish(card: Card, plan: Plan) -> None:
    """Settle what several columns together tell."""
    if plan.layout.format == "linkedin" and card.links:
        link = card.links[0]
        link.kind = link.kind or "linkedin"
        card.source_id = link.value.split("?")[0].rstrip("/")
    named = _is_named(card)
    firm = card.jobs[0] if len(card.jobs) == 1 and not named else Job()
    if firm.organisation and not firm.role and card.source != "linkedin":
        card.kind = "organisation"
        card.display = firm.organisation


def _is_named(card: Card) -> bool:
    return bool(card.display or card.nickname or card.name != _NO_NAME)


def _names_nobody(card: Card) -> bool:
    return not (card.emails or card.phones or _is_named(card))


_TAKE: dict[str, Callable[[Card, Slot, _Parts, Plan], None]] = {
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
    "secrecy": _take_secrecy,
    "source_id": _take_source_id,
}
