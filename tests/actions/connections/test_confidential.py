"""Mail domains and calendars that are confidential."""

from __future__ import annotations

import pytest

from kontor.actions.connections.confidential import add_rule, remove_rule
from kontor.actions.connections.errors import BadValue
from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Point
from kontor.actions.overview.undo import undo
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, ConfidentialRule, Deed, Person


def _discreet() -> set[str]:
    rows = Person.objects.filter(discreet=True)
    return set(rows.values_list("display", flat=True))


@pytest.fixture
def two(book: Book, hand: Hand) -> None:
    for name, mail in (("Ina", "ina@clinic.example"), ("Jo", "jo@clinic.example.org")):
        add_person(book.pk, hand=hand, name=name, emails=[Point(mail)])


@pytest.mark.parametrize("value", ["clinic.example", " X@Clinic.Example "])
def test_whoever_writes_from_the_domain_is_discreet(
    book: Book, hand: Hand, two: None, value: str
) -> None:
    done = add_rule(book.pk, hand=hand, kind="domain", value=value)
    assert ConfidentialRule.objects.get().value == "clinic.example"
    assert _discreet() == {"Ina"}
    undo(book.pk, done.deed, hand=hand)
    assert _discreet() == set()


def test_who_comes_later_is_discreet_as_well(book: Book, hand: Hand) -> None:
    add_rule(book.pk, hand=hand, kind="domain", value="clinic.example")
    add_person(book.pk, hand=hand, name="Kai", emails=[Point("kai@clinic.example")])
    assert _discreet() == {"Kai"}


def test_a_rule_is_kept_once_and_removed(book: Book, hand: Hand, two: None) -> None:
    add_rule(book.pk, hand=hand, kind="domain", value="clinic.example")
    deeds = Deed.objects.count()
    again = add_rule(book.pk, hand=hand, kind="domain", value="CLINIC.example")
    assert (again.deed, Deed.objects.count()) == (None, deeds)
    remove_rule(book.pk, ConfidentialRule.objects.get().pk, hand=hand)
    assert (_discreet(), ConfidentialRule.objects.count()) == (set(), 0)


def test_a_calendar_is_named_as_it_is(book: Book, hand: Hand) -> None:
    add_rule(book.pk, hand=hand, kind="calendar", value=" Therapy notes ")
    assert ConfidentialRule.objects.get().value == "Therapy notes"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("domain", "clinic"),
        ("domain", "two words.example"),
        ("domain", ""),
        ("calendar", " "),
        ("person", "x.example"),
    ],
)
def test_what_is_neither_is_refused(
    book: Book, hand: Hand, kind: str, value: str
) -> None:
    with pytest.raises(BadValue):
        add_rule(book.pk, hand=hand, kind=kind, value=value)
    assert not ConfidentialRule.objects.exists()


def test_a_rule_of_another_book_is_missing_and_does_nothing_here(
    book: Book, clara_book: Book, hand: Hand, two: None
) -> None:
    add_rule(clara_book.pk, hand=hand, kind="domain", value="clinic.example")
    assert _discreet() == set()
    with pytest.raises(Missing):
        remove_rule(book.pk, ConfidentialRule.objects.get().pk, hand=hand)
