"""Lines that tell a birthday, and lines that only speak of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kontor.core.connections.line.read import read_line

# Read on Wednesday, 18 March 2026 (see conftest.py).
Read = Callable[[str], dict[str, object]]

TWELFTH = (None, 3, 12)
BIRTHDAYS = [
    ("Anna hat am 12.3. Geburtstag", "Anna", TWELFTH),
    ("anna hat am 12.3. geburtstag", "anna", TWELFTH),
    ("Am 12.3. hat Anna Geburtstag", "Anna", TWELFTH),
    ("Geburtstag Anna Berg 12.3.", "Anna Berg", TWELFTH),
    # Whether the s belongs to the name only the book can tell.
    ("Annas Geburtstag ist am 12.3.", "Annas", TWELFTH),
    ("Anna Berg geb. 12.3.1980", "Anna Berg", (1980, 3, 12)),
    ("Anna wurde am 12.03.80 geboren", "Anna", (1980, 3, 12)),
    (
        "Der Geburtstag von Dr. Anna von der Heide ist am 29.2.",
        "Dr. Anna von der Heide",
        (None, 2, 29),
    ),
    ("Anna's birthday is March 12 1980", "Anna", (1980, 3, 12)),
    ("Anna’s birthday: 3 December", "Anna", (None, 12, 3)),
    ("Ben was born on 29 Feb 1980", "Ben", (1980, 2, 29)),
    # A Wednesday, so the Friday to come is the 20th.
    ("Anna hat am Freitag ihren 50. Geburtstag", "Anna", (None, 3, 20)),
    ("Anna hat heute Geburtstag", "Anna", (None, 3, 18)),
    # Nobody is born in a year to come; it is the party that is meant.
    ("Anna hat am 12.3.2027 Geburtstag", "Anna", TWELFTH),
    ("Anna hat am 12.3.2026 Geburtstag", "Anna", TWELFTH),
    ("Ben was born on 2026-03-12", "Ben", (2026, 3, 12)),
]


@pytest.mark.parametrize(
    ("text", "name", "day"), BIRTHDAYS, ids=[text for text, _, _ in BIRTHDAYS]
)
def test_a_birthday_is_no_touch(
    text: str, name: str, day: tuple[int | None, int, int], read: Read
) -> None:
    assert read(text) == {
        "names": (name,), "is_touch": False, "is_birthday": True, "birthday": day
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Anna zum Geburtstag gratuliert",
        "Anna am 12.3. zum Geburtstag gratuliert",
        "called Anna for her birthday",
        "called Anna for her birthday on March 12",
        "Geburtstag bei Anna 12.3.",
        "Kaffee mit Anna, Geburtstag 12.3.",
        "Geburtstagsfeier Anna 12.3.",
        "Anna's birthday party on March 12",
        # A maiden name, and a birth that is somebody else's.
        "Anna Berg geb. Müller getroffen",
        "anna's baby was born on 12.3.",
    ],
)
def test_who_speaks_of_a_birthday_is_in_touch(text: str, read: Read) -> None:
    assert "is_birthday" not in read(text)


def test_a_birthday_on_a_day_that_is_none_has_no_day(read: Read) -> None:
    assert read("Anna hat am 31.2. Geburtstag") == {
        "names": ("Anna",), "is_touch": False, "is_birthday": True, "no_day": "31.2."
    }  # fmt: skip


def test_a_birthday_may_leave_open_whose_it_is(read: Read) -> None:
    told = read("Geburtstag 12.3.")

    assert told["birthday"] == (None, 3, 12)
    assert "names" not in told


def test_where_the_month_comes_first_a_birthday_follows() -> None:
    line = read_line("Ben birthday 3/12", today=date(2026, 3, 18), month_first=True)

    assert line.birthday == (None, 3, 12)
