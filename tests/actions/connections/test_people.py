"""Adding, changing and removing people."""

from __future__ import annotations

from datetime import date

import pytest

from kontor.actions.connections.errors import (
    BadBirthday,
    BadEmail,
    BadPhone,
    NoName,
    OwnerStays,
)
from kontor.actions.connections.people import add_person, edit_person, remove_person
from kontor.actions.connections.pieces import Point, Work
from kontor.actions.connections.touches import log_touch
from kontor.actions.overview.undo import undo
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, ContactPoint, Deed, Person, Tag, Touch


def _clara_muller(book: Book, hand: Hand) -> Person:
    done = add_person(
        book.pk,
        hand=hand,
        name="Dr. Clara von der Mühl",
        emails=[Point("Clara@Example.org", "work")],
        phones=[Point("0451 123456")],
        work=[Work("Mühl & Söhne", "Geschäftsführerin")],
        tags=["Segeln", "segeln"],
    )
    return Person.objects.get(uid=done.uid)


def test_a_name_is_taken_apart_and_shown_as_written(book: Book, hand: Hand) -> None:
    person = _clara_muller(book, hand)
    assert (person.prefix, person.given, person.family) == (
        "Dr.",
        "Clara",
        "von der Mühl",
    )
    assert person.display == "Dr. Clara von der Mühl"
    # DIN 5007-2: particles last, ü as ue.
    assert person.sort_name.startswith("muehl clara")


def test_what_hangs_on_a_person_is_kept_and_found(book: Book, hand: Hand) -> None:
    person = _clara_muller(book, hand)
    keys = set(ContactPoint.objects.filter(person=person).values_list("key", flat=True))
    assert keys == {"clara@example.org", "+49451123456"}
    assert person.shown_organisation == "Mühl & Söhne"
    # One tag, however it is written.
    assert list(Tag.objects.values_list("name", flat=True)) == ["Segeln"]
    assert "muhl" in person.search_text
    assert "muehl" in person.search_text


def test_nobody_is_added_without_anything_to_know_them_by(
    book: Book, hand: Hand
) -> None:
    with pytest.raises(NoName):
        add_person(book.pk, hand=hand, note="met at the fair")
    assert Deed.objects.filter(verb="add_person").count() == 0


def test_a_bad_address_adds_nobody(book: Book, hand: Hand) -> None:
    with pytest.raises(BadEmail):
        add_person(book.pk, hand=hand, name="Ben", emails=[Point("no address")])
    assert not Person.objects.filter(book=book, display="Ben").exists()


def test_an_edit_notes_only_what_differs(book: Book, hand: Hand) -> None:
    person = _clara_muller(book, hand)
    done = edit_person(
        book.pk,
        person.uid,
        hand=hand,
        note="likes boats",
        nickname="",
        emails=[Point("Clara@Example.org", "work")],
    )
    (change,) = Deed.objects.get(pk=done.deed).changes.all()
    assert (change.before, change.after) == ({"note": ""}, {"note": "likes boats"})


def test_an_edit_that_changes_nothing_is_no_deed(book: Book, hand: Hand) -> None:
    person = _clara_muller(book, hand)
    before = Deed.objects.count()
    done = edit_person(book.pk, person.uid, hand=hand, nickname="")
    assert done.deed is None
    assert Deed.objects.count() == before


def test_an_edit_is_undone_column_by_column(book: Book, hand: Hand) -> None:
    person = _clara_muller(book, hand)
    first = edit_person(book.pk, person.uid, hand=hand, note="old", nickname="Cla")
    edit_person(book.pk, person.uid, hand=hand, note="new")
    undone = undo(book.pk, first.deed, hand=hand)
    person.refresh_from_db()
    # The note was changed since and is kept; the nickname goes.
    assert (person.note, person.nickname) == ("new", "")
    assert [kept["name"] for kept in undone.kept] == ["Dr. Clara von der Mühl"]


def test_the_29th_of_february_is_a_birthday_without_a_year(
    book: Book, hand: Hand
) -> None:
    done = add_person(book.pk, hand=hand, name="Ben", birthday=(None, 2, 29))
    assert Person.objects.get(uid=done.uid).birth_day == 29
    with pytest.raises(BadBirthday):
        add_person(book.pk, hand=hand, name="Ben", birthday=(2023, 2, 29))


def test_who_is_removed_comes_back_whole(book: Book, hand: Hand) -> None:
    person = _clara_muller(book, hand)
    other = add_person(book.pk, hand=hand, name="Ben Brandt", met_through=person.uid)
    log_touch(book.pk, [person.uid], hand=hand, channel="call", note="hello")
    before = Person.objects.filter(pk=person.pk).values().get()
    removed = remove_person(book.pk, person.uid, hand=hand)
    assert not Touch.objects.exists()
    assert Person.objects.get(uid=other.uid).met_through is None
    undone = undo(book.pk, removed.deed, hand=hand)
    assert undone.kept == []
    assert Person.objects.filter(pk=person.pk).values().get() == before
    assert Person.objects.get(uid=other.uid).met_through_id == person.pk
    assert Touch.objects.get().participants.get().person_id == person.pk
    assert Person.objects.get(pk=person.pk).last_touch == date(2026, 3, 2)


def test_an_undo_can_be_undone_and_undone_again(book: Book, hand: Hand) -> None:
    person = _clara_muller(book, hand)
    added = Deed.objects.get(verb="add_person")
    for there in (False, True, False, True):
        undo(book.pk, added.pk, hand=hand)
        assert Person.objects.filter(uid=person.uid).exists() is there
    assert ContactPoint.objects.count() == 2


def test_somebody_added_and_changed_since_is_kept(book: Book, hand: Hand) -> None:
    person = _clara_muller(book, hand)
    added = Deed.objects.get(verb="add_person")
    log_touch(book.pk, [person.uid], hand=hand)
    undone = undo(book.pk, added.pk, hand=hand)
    assert [kept["name"] for kept in undone.kept] == ["Dr. Clara von der Mühl"]
    assert ContactPoint.objects.filter(person=person).count() == 2


def test_the_owner_cannot_be_removed(book: Book, hand: Hand, owner: Person) -> None:
    with pytest.raises(OwnerStays):
        remove_person(book.pk, owner.uid, hand=hand)


def test_a_person_of_another_book_is_missing(
    clara_book: Book, hand: Hand, ben: Person
) -> None:
    with pytest.raises(Missing):
        edit_person(clara_book.pk, ben.uid, hand=hand, note="mine")
    with pytest.raises(Missing):
        remove_person(clara_book.pk, ben.uid, hand=hand)


def test_what_is_no_number_changes_nothing(book: Book, hand: Hand, ben: Person) -> None:
    with pytest.raises(BadPhone):
        edit_person(book.pk, ben.uid, hand=hand, note="x", phones=[Point("abc")])
    ben.refresh_from_db()
    assert ben.note == ""


def test_what_an_import_wrote_may_stay(book: Book, hand: Hand, ben: Person) -> None:
    for kind, value in (("phone", "ask Dora"), ("email", "none yet")):
        ContactPoint.objects.create(
            book=book, person=ben, kind=kind, value=value, deed_id=ben.deed_id
        )
    edit_person(
        book.pk,
        ben.uid,
        hand=hand,
        phones=[Point("ask Dora", "home"), Point("110")],
        emails=[Point("none yet"), Point("ben@brandt.example")],
    )
    points = ContactPoint.objects.filter(person=ben).order_by("kind", "position")
    assert list(points.values_list("value", "key")) == [
        ("none yet", ""), ("ben@brandt.example", "ben@brandt.example"),
        ("ask Dora", ""), ("110", ""),
    ]  # fmt: skip
