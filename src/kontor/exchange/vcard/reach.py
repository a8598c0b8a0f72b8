"""The properties that say how somebody is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.exchange.card import Entry, PostalAddress
from kontor.exchange.vcard.values import components, unescaped

if TYPE_CHECKING:
    from kontor.exchange.vcard.draft import Draft
    from kontor.exchange.vcard.heads import Head


def add_entry(draft: Draft, head: Head, entries: list[Entry], entry: Entry) -> None:
    """Add an entry, and remember what ranks or labels it."""
    entries.append(entry)
    if head.pref > 1:
        draft.ranked.append((entries, entry, head.pref))
    if head.group:
        draft.groups.setdefault(head.group, []).append(entry)


def take_email(draft: Draft, head: Head, value: str, line: str) -> None:
    """Take EMAIL; what is no mail address is reported and goes out again."""
    address = unescaped(value)
    if address[:7].lower() == "mailto:":
        address = address[7:].partition("?")[0]
    if address.endswith(">"):  # "Jan Roth <jan@example.com>"
        address = address.rpartition("<")[2][:-1].strip()
    if "@" in address and " " not in address:
        add_entry(
            draft, head, draft.card.emails, Entry(address, head.kind, head.pref == 1)
        )
    elif address:
        draft.note_problem("bad-email", value=address)
        draft.keep("EMAIL", line)


def take_phone(draft: Draft, head: Head, value: str, line: str) -> None:
    """Take TEL, as text or as an address."""
    number = unescaped(value)
    if number[:4].lower() == "tel:":
        number, _, rest = number[4:].partition(";")
        extension = rest.partition("ext=")[2].partition(";")[0]
        number += f" ext. {extension}" if extension else ""
    if number:
        add_entry(
            draft, head, draft.card.phones, Entry(number, head.kind, head.pref == 1)
        )


def take_link(draft: Draft, head: Head, value: str, line: str) -> None:
    """Take URL or IMPP."""
    link = unescaped(value)
    kind = head.params.get("X-SERVICE-TYPE") or head.params.get("SERVICE-TYPE")
    if link:
        entry = Entry(link, kind or head.kind, head.pref == 1)
        add_entry(draft, head, draft.card.links, entry)


def take_social(draft: Draft, head: Head, value: str, line: str) -> None:
    """Take a social profile; one without an address goes out again."""
    link = unescaped(value)
    if link.lower().startswith("x-apple:") and head.params.get("X-USER"):
        draft.keep(head.name, line)  # a name there, and no address
    elif link:
        take_link(draft, head, value, line)


def take_address(draft: Draft, head: Head, value: str, line: str) -> None:
    """Take ADR: box, extended, street, city, region, code, country."""
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
