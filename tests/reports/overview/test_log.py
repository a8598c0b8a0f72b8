"""A log line read against the book."""

from __future__ import annotations

from datetime import date

import pytest

from kontor.actions.connections.people import add_person
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person
from kontor.reports.overview.log import read


@pytest.fixture
def two_bens(book: Book, hand: Hand, ben: Person) -> None:
    add_person(book.pk, hand=hand, name="Ben Albers")


def test_who_is_named_in_full_is_known(book: Book, ben: Person, today: date) -> None:
    reading = read(book.pk, "Coffee with Ben Brandt 40 min", today=today)
    (party,) = reading.parties
    assert (party.chosen, reading.clear) == (str(ben.uid), True)
    assert reading.line.minutes == 40


def test_of_two_the_keeper_has_to_say(book: Book, two_bens: None, today: date) -> None:
    reading = read(book.pk, "called Ben", today=today)
    (party,) = reading.parties
    assert (party.chosen, reading.clear) == ("", False)
    assert {row.name for row in party.candidates} == {"Ben Brandt", "Ben Albers"}


def test_who_is_not_there_is_new(book: Book, ben: Person, today: date) -> None:
    reading = read(book.pk, "lunch with Nora Neu", today=today)
    (party,) = reading.parties
    assert (party.written, party.chosen) == ("Nora Neu", "new")
    assert not reading.clear


def test_who_is_named_twice_is_there_once(book: Book, ben: Person, today: date) -> None:
    reading = read(book.pk, "lunch with Ben Brandt and Ben Brandt", today=today)
    assert len(reading.parties) == 1


def test_a_line_without_anybody_is_not_clear(book: Book, today: date) -> None:
    reading = read(book.pk, "nice weather today", today=today)
    assert not reading.clear


def test_people_of_another_book_are_new_here(
    clara_book: Book, ben: Person, today: date
) -> None:
    (party,) = read(clara_book.pk, "called Ben Brandt", today=today).parties
    assert (party.chosen, party.candidates) == ("new", ())


def test_somebody_new_typed_in_lower_case_gets_capitals(
    book: Book, today: date
) -> None:
    (party,) = read(book.pk, "kaffee mit anna berger", today=today).parties
    assert (party.written, party.chosen) == ("Anna Berger", "new")


def test_a_written_out_umlaut_makes_nobody_new(
    book: Book, hand: Hand, today: date
) -> None:
    uid = add_person(book.pk, hand=hand, name="Jörg Müller").uid
    (party,) = read(book.pk, "called Joerg Mueller", today=today).parties
    assert party.chosen == uid


@pytest.mark.parametrize(
    ("region", "day"), [("US", date(2026, 2, 1)), ("GB", date(2026, 1, 2))]
)
def test_a_day_is_read_as_the_region_of_the_book_writes_it(
    book: Book, ben: Person, region: str, day: date
) -> None:
    Book.objects.filter(pk=book.pk).update(region=region)
    reading = read(book.pk, "called Ben Brandt 2/1", today=date(2026, 3, 2))
    assert reading.line.day == day


def test_a_day_that_is_none_has_to_be_put_right(
    book: Book, ben: Person, today: date
) -> None:
    reading = read(book.pk, "called Ben Brandt on 31.2.", today=today)
    assert (reading.line.no_day, reading.clear) == ("31.2.", False)


def test_of_many_six_are_offered_and_the_rest_are_counted(
    book: Book, hand: Hand, today: date
) -> None:
    for letter in "abcdefgh":
        add_person(book.pk, hand=hand, name=f"Ben Albers{letter}")
    (party,) = read(book.pk, "called Ben", today=today).parties
    # Eight, and six of them are offered.
    assert (len(party.candidates), party.more) == (6, 2)
    (party,) = read(book.pk, "called Ben Albersd", today=today).parties
    assert party.more == 0


def test_more_are_counted_than_are_looked_at(
    book: Book, hand: Hand, today: date
) -> None:
    for number in range(52):
        add_person(book.pk, hand=hand, name=f"Ben Albers{number}")
    (party,) = read(book.pk, "called Ben", today=today).parties
    # The names are listed up to fifty.
    assert party.more == 52 - 6


def test_whose_birthday_it_is_may_be_in_the_genitive(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    hans = add_person(book.pk, hand=hand, name="Hans Abt").uid
    for line, uid in (
        ("Bens Geburtstag ist am 12.3.", str(ben.uid)),
        ("Ben Brandts Geburtstag: 12.3.", str(ben.uid)),
        ("Hans Geburtstag 12.3.", hans),
        ("Ben's birthday is March 12", str(ben.uid)),
    ):
        reading = read(book.pk, line, today=today)
        assert [party.chosen for party in reading.parties] == [uid], line
        assert reading.line.birthday == (None, 3, 12)


def test_nobody_of_the_name_is_new_with_a_birthday_too(
    book: Book, ben: Person, today: date
) -> None:
    # Another Ben is not made of the first word of the name.
    (party,) = read(book.pk, "Ben Carter hat am 12.3. Geburtstag", today=today).parties
    assert (party.chosen, party.written) == ("new", "Ben Carter")
