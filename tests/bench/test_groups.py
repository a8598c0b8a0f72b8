from __future__ import annotations

from datetime import date

import pytest

from bench.groups import count_both_ways, make_groups
from kontor.actions.connections.people import add_person
from kontor.lib.hand import Hand
from kontor.records.models import Book, Gathering, Group, Membership


@pytest.fixture
def small(book: Book, hand: Hand) -> Book:
    for number in range(30):
        add_person(book.pk, hand=hand, name=f"Given{number} Family{number}")
    make_groups(book.pk, 6, 60)
    return book


def test_both_ways_count_the_same(small: Book, today: date) -> None:
    found = count_both_ways(small.pk, 2)
    assert found["same_counts"] is True
    assert 0 < found["union"] <= 30


def test_the_book_is_as_large_as_asked_for(small: Book) -> None:
    assert Group.objects.filter(book=small).count() == 6
    assert Membership.objects.filter(book=small).count() == 60
    # Twenty gatherings each.
    assert Gathering.objects.filter(book=small).count() == 120
