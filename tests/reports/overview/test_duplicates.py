"""Pairs that may be one person, as they are listed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation

from kontor.actions.connections.people import add_person, edit_person, remove_person
from kontor.actions.connections.pieces import Place, Point, Work
from kontor.actions.connections.touches import log_touch
from kontor.actions.overview.merge.apart import keep_apart
from kontor.actions.overview.merge.search import look_through, want_search
from kontor.actions.overview.undo import undo
from kontor.core.connections.duplicates.levels import FIELDS
from kontor.core.connections.duplicates.near import DIFFERENT, EQUAL, NEAR, UNKNOWN
from kontor.lib.hand import Hand
from kontor.records.models import Book, DuplicateSearch, Likeness, Person
from kontor.reports.overview.duplicates import (
    PAGE,
    duplicates,
    every_pair,
    how_many,
    search,
)
from kontor.reports.overview.signs import likely_text, signs
from tests.actions.overview.bringing import bring, card


def add(book: Book, hand: Hand, name: str, **values: Any) -> Person:
    return Person.objects.get(
        uid=add_person(book.pk, hand=hand, name=name, **values).uid
    )


def pair_up(one: Person, other: Person, chance: float = 0.95) -> None:
    """Say that a search has found two people."""
    first, second = sorted((one.pk, other.pk))
    nothing = [UNKNOWN] * len(FIELDS)
    Likeness.objects.create(
        book=one.book, first=first, second=second, probability=chance,
        levels=nothing, weights=nothing,
    )  # fmt: skip


def names(book: Book, page: int = 1) -> list[set[str]]:
    pairs = duplicates(book.pk, page=page).page.object_list
    return [{pair.first.name, pair.second.name} for pair in pairs]


@pytest.fixture
def anne(book: Book, hand: Hand) -> Person:
    return add(
        book,
        hand,
        "Anna Berg",
        emails=[Point("anna@berg.example")],
        phones=[Point("0451 123456")],
        work=[Work("Berg Bau", "Chefin")],
        places=[Place(postal_code="23552", city="Lübeck"), Place(city="Kiel")],
        birthday=(None, 3, 12),
        tags=["Segeln", "Chor"],
    )


@pytest.fixture
def other(book: Book, hand: Hand) -> Person:
    bring(book, hand, card("EMAIL:anna@berg.example", name="A. Berg"))
    return Person.objects.get(display="A. Berg")


def test_both_are_shown_as_they_would_be_recognised(
    book: Book, hand: Hand, other: Person, anne: Person
) -> None:
    log_touch(book.pk, [anne.uid], hand=hand, day=date(2026, 2, 1))
    log_touch(book.pk, [anne.uid], hand=hand, day=date(2026, 2, 20))
    look_through(book.pk, hand=hand)
    (pair,) = duplicates(book.pk).page.object_list
    first, second = pair.first, pair.second
    assert (first.name, first.role, first.organisation) == (
        "Anna Berg",
        "Chefin",
        "Berg Bau",
    )
    assert (first.emails, first.phones) == (("anna@berg.example",), ("0451 123456",))
    assert (first.place, first.birthday) == ("23552 Lübeck", (None, 3, 12))
    assert (first.tags, first.touches) == (("Chor", "Segeln"), 2)
    assert (first.last_touch, first.sources) == (date(2026, 2, 20), ())
    assert [(o.source, o.day) for o in second.sources] == [
        ("vcard", hand.moment.date())
    ]
    assert (second.touches, second.last_touch) == (0, None)


def test_why_is_said_in_words(
    book: Book, hand: Hand, other: Person, anne: Person
) -> None:
    look_through(book.pk, hand=hand)
    (pair,) = duplicates(book.pk).page.object_list
    codes = {sign.code: sign.text for sign in pair.speaks_for}
    assert codes["mail-same"] == "same mail address"
    assert codes["given-alike"] == "given name written alike"
    assert codes["family-same"] == "same family name"
    with translation.override("de"):
        (pair,) = duplicates(book.pk).page.object_list
        assert "gleiche Mailadresse" in {sign.text for sign in pair.speaks_for}


def test_the_weightiest_comes_first_and_what_is_not_known_says_nothing() -> None:
    levels = dict.fromkeys(FIELDS, UNKNOWN) | {
        "given": EQUAL, "family": NEAR, "mail": EQUAL, "phone": DIFFERENT,
        "birthday": DIFFERENT, "organisation": NEAR,
    }  # fmt: skip
    weights = dict.fromkeys(FIELDS, 0.0) | {
        "given": 4.0, "family": 5.0, "mail": 9.0, "phone": -1.0, "birthday": -6.0,
        "organisation": -0.5,
    }  # fmt: skip
    speaks_for, against = signs([*levels.values()], [*weights.values()])
    assert [s.code for s in speaks_for] == ["mail-same", "family-alike", "given-same"]
    assert [s.code for s in against] == ["birthday-different", "phone-different"]


def test_a_name_that_is_alike_in_both_parts_is_one_sign() -> None:
    levels = [EQUAL, EQUAL, *[UNKNOWN] * (len(FIELDS) - 2)]
    speaks_for, _ = signs(levels, [1.0] * len(FIELDS))
    assert [s.code for s in speaks_for] == ["name-same"]


@pytest.mark.parametrize(
    ("chance", "text"),
    [
        (0.99, "Almost certainly one person"),
        (0.98, "Probably one person"),
        (0.9, "Probably one person"),
        (0.6, "Perhaps one person"),
        (0.04, "Hardly one person; an import was in doubt"),
    ],
)
def test_how_likely_is_said_in_words(chance: float, text: str) -> None:
    assert likely_text(chance) == text


def test_the_likeliest_come_first_twenty_on_a_page(book: Book, hand: Hand) -> None:
    people = [add(book, hand, f"N{number}") for number in range(PAGE + 2)]
    for number, person in enumerate(people[1:]):
        pair_up(people[0], person, 0.6 + number / 100)
    assert names(book)[0] == {"N0", f"N{PAGE + 1}"}
    assert len(names(book)) == PAGE
    assert names(book, page=2) == [{"N0", "N1"}]
    assert not duplicates(book.pk, page=2).page.has_next
    assert how_many(book.pk).number == PAGE + 1
    assert len(list(every_pair(book.pk))) == PAGE + 1


def test_who_has_more_of_a_past_is_better_kept_and_the_owner_always(
    book: Book, hand: Hand, ben: Person, anne: Person, owner: Person
) -> None:
    log_touch(book.pk, [anne.uid], hand=hand)
    pair_up(ben, anne)
    pair_up(anne, owner, 0.6)
    firsts = [pair.first.name for pair in duplicates(book.pk).page.object_list]
    assert firsts == ["Anna Berg", "Anna Ahlers"]


def test_those_said_to_be_two_people_are_left_out_until_it_is_taken_back(
    book: Book, hand: Hand, ben: Person, anne: Person
) -> None:
    pair_up(ben, anne)
    keep_apart(book.pk, anne.uid, ben.uid, hand=hand)
    assert (names(book), how_many(book.pk).number) == ([], 0)
    undo(book.pk, hand=hand)
    assert names(book) == [{"Ben Brandt", "Anna Berg"}]


def test_whoever_is_gone_or_confidential_by_now_is_left_out(
    book: Book, hand: Hand, ben: Person, anne: Person
) -> None:
    pair_up(ben, anne)
    edit_person(book.pk, anne.uid, hand=hand, confidential=True)
    assert names(book) == []
    edit_person(book.pk, anne.uid, hand=hand, confidential=False)
    remove_person(book.pk, anne.uid, hand=hand)
    assert (names(book), how_many(book.pk).number) == ([], 0)


def test_the_state_of_the_search_is_told(book: Book, hand: Hand, ben: Person) -> None:
    assert search(book.pk).state == "never"
    want_search(book.pk)
    DuplicateSearch.objects.update(done=40)
    assert (search(book.pk).state, search(book.pk).done) == ("looking", 40)
    look_through(book.pk, hand=hand)
    found = search(book.pk)
    assert (found.state, found.moment, found.new) == ("done", hand.moment, 0)
    add(book, hand, "Cem Can")
    add(book, Hand(hand.account_id, hand.moment + timedelta(days=1)), "Dora Daume")
    assert search(book.pk).new == 2


def test_a_stranger_sees_no_pair_of_another_book(
    book: Book, clara_book: Book, ben: Person, anne: Person
) -> None:
    pair_up(ben, anne)
    assert names(clara_book) == []
    assert list(every_pair(clara_book.pk)) == []
    # Nor one that somebody has put under a wrong book.
    Likeness.objects.update(book=clara_book)
    assert names(clara_book) == []
