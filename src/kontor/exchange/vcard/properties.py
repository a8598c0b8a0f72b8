"""Every property of a card and the field it fills.

A handler takes the draft, the head, the value with its encoding undone but
still escaped, and the whole content line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kontor.exchange.card import Job
from kontor.exchange.vcard import reach, who
from kontor.exchange.vcard.dates import parse_birthday
from kontor.exchange.vcard.draft import Draft, Labelled
from kontor.exchange.vcard.photos import is_link, parse_photo
from kontor.exchange.vcard.values import components, split_unescaped, unescaped

if TYPE_CHECKING:
    from kontor.exchange.vcard.heads import Head

Handler = Callable[[Draft, "Head", str, str], None]


def keep(draft: Draft, head: Head, value: str, line: str) -> None:
    """Keep what Kontor has no place for."""
    draft.card.unknown.append((head.name, line))


def _skip(draft: Draft, head: Head, value: str, line: str) -> None:
    """Pass over what is written anew on the way out."""


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


_spouse = who.take_related_as("spouse")
_manager = who.take_related_as("manager")
_assistant = who.take_related_as("assistant")

HANDLERS: dict[str, Handler] = {
    "BEGIN": _skip, "END": _skip, "VERSION": _skip, "PRODID": _skip, "REV": _skip,
    "FN": who.take_display, "N": who.take_name, "NICKNAME": who.take_nickname,
    "UID": who.take_uid, "KIND": who.take_kind, "MEMBER": who.take_member,
    "X-ADDRESSBOOKSERVER-KIND": who.take_kind,
    "X-ADDRESSBOOKSERVER-MEMBER": who.take_member,
    "X-ABSHOWAS": who.take_shown_as, "X-ANDROID-CUSTOM": who.take_android,
    "RELATED": who.take_related, "X-ABRELATEDNAMES": who.take_related,
    "X-SPOUSE": _spouse, "X-EVOLUTION-SPOUSE": _spouse,
    "X-MANAGER": _manager, "X-EVOLUTION-MANAGER": _manager,
    "X-ASSISTANT": _assistant, "X-EVOLUTION-ASSISTANT": _assistant,
    "EMAIL": reach.take_email, "TEL": reach.take_phone, "ADR": reach.take_address,
    "URL": reach.take_link, "IMPP": reach.take_link,
    "SOCIALPROFILE": reach.take_social, "X-SOCIALPROFILE": reach.take_social,
    "ORG": _organisation, "TITLE": _title, "ROLE": _role,
    "BDAY": _birthday, "NOTE": _note, "PHOTO": _photo,
    "CATEGORIES": _tags, "CATEGORY": _tags,
    "X-ABLABEL": _label, "LANG": _language, "CLASS": _secrecy,
}  # fmt: skip
