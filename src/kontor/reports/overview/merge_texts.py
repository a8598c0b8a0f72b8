"""What an entry says of a field that can be chosen in a merge, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from kontor.reports.wording import every
from kontor.reports.words import birthday_text, day_text, language_text, word

if TYPE_CHECKING:
    from collections.abc import Callable

    from kontor.records.models import Person

_LABELS: dict[str, str] = {
    "name": gettext_noop("Name"),
    "nickname": gettext_noop("Nickname"),
    "birthday": gettext_noop("Birthday"),
    "language": gettext_noop("Language"),
    "address_form": gettext_noop("Form of address"),
    "relation": gettext_noop("Relation"),
    "note": gettext_noop("Note"),
    "met": gettext_noop("How you met"),
    "rhythm": gettext_noop("Rhythm"),
    "resting": gettext_noop("Rests"),
    "photo": gettext_noop("Picture"),
}


def label_of(field: str) -> str:
    """Name a field of ``core.connections.merging.CHOICES``."""
    return gettext(_LABELS[field])


def text_of(field: str, person: Person, other: Person) -> str:
    """Say what an entry says of a field, "" for nothing.

    Args:
        other: the entry it is laid beside; names that look alike are told apart.
    """
    if field == "name":
        return _name(person, told_apart=person.display == other.display)
    return _TEXTS[field](person)


def _name(person: Person, *, told_apart: bool) -> str:
    if not told_apart:
        return person.display
    parts = {
        gettext("Title"): person.prefix,
        gettext("Given name"): f"{person.given} {person.additional}".strip(),
        gettext("Family name"): person.family,
        gettext("Name suffix"): person.suffix,
    }
    known = [f"{label}: {part}" for label, part in parts.items() if part]
    return f"{person.display} ({', '.join(known)})" if known else person.display


def _birthday(person: Person) -> str:
    if not (person.birth_month and person.birth_day):
        return ""
    return birthday_text((person.birth_year, person.birth_month, person.birth_day))


def _met(person: Person) -> str:
    through = person.met_through.display if person.met_through else ""
    by = gettext("through {name}").format(name=through) if through else ""
    return ", ".join(filter(None, (day_text(person.met_day), person.met_place, by)))


def _rhythm(person: Person) -> str:
    if person.rhythm == "own":
        return every(person.rhythm_days or 0, "day")
    return word(person.rhythm, "rhythm") if person.rhythm else ""


def _resting(person: Person) -> str:
    if person.resting_since is None:
        return ""
    if person.resting_until is None:
        return gettext("for good")
    return gettext("until {day}").format(day=day_text(person.resting_until))


_TEXTS: dict[str, Callable[[Person], str]] = {
    "nickname": lambda person: person.nickname,
    "birthday": _birthday,
    "language": lambda p: language_text(p.language) if p.language else "",
    "address_form": lambda p: word(p.address_form, "address_form"),
    "relation": lambda person: word(person.relation, "relation"),
    "note": lambda person: person.note,
    "met": _met,
    "rhythm": _rhythm,
    "resting": _resting,
    "photo": lambda person: gettext("a picture"),
}
