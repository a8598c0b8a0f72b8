"""Three words on one person: what a source said before, says now, and the book.

An import adds and replaces, it never takes away. A single field (a name, the
birthday) changes only where the source itself has changed since and the book
still says what the source said before; whatever was edited by hand stays. Of
several values (addresses, tags) those are added that the source did not have
before, so one deleted by hand does not come back; one the source no longer has
stays. A job or postal address that the source replaced is replaced, where the
book still has it unchanged.

Facts are plain values as JSON holds them, empty ones left out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from kontor.lib.names import NameParts, display_name
from kontor.lib.text import fold

Facts = dict[str, Any]
Change = tuple[str, Any, Any]
Key = Callable[[Any], Hashable]

NAME = ("prefix", "given", "additional", "family", "suffix")
SINGLE = (
    *NAME, "nickname", "display", "birthday", "language", "note", "met_day",
    "met_place", "secrecy", "photo",
)  # fmt: skip


def _point_key(value: Mapping[str, Any]) -> Hashable:
    return value.get("key") or fold(value["value"])


def _link_key(value: Mapping[str, Any]) -> Hashable:
    return str(value["value"]).rstrip("/").lower()


def _folded(*names: str) -> Key:
    def key(value: Mapping[str, Any]) -> Hashable:
        return tuple(fold(str(value.get(name, ""))) for name in names)

    return key


LISTS: dict[str, Key] = {
    "emails": _point_key,
    "phones": _point_key,
    "links": _link_key,
    "addresses": _folded("street", "extra", "postal_code", "city", "region", "country"),
    "jobs": _folded("organisation", "department", "role"),
    "tags": fold,
    "related": _folded("value"),
    "promises": _folded("text"),
}
# What is replaced rather than added, and what has to be alike for that.
REPLACED: dict[str, Key] = {
    "jobs": lambda _: None,
    "addresses": lambda value: value.get("kind", ""),
}

_OF_ORGANISATIONS = {"emails", "phones", "links", "addresses", "note"}


def merge(before: Facts | None, now: Facts, book: Facts) -> list[Change]:
    """Find what changes in the book now that a source has spoken.

    Args:
        before: what the source said last time, None if it never spoke of this
            person.
        now: what it says.
        book: what the book says.

    Returns:
        Changes as (field, before, after); ``before`` is None for a value added
        to several.
    """
    changes: list[Change] = []
    for field in SINGLE:
        value = now.get(field)
        if value and value != book.get(field):
            after = _single(field, before, value, book.get(field))
            if after is not None and after != book.get(field):
                changes.append((field, book.get(field), after))
    _show_new_name(changes, book)
    for field, key in LISTS.items():
        if field in now:
            changes += _listed(field, key, before, now[field], book.get(field) or [])
    return changes


def organisation_changes(before: Facts | None, now: Facts, book: Facts) -> list[Change]:
    """Find what changes in an organisation: how it is reached, and its note."""
    changes = merge(before, now, book)
    return [change for change in changes if change[0] in _OF_ORGANISATIONS]


def applied(book: Facts, changes: Iterable[Change]) -> Facts:
    """Give what the book says once the changes are made."""
    facts = dict(book)
    for field, before, after in changes:
        if field not in LISTS:
            facts[field] = after
        elif before is None:
            facts[field] = [*facts.get(field, ()), after]
        else:
            key = LISTS[field]
            facts[field] = [
                after if key(v) == key(before) else v for v in facts.get(field, ())
            ]
    return facts


def _single(field: str, before: Facts | None, now: Any, book: Any) -> Any:
    """Choose the value of a single field; None leaves the book's."""
    if before is None:
        return _first_word(field, now, book)
    said = before.get(field)
    if now == said:
        return None
    if (said or None) == (book or None):
        return now
    if field == "note" and said and book and said in book:
        return str(book).replace(said, now)
    return None


def _first_word(field: str, now: Any, book: Any) -> Any:
    """Choose where the source is new to a person: fill in, add to a note."""
    if not book:
        return now
    if field == "note" and now not in book:
        return f"{book}\n\n{now}"
    if field == "birthday" and book[0] is None and book[1:] == now[1:]:
        return now
    return None


def _show_new_name(changes: list[Change], book: Facts) -> None:
    """Let the name shown follow its parts where it is made of them."""
    fields = {field for field, _, _ in changes}
    if "display" in fields or not fields.intersection(NAME):
        return
    shown = book.get("display", "")
    if shown != _shown(book):
        return
    after = _shown(applied(book, changes))
    if after != shown:
        changes.append(("display", shown, after))


def _shown(facts: Facts) -> str:
    return display_name(NameParts(**{part: facts.get(part, "") for part in NAME}))


def _listed(
    field: str,
    key: Key,
    before: Facts | None,
    now: list[Any],
    book: list[Any],
) -> list[Change]:
    said = {key(value): value for value in (before or {}).get(field) or ()}
    present = {key(value) for value in book}
    added = {key(v): v for v in now if key(v) not in said and key(v) not in present}
    gone = [said[k] for k in said.keys() - {key(v) for v in now} if k in present]
    changes: list[Change] = []
    if field in REPLACED and gone:
        changes = _replaced(field, key, gone, added, book)
    return changes + [(field, None, value) for value in added.values()]


def _replaced(
    field: str,
    key: Key,
    gone: list[Any],
    added: dict[Hashable, Any],
    book: list[Any],
) -> list[Change]:
    """Pair what the source no longer has with what it has instead."""
    alike = REPLACED[field]
    left = {key(value) for value in gone}
    changes: list[Change] = []
    for old in book:
        if key(old) not in left:
            continue
        for name, value in added.items():
            if alike(value) == alike(old):
                changes.append((field, old, value))
                del added[name]
                break
    return changes
