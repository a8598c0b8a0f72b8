"""What the keeper sets for a book, and the language of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction

from kontor.actions.done import Done
from kontor.actions.ground import done, the_book
from kontor.core.errors import Invalid
from kontor.lib.phones import e164
from kontor.lib.text import gettext_noop
from kontor.records import bulk, journal
from kontor.records.derived import Stale, rebuild_texts
from kontor.records.models import Account, ContactPoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from kontor.lib.hand import Hand
    from kontor.records.models import Book, Deed

WEIGHTS = ("meeting", "event", "call", "email", "message")
RHYTHMS = ("rhythm_a", "rhythm_b", "rhythm_c", "rhythm_d")
_WEIGHTS = {f"weight_{channel}" for channel in WEIGHTS}
_REBUILD = _WEIGHTS | {"half_life"}
# ISO 3166 and ISO 4217.
_CODES = {"region": 2, "currency": 3}
_LONGEST_NAME = 200
_LONGEST_RHYTHM = 3_650
_HEAVIEST = 100.0
_LONGEST_YEARS = 30


class BadSetting(Invalid):
    """A value a setting cannot take."""

    text = gettext_noop("“{value}” cannot be used for “{setting}”.")


class NoSuchSetting(BadSetting):
    """A book has no such setting."""

    text = gettext_noop("There is no setting “{setting}”.")


class RhythmsOutOfOrder(Invalid):
    """Class A must come round at least as often as B, B as C, C as D."""

    text = gettext_noop(
        "The rhythm of class A must not be longer than that of B, B not than C, "
        "and C not than D."
    )


@transaction.atomic
def change_settings(book: int, *, hand: Hand, **values: Any) -> Done:
    """Set columns of the book: name, place, rhythms (days), weights, half-life (days).

    A half-life set by hand is kept (``half_life_own``) until it is set to None,
    which lets Kontor learn it again.

    Raises:
        BadSetting, NoSuchSetting, RhythmsOutOfOrder: a value cannot be used; nothing
            is changed.
    """
    row = the_book(book)
    for name, value in values.items():
        _check(name, value)
    values |= {name: values[name].upper() for name in _CODES.keys() & values.keys()}
    _check_order(row, values)
    if "half_life" in values:
        values["half_life_own"] = values["half_life"] is not None
        if values["half_life"] is None:
            values["half_life"] = type(row)._meta.get_field("half_life").get_default()
            values["fitted_on"] = None
    deed = journal.open_deed(row, hand, "change_settings")
    if not journal.edit(deed, row, **values):
        deed.delete()
        return Done(None, "change_settings")
    if "region" in values:
        _read_numbers_anew(deed, row)
    if _REBUILD & set(values):
        stale = Stale(book)
        stale.note(row)
        stale.rebuild()
    return done(deed)


def _read_numbers_anew(deed: Deed, book: Book) -> None:
    """Read telephone numbers written without a country as those of the new region."""
    numbers = ContactPoint.objects.filter(book=book, kind=ContactPoint.Kind.PHONE)
    changed = [
        (point, key)
        for point in numbers.iterator()
        if (key := e164(point.value, book.region)) != point.key
    ]
    journal.note_many(
        deed, [(point, {"key": point.key}, {"key": key}) for point, key in changed]
    )
    bulk.update(ContactPoint, ["key"], [(key, point.pk) for point, key in changed])
    people = {point.person_id for point, _ in changed if point.person_id}
    rebuild_texts(book.pk, people)


def choose_language(account: int, language: str) -> None:
    """Set the language of an account's pages; "" follows the browser.

    Raises:
        BadSetting: Kontor does not speak it.
    """
    if language and language not in dict(settings.LANGUAGES):
        raise BadSetting(value=language, setting="language")
    Account.objects.filter(pk=account).update(language=language)


def _check(name: str, value: Any) -> None:
    check = _CHECKS.get(name)
    if check is None:
        raise NoSuchSetting(value=value, setting=name)
    if not check(value):
        raise BadSetting(value=value, setting=name)


def _is_code(letters: int) -> Callable[[str], bool]:
    return lambda code: len(code) == letters and code.isascii() and code.isalpha()


_CHECKS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(RHYTHMS, lambda days: 1 <= int(days) <= _LONGEST_RHYTHM),
    **dict.fromkeys(_WEIGHTS, lambda weight: 0 <= float(weight) <= _HEAVIEST),
    **{name: _is_code(letters) for name, letters in _CODES.items()},
    "retention_years": lambda years: years is None or 1 <= int(years) <= _LONGEST_YEARS,
    "half_life": lambda days: days is None or 1 <= float(days) <= _LONGEST_RHYTHM,
    "time_zone": lambda zone: zone in available_timezones(),
    "language": lambda code: code in dict(settings.LANGUAGES),
    "name": lambda name: bool(name.strip()) and len(name) <= _LONGEST_NAME,
}


def _check_order(book: Book, values: dict[str, Any]) -> None:
    days = [values.get(name, getattr(book, name)) for name in RHYTHMS]
    if days != sorted(days):
        raise RhythmsOutOfOrder
