"""The properties that say whose card it is and who is near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.exchange.card import Entry, Name
from kontor.exchange.vcard.reach import add_entry
from kontor.exchange.vcard.values import (
    components,
    joined_list,
    split_unescaped,
    unescaped,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from kontor.exchange.vcard.draft import Draft
    from kontor.exchange.vcard.heads import Head


def take_display(draft: Draft, head: Head, value: str, line: str) -> None:
    """Take FN: the first is shown, another one goes out again."""
    card = draft.card
    text = unescaped(value)
    if not card.display:
        card.display = text
    elif text and text != card.display:
        draft.keep("FN", line)


def take_name(draft: Draft, head: Head, value: str, line: str) -> None:
    """Take N: family, given, additional, prefix, suffix."""
    if draft.has_name:
        draft.keep("N", line)
        return
    if "\\" in value or "," in value:
        parts = split_unescaped(value, ";")
        parts[:4] = [joined_list(part, " ") for part in parts[:4]]
        parts[4:] = [joined_list(part, ", ") for part in parts[4:]]
    else:
        parts = [part.strip() for part in value.split(";")]
    parts += [""] * (5 - len(parts))
    family, given, additional, prefix, suffix = parts[:5]
    draft.has_name = any(parts)
    draft.card.name = Name(given, additional, family, prefix, suffix)


def take_nickname(draft: Draft, head: Head, value: str, line: str) -> None:
    """Take NICKNAME."""
    text = joined_list(value, ", ")
    if text:
        draft.nicknames.append(text)


def take_uid(draft: Draft, head: Head, value: str, line: str) -> None:
    """Take UID."""
    draft.card.source_id = draft.card.source_id or bare_uid(unescaped(value))


def bare_uid(text: str) -> str:
    """Give a uid as a card's UID has it, without "urn:uuid:"."""
    return text[9:] if text[:9].lower() == "urn:uuid:" else text


def take_kind(draft: Draft, head: Head, value: str, line: str) -> None:
    """Take KIND, also as Apple writes it."""
    kind = value.strip().lower()
    if kind == "group":
        draft.card.kind = "group"
    elif kind in ("org", "organization"):
        draft.card.kind = "organisation"
    elif kind not in ("", "individual"):
        draft.keep(head.name, line)


def take_shown_as(draft: Draft, head: Head, value: str, line: str) -> None:
    """Take X-ABShowAs, which says that a card is a firm."""
    if value.strip().upper() != "COMPANY":
        draft.keep(head.name, line)
    elif draft.card.kind == "person":
        draft.card.kind = "organisation"


def take_member(draft: Draft, head: Head, value: str, line: str) -> None:
    """Take a member of a group."""
    member = bare_uid(unescaped(value))
    if member:
        draft.card.members.append(member)


def take_related(draft: Draft, head: Head, value: str, line: str) -> None:
    """Take somebody who is related."""
    text = unescaped(value)
    if text:
        entry = Entry(text, head.kind.lower(), head.pref == 1)
        add_entry(draft, head, draft.card.related, entry)


def take_related_as(kind: str) -> Callable[[Draft, Head, str, str], None]:
    """Make the handler of a property that names one kind of relation."""

    def handle(draft: Draft, head: Head, value: str, line: str) -> None:
        text = unescaped(value)
        if text:
            draft.card.related.append(Entry(text, kind))

    return handle


def take_android(draft: Draft, head: Head, value: str, line: str) -> None:
    """Take the nickname among what Android has no property for."""
    what, *columns = components(value)
    text = columns[0] if columns else ""
    if what.endswith("/nickname") and text:
        take_nickname(draft, head, text, line)
    else:
        draft.keep(head.name, line)
