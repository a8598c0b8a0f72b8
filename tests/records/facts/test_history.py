"""The whole past of a book, read past Django's models."""

from __future__ import annotations

from datetime import date

from kontor.actions.connections.people import add_person
from kontor.actions.connections.touches import log_touch
from kontor.core.connections.strength import MOST_RECIPIENTS
from kontor.lib.hand import Hand
from kontor.records.facts.history import days_of_the_book
from kontor.records.models import Book, Person


def test_a_book_without_touches_has_no_past(book: Book) -> None:
    assert len(days_of_the_book(book).person) == 0


def test_a_day_counts_once_with_its_heaviest_touch(
    book: Book, hand: Hand, ben: Person
) -> None:
    for day, channel in (
        (date(2024, 2, 29), "email"),
        (date(2024, 2, 29), "call"),
        (date(1950, 1, 1), "message"),
    ):
        log_touch(book.pk, [ben.uid], hand=hand, day=day, channel=channel)
    found = days_of_the_book(book)
    assert found.person.tolist() == [ben.pk, ben.pk]
    assert found.day.tolist() == [
        date(1950, 1, 1).toordinal(),
        date(2024, 2, 29).toordinal(),
    ]
    assert found.weight.tolist() == [1.0, 2.0]


def test_a_mail_to_too_many_is_no_contact(book: Book, hand: Hand) -> None:
    many = [
        add_person(book.pk, hand=hand, name=f"Nina {n}").uid
        for n in range(MOST_RECIPIENTS + 1)
    ]
    log_touch(book.pk, many, hand=hand, channel="email")
    assert len(days_of_the_book(book).person) == 0
    # A party is one, however many come; and a mail to just so many.
    log_touch(book.pk, many, hand=hand, channel="event", day=date(2026, 1, 1))
    log_touch(book.pk, many[1:], hand=hand, channel="email", day=date(2026, 1, 2))
    assert len(days_of_the_book(book).person) == 2 * MOST_RECIPIENTS + 1


def test_the_past_of_another_book_is_its_own(
    book: Book, clara_book: Book, hand: Hand
) -> None:
    zoe = add_person(clara_book.pk, hand=hand, name="Zoe").uid
    log_touch(clara_book.pk, [zoe], hand=hand)
    assert len(days_of_the_book(book).person) == 0
