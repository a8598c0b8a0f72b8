"""Two entries side by side, before they become one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.photos import set_photo
from kontor.actions.connections.pieces import Place, Point, Work
from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.rhythm import let_rest, set_rhythm
from kontor.actions.connections.ties import add_tie
from kontor.actions.connections.touches import log_touch
from kontor.actions.groups.attendance import fill_attendance
from kontor.actions.groups.gatherings import add_gathering
from kontor.actions.groups.groups import add_group
from kontor.actions.groups.members import add_member
from kontor.actions.overview.merge.merge import merge_people
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, ContactPoint, Person, Tie
from kontor.reports.overview.merge_moves import Moved, labelled
from kontor.reports.overview.side_by_side import OnePerson, side_by_side


def add(book: Book, hand: Hand, **values: Any) -> str:
    return add_person(book.pk, hand=hand, **values).uid


@pytest.fixture
def this(book: Book, hand: Hand) -> str:
    return add(
        book,
        hand,
        name="Anna Berg",
        emails=[Point("anna@berg.example")],
        phones=[Point("0451 123456")],
        work=[Work("Berg Bau", "Chefin")],
        tags=["Segeln"],
        note="Kennt den Hafen.",
        relation="client",
    )


@pytest.fixture
def other(book: Book, hand: Hand, ben: Person) -> str:
    return add(
        book,
        hand,
        name="A. Berg",
        emails=[Point("ANNA@berg.example"), Point("privat@berg.example")],
        phones=[Point("+49 451 123456")],
        work=[Work("Berg Bau", "Chefin"), Work("Verein", "Vorstand")],
        tags=["segeln", "Chor"],
        places=[Place("Hafenstr. 3", "", "23552", "Lübeck")],
        note="Mag Tee.",
        birthday=(None, 3, 12),
        language="de",
        address_form="du",
        met_day=date(2025, 5, 1),
        met_place="Kiel",
        met_through=ben.uid,
    )


def test_where_they_differ_both_are_shown_with_whose_word_usually_counts(
    book: Book, hand: Hand, this: str, other: str
) -> None:
    set_rhythm(book.pk, other, hand=hand, rhythm="45")
    let_rest(book.pk, this, hand=hand)
    found = {
        c.field: (c.this, c.other, c.usual)
        for c in side_by_side(book.pk, this, other).choices
    }
    assert found == {
        "name": ("Anna Berg", "A. Berg", "this"),
        "birthday": ("", "12 Mar", "other"),
        "language": ("", "German", "other"),
        "address_form": ("", "first-name terms (du)", "other"),
        "relation": ("Client", "Other", "this"),
        "note": ("Kennt den Hafen.", "Mag Tee.", "both"),
        "met": ("", "1 May 2025, Kiel, through Ben Brandt", "other"),
        "rhythm": ("", "every 45 days", "other"),
        "resting": ("for good", "", "this"),
    }


def test_names_that_look_alike_are_told_apart_by_their_parts(
    book: Book, hand: Hand
) -> None:
    one = add(book, hand, given="Anna Lena", family="Berg")
    other = add(book, hand, given="Anna", family="Lena Berg")
    (choice,) = side_by_side(book.pk, one, other).choices
    assert choice.this == "Anna Lena Berg (Given name: Anna Lena, Family name: Berg)"
    assert choice.other == "Anna Lena Berg (Given name: Anna, Family name: Lena Berg)"


def test_what_both_have_stands_once(book: Book, this: str, other: str) -> None:
    moves = side_by_side(book.pk, this, other).moves
    assert moves.emails == (
        Moved("anna@berg.example", twice=True),
        Moved("privat@berg.example", twice=False),
    )
    assert moves.phones == (Moved("0451 123456", twice=True),)
    assert moves.jobs == (
        Moved("Chefin, Berg Bau", twice=True),
        Moved("Vorstand, Verein", twice=False),
    )
    assert moves.tags == (Moved("Segeln", twice=True), Moved("Chor", twice=False))
    assert moves.addresses == (Moved("Hafenstr. 3, 23552 Lübeck", twice=False),)
    # Links there are none of.
    labels = [label for label, _ in labelled(moves)]
    assert labels == ["E-mail", "Telephone", "Address", "Work", "Tags"]


def test_touches_promises_and_ties_are_counted_as_of_one(
    book: Book, hand: Hand, this: str, other: str, ben: Person, owner: Person
) -> None:
    log_touch(book.pk, [this], hand=hand, day=date(2026, 2, 1))
    log_touch(book.pk, [this, other], hand=hand, day=date(2026, 2, 2))
    add_promise(book.pk, this, hand=hand, text="offer")
    add_promise(book.pk, other, hand=hand, text="brochure")
    add_tie(book.pk, this, ben.uid, hand=hand)
    add_tie(book.pk, ben.uid, other, hand=hand)
    add_tie(book.pk, other, owner.uid, hand=hand)
    # Of themselves they know nothing new.
    add_tie(book.pk, this, other, hand=hand)
    moves = side_by_side(book.pk, this, other).moves
    assert (moves.touches, moves.promises, moves.ties) == (2, 2, 2)


def test_networks_and_gatherings_are_counted_as_of_one(
    book: Book, hand: Hand, this: str, other: str
) -> None:
    groups = [
        add_group(book.pk, hand=hand, name=name, kind="circle").uid for name in "AB"
    ]
    for group, who in ((groups[0], this), (groups[0], other), (groups[1], other)):
        add_member(book.pk, group, who, hand=hand)
    for day, who in ((1, [this, other]), (2, [other])):
        held = add_gathering(book.pk, groups[0], hand=hand, day=date(2026, 2, day))
        room = dict.fromkeys(who, "present")
        fill_attendance(book.pk, held.uid, hand=hand, states=room)
    moves = side_by_side(book.pk, this, other).moves
    assert (moves.groups, moves.gatherings) == (2, 2)
    merge_people(book.pk, this, other, hand=hand)
    merged = Person.objects.get(uid=this)
    assert (merged.memberships.count(), merged.attendances.count()) == (2, 2)


def test_what_is_shown_is_what_a_merge_does(
    book: Book, hand: Hand, this: str, other: str, ben: Person
) -> None:
    log_touch(book.pk, [this, other], hand=hand)
    add_tie(book.pk, other, ben.uid, hand=hand)
    moves = side_by_side(book.pk, this, other).moves
    merge_people(book.pk, this, other, hand=hand)
    merged = Person.objects.get(uid=this)
    points = ContactPoint.objects.filter(person=merged, kind="email")
    values = points.order_by("position").values_list("value", flat=True)
    assert [moved.text for moved in moves.emails] == list(values)
    assert moves.touches == merged.participations.count()
    assert moves.ties == Tie.objects.count()


def test_the_owner_stays_and_is_in_touch_with_nobody(
    book: Book, hand: Hand, other: str, owner: Person
) -> None:
    log_touch(book.pk, [other], hand=hand)
    add_promise(book.pk, other, hand=hand, text="call myself")
    view = side_by_side(book.pk, other, owner.uid)
    assert (view.this.uid, view.other.uid) == (str(owner.uid), other)
    moves = view.moves
    assert (moves.touches, moves.promises) == (0, 0)
    assert (moves.lost_touches, moves.lost_promises) == (1, 1)


def test_the_picture_is_asked_for_where_both_have_another_one(
    book: Book, hand: Hand, this: str, other: str
) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + b"0" * 20
    set_photo(book.pk, this, hand=hand, data=picture)
    assert "photo" not in _fields(book, this, other)
    set_photo(book.pk, other, hand=hand, data=picture)
    assert "photo" not in _fields(book, this, other)
    set_photo(book.pk, other, hand=hand, data=picture + b"1")
    assert "photo" in _fields(book, this, other)


def _fields(book: Book, this: str, other: str) -> list[str]:
    return [choice.field for choice in side_by_side(book.pk, this, other).choices]


def test_one_entry_is_not_two(book: Book, this: str) -> None:
    with pytest.raises(OnePerson):
        side_by_side(book.pk, this, this)


def test_a_stranger_sees_neither(
    book: Book, clara_book: Book, hand: Hand, this: str, other: str
) -> None:
    hers = add(clara_book, hand, name="Zoe")
    for pair in ((this, other), (hers, this), (this, hers)):
        with pytest.raises(Missing):
            side_by_side(clara_book.pk, *pair)


def test_an_entry_that_changes_nothing_has_nothing_to_choose(
    book: Book, hand: Hand
) -> None:
    one, other = (add(book, hand, given="Cem", family="Can") for _ in range(2))
    edit_person(book.pk, one, hand=hand, pinned=True)
    assert side_by_side(book.pk, one, other).choices == ()
