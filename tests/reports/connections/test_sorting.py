"""The first sorting: whom to ask about next."""

from __future__ import annotations

import pytest

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Point
from kontor.lib.hand import Hand
from kontor.records.models import Book
from kontor.reports.connections import sorting as report


def _three(book: Book, hand: Hand) -> None:
    add_person(book.pk, hand=hand, name="Ada")
    add_person(book.pk, hand=hand, name="Bo", emails=[Point("bo@x.example")])
    add_person(book.pk, hand=hand, name="Cy", note="sails")


def _asked(book: Book) -> list[str]:
    return [line.name for line in report.sorting(book.pk).people]


def test_the_most_telling_are_asked_about_first(book: Book, hand: Hand) -> None:
    # A note is worth 2, a mail address 1.
    _three(book, hand)
    assert _asked(book) == ["Cy", "Bo", "Ada"]


def test_of_too_many_the_first_in_the_book_are_weighed(
    book: Book, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "WEIGHED", 2)
    _three(book, hand)
    assert _asked(book) == ["Bo", "Ada"]
    assert report.sorting(book.pk).left == 3
