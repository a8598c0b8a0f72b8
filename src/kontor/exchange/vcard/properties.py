"""Every property of a card and the field it fills.

A handler takes the draft, the head, the value with its encoding undone but
still escaped, and the whole content line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kontor.exchange.card import Entry, Job, Name, PostalAddress
from kontor.exchange.vcard.dates import parse_birthday
from kontor.exchange.vcard.draft import Draft, Labelled
from kontor.exchange.vcard.photos import is_link, parse_photo
from kontor.exchange.vcard.values import (
    components,
    joined_list,
    split_unescaped,
    unescaped,
)

if TYPE_CHECKING:
    from kontor.exchange.vcard.heads import Head

Handler = Callable[[Draft, "Head", str, str], None]


def keep(draft: Draft, head: Head, value: str, line: str) -> None:
    """Keep what Kontor has no place for."""
    draft.card.unknown.append((head.name, line))


def _skip(draft: Draft, head: Head, value: str, line: str) -> None:
    """Pass over what is written anew on the way out."""


def _display(draft: Draft, head: Head, value: str, line: str) -> None:
    card = draft.card
    text = unescaped(value)
    if not card.display:
        card.display = text
    elif text and text != card.display:
        draft.keep("FN", line)


def _name(draft: Draft, head: Head, value: str, line: str) -> None:
    if draft.has_name:
        draft.keep("N", line)
        return
    draft.has_name = True
    if "\\" in value or "," in value:
        parts = split_unescaped(value, ";")
        parts[:4] = [joined_list(part, " ") for part in parts[:4]]
        parts[4:] = [joined_list(part, ", ") for part in parts[4:]]
    else:
        parts = [part.strip() for part in value.split(";")]
    parts += [""] * (5 - len(parts))
    family, given, additional, prefix, suffix = parts[:5]
    draft.card.name = Name(given, additional, family, prefix, suffix)


def _nickname(draft: Draft, head: Head, value: str, line: str) -> None:
    text = joined_list(value, ", ")
    if text:
        draft.nicknames.append(text)


def _add(draft: Draft, head: Head, entries: list[Entry], entry: Entry) -> None:
    entries.append(entry)
    if head.pref > 1:
        draft.ranked.append((entries, entry, head.pref))
    if head.group:
        draft.groups.setdefault(head.group, []).append(entry)


def _email(draft: Draft, head: Head, value: str, line: str) -> None:
    address = unescaped(value)
    if address[:7].lower() == "mailto:":
        address = address[7:].partition("?")[0]
    if address.endswith(">"):  # "Jan Roth <jan@example.com>"
        address = address.rpartition("<")[2][:-1].strip()
    if "@" in address and " " not in address:
        _add(draft, head, draft.card.emails, Entry(address, head.kind, head.pref == 1))
    elif address:
        draft.note_problem("bad-email", value=address)
        draft.keep("EMAIL", line)


def _phone(draft: Draft, head: Head, value: str, line: str) -> None:
    number = unescaped(value)
    if number[:4].lower() == "tel:":
        number, _, rest = number[4:].partition(";")
        extension = rest.partition("ext=")[2].partition(";")[0]
        number += f" ext. {extension}" if extension else ""
    if number:
        _add(draft, head, draft.card.phones, Entry(number, head.kind, head.pref == 1))


def _link(draft: Draft, head: Head, value: str, line: str) -> None:
    link = unescaped(value)
    kind = head.params.get("X-SERVICE-TYPE") or head.params.get("SERVICE-TYPE")
    if link:
        entry = Entry(link, kind or head.kind, head.pref == 1)
        _add(draft, head, draft.card.links, entry)


def _social(draft: Draft, head: Head, value: str, line: str) -> None:
    link = unescaped(value)
    if link.lower().startswith("x-apple:") and head.params.get("X-USER"):
        draft.keep(head.name, line)  # a name there, and no address
    elif link:
        _link(draft, head, value, line)


def _address(draft: Draft, head: Head, value: str, line: str) -> None:
    parts = components(value)
    parts += [""] * (7 - len(parts))
    box, extended, street, city, region, code, country = parts[:7]
    extra = f"{box}, {extended}" if box and extended else box or extended
    if not any(parts):
        street = unescaped(head.params.get("LABEL", ""))
        if not street:
            return
    address = PostalAddress(street, extra, code, city, region, country, head.kind)
    draft.card.addresses.append(address)
    if head.group:
        draft.groups.setdefault(head.group, []).append(address)


def _organisation(draft: Draft, head: Head, value: str, line: str) -> None:
    organisation, *units = components(value)
    department = ", ".join(filter(None, units))
    if organisation or department:
        draft.card.jobs.append(Job(organisation, department))
        draft.job_groups.append(head.group)


def _title(draft: Draft, head: Head, value: str, line: str) -> None:
    text = unescaped(value)
    if text:
        draft.titles.append(Labelled(head.group, text, line))


def _role(draft: Draft, head: Head, value: str, line: str) -> None:
    text = unescaped(value)
    if text:
        draft.roles.append(Labelled(head.group, text, line))


def _birthday(draft: Draft, head: Head, value: str, line: str) -> None:
    text = unescaped(value)
    if not text:
        return
    if draft.card.birthday or draft.plain_birthday:
        draft.keep("BDAY", line)
        return
    omitted = head.params.get("X-APPLE-OMIT-YEAR", "")
    draft.card.birthday = parse_birthday(text, omitted)
    if draft.card.birthday is None:
        draft.plain_birthday = text


def _note(draft: Draft, head: Head, value: str, line: str) -> None:
    text = unescaped(value)
    if text:
        draft.notes.append(text)


def _tags(draft: Draft, head: Head, value: str, line: str) -> None:
    tags = [unescaped(part) for part in split_unescaped(value, ",")]
    draft.card.tags += filter(None, tags)


def _uid(draft: Draft, head: Head, value: str, line: str) -> None:
    draft.card.source_id = draft.card.source_id or bare_uid(unescaped(value))


def bare_uid(text: str) -> str:
    """Give a uid as a card's UID has it, without "urn:uuid:"."""
    return text[9:] if text[:9].lower() == "urn:uuid:" else text


def _member(draft: Draft, head: Head, value: str, line: str) -> None:
    member = bare_uid(unescaped(value))
    if member:
        draft.card.members.append(member)


def _kind(draft: Draft, head: Head, value: str, line: str) -> None:
    kind = value.strip().lower()
    if kind == "group":
        draft.card.kind = "group"
    elif kind in ("org", "organization"):
        draft.card.kind = "organisation"
    elif kind not in ("", "individual"):
        draft.keep(head.name, line)


def _shown_as(draft: Draft, head: Head, value: str, line: str) -> None:
    if value.strip().upper() != "COMPANY":
        draft.keep(head.name, line)
    elif draft.card.kind == "person":
        draft.card.kind = "organisation"


def _related(draft: Draft, head: Head, value: str, line: str) -> None:
    text = unescaped(value)
    if text:
        entry = Entry(text, head.kind.lower(), head.pref == 1)
        _add(draft, head, draft.card.related, entry)


def _related_as(kind: str) -> Handler:
    def handle(draft: Draft, head: Head, value: str, line: str) -> None:
        text = unescaped(value)
        if text:
            draft.card.related.append(Entry(text, kind))

    return handle


def _label(draft: Draft, head: Head, value: str, line: str) -> None:
    text = unescaped(value)
    if text:
        draft.labels.append(Labelled(head.group, text, line))


def _language(draft: Draft, head: Head, value: str, line: str) -> None:
    if not draft.card.language or head.pref == 1:
        draft.card.language = value.strip()


def _secrecy(draft: Draft, head: Head, value: str, line: str) -> None:
    word = value.strip().lower()
    if word == "private":
        draft.card.secrecy = "private"
    elif word == "confidential":
        draft.card.secrecy = "confidential"
    elif word != "public":
        draft.keep("CLASS", line)


def _photo(draft: Draft, head: Head, value: str, line: str) -> None:
    card = draft.card
    if not value.strip():
        return
    # In vCard 3.0 the comma and the semicolon of a data: URI may be escaped.
    value = value.replace("\\", "").strip()
    photo = None if card.photo or is_link(value) else parse_photo(value)
    if photo is not None:
        card.photo = photo
        return
    if not card.photo and not is_link(value):
        draft.note_problem("bad-photo")
    draft.keep("PHOTO", line)


def _android(draft: Draft, head: Head, value: str, line: str) -> None:
    what, *columns = components(value)
    text = columns[0] if columns else ""
    if what.endswith("/nickname") and text:
        _nickname(draft, head, text, line)
    else:
        draft.keep(head.name, line)


HANDLERS: dict[str, Handler] = {
    "BEGIN": _skip, "END": _skip, "VERSION": _skip, "PRODID": _skip, "REV": _skip,
    "FN": _display, "N": _name, "NICKNAME": _nickname, "UID": _uid,
    "EMAIL": _email, "TEL": _phone, "ADR": _address,
    "URL": _link, "IMPP": _link, "X-SOCIALPROFILE": _social, "SOCIALPROFILE": _social,
    "ORG": _organisation, "TITLE": _title, "ROLE": _role,
    "BDAY": _birthday, "NOTE": _note, "PHOTO": _photo,
    "CATEGORIES": _tags, "CATEGORY": _tags,
    "KIND": _kind, "X-ADDRESSBOOKSERVER-KIND": _kind, "X-ABSHOWAS": _shown_as,
    "MEMBER": _member, "X-ADDRESSBOOKSERVER-MEMBER": _member,
    "RELATED": _related, "X-ABRELATEDNAMES": _related,
    "X-SPOUSE": _related_as("spouse"), "X-EVOLUTION-SPOUSE": _related_as("spouse"),
    "X-MANAGER": _related_as("manager"), "X-EVOLUTION-MANAGER": _related_as("manager"),
    "X-ASSISTANT": _related_as("assistant"),
    "X-EVOLUTION-ASSISTANT": _related_as("assistant"),
    "X-ABLABEL": _label, "LANG": _language, "CLASS": _secrecy,
    "X-ANDROID-CUSTOM": _android,
}  # fmt: skip
