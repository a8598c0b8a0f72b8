"""Putting back what was deleted, where something else has come in the meantime."""

from __future__ import annotations

from datetime import date

import pytest

from kontor.actions.connections.people import add_person, edit_person, remove_person
from kontor.actions.connections.pieces import Point, Work
from kontor.actions.connections.promises import add_promise, remove_promise
from kontor.actions.connections.tags import tag_people, untag_people
from kontor.actions.connections.ties import add_tie, remove_tie
from kontor.actions.connections.touches import Promised, log_touch, remove_touch
from kontor.actions.overview.undo import undo
from kontor.lib.hand import Hand
from kontor.records import journal
from kontor.records.models import (
    Affiliation,
    Book,
    ContactPoint,
    Deed,
    Organisation,
    Person,
    PersonTag,
    Photo,
    Promise,
    Tag,
    Tie,
)
from tests.records.ledger import check


def test_a_tag_made_anew_takes_the_people_of_the_old_one(
    book: Book, hand: Hand, ben: Person
) -> None:
    removed = untag(book, hand, ben)
    tag_people(book.pk, [added(book, hand, "Ada").uid], hand=hand, tag="HAFEN")
    undone = undo(book.pk, removed, hand=hand)
    # One tag for both, under the name it has now.
    assert list(Tag.objects.values_list("name", flat=True)) == ["HAFEN"]
    assert PersonTag.objects.filter(tag__name="HAFEN").count() == 2
    # That it is written otherwise now is said.
    assert [entry["name"] for entry in undone.kept] == ["HAFEN"]
    # And back once more: the tagging goes, the new tag stays.
    undo(book.pk, undone.deed, hand=hand)
    assert PersonTag.objects.get().person.display == "Ada"
    check(book.pk)


def test_a_tag_that_came_back_the_same_is_not_worth_a_word(
    book: Book, hand: Hand, ben: Person
) -> None:
    removed = untag(book, hand, ben)
    tag_people(book.pk, [ben.uid], hand=hand, tag="Hafen")
    assert undo(book.pk, removed, hand=hand).kept == []
    assert PersonTag.objects.count() == 1


def test_an_organisation_made_anew_takes_the_jobs_of_the_old_one(
    book: Book, hand: Hand
) -> None:
    first = add_person(book.pk, hand=hand, name="Ada", work=[Work("Nord", "Chefin")])
    undo(book.pk, first.deed, hand=hand)
    assert not Organisation.objects.exists()
    add_person(book.pk, hand=hand, name="Bo", work=[Work("Nord", "Bote")])
    assert undo(book.pk, first.deed, hand=hand).kept == []
    organisation = Organisation.objects.get()
    assert Affiliation.objects.filter(organisation=organisation).count() == 2
    assert Person.objects.get(display="Ada").shown_organisation == "Nord"
    check(book.pk)


def test_a_tie_noted_anew_stays(book: Book, hand: Hand, ben: Person) -> None:
    ada = added(book, hand, "Ada")
    add_tie(book.pk, ben.uid, ada.uid, hand=hand, strength=1)
    removed = remove_tie(book.pk, Tie.objects.get().uid, hand=hand)
    add_tie(book.pk, ben.uid, ada.uid, hand=hand, strength=3)
    undone = undo(book.pk, removed.deed, hand=hand)
    assert Tie.objects.get().strength == 3
    assert [entry["name"] for entry in undone.kept] == ["Ben Brandt – Ada"]


def test_what_the_deed_put_in_the_place_makes_room(
    book: Book, hand: Hand, ben: Person
) -> None:
    deed = journal.open_deed(book, hand, "edit_person", name="Ben")
    first = Photo(person=ben, media_type="image/png", data=b"old")
    journal.add(deed, first)
    deed = journal.open_deed(book, hand, "edit_person", name="Ben")
    journal.remove(deed, first)
    journal.add(deed, Photo(person=ben, media_type="image/png", data=b"new"))
    assert undo(book.pk, deed.pk, hand=hand).kept == []
    assert bytes(Photo.objects.get().data) == b"old"
    undo(book.pk, deed.pk, hand=hand)
    assert bytes(Photo.objects.get().data) == b"new"


def test_what_the_deed_made_and_took_away_itself_stays_away(
    book: Book, hand: Hand, ben: Person
) -> None:
    deed = journal.open_deed(book, hand, "edit_person", name="Ben")
    journal.remove(deed, journal.add(deed, Tag(name="x", folded="x")))
    assert undo(book.pk, deed.pk, hand=hand).kept == []
    assert not Tag.objects.exists()


def test_a_piece_of_somebody_who_is_gone_cannot_come_back(
    book: Book, hand: Hand, ben: Person
) -> None:
    edit_person(book.pk, ben.uid, hand=hand, emails=[Point("ben@example.org")])
    edited = edit_person(book.pk, ben.uid, hand=hand, emails=[])
    remove_person(book.pk, ben.uid, hand=hand)
    undone = undo(book.pk, edited.deed, hand=hand)
    assert not ContactPoint.objects.exists()
    assert [entry["name"] for entry in undone.kept] == ["…: ben@example.org"]


def test_a_promise_comes_back_without_the_touch_it_was_made_in(
    book: Book, hand: Hand, ben: Person
) -> None:
    touch = log_touch(book.pk, [ben.uid], hand=hand, promises=[Promised("Buch")])
    removed = remove_promise(book.pk, Promise.objects.get().uid, hand=hand)
    remove_touch(book.pk, touch.uid, hand=hand)
    assert undo(book.pk, removed.deed, hand=hand).kept == []
    promise = Promise.objects.get()
    assert (promise.text, promise.touch_id) == ("Buch", None)


def test_who_was_removed_comes_back_with_the_day_of_the_last_touch(
    book: Book, hand: Hand, ben: Person
) -> None:
    add_promise(book.pk, ben.uid, hand=hand, text="Buch")
    log_touch(book.pk, [ben.uid], hand=hand, day=date(2026, 2, 1))
    removed = remove_person(book.pk, ben.uid, hand=hand)
    undo(book.pk, removed.deed, hand=hand)
    assert Person.objects.get(pk=ben.pk).last_touch == date(2026, 2, 1)
    assert Promise.objects.get().deed == Deed.objects.get(verb="add_promise")
    check(book.pk)


def test_what_the_database_cannot_take_is_listed_not_lost_in_a_crash(
    book: Book, hand: Hand, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = added(book, hand, "Ada")
    add_tie(book.pk, ben.uid, ada.uid, hand=hand)
    removed = remove_tie(book.pk, Tie.objects.get().uid, hand=hand)
    change = Deed.objects.get(pk=removed.deed).changes.get()
    # As if a tie had been allowed to be stronger in former times.
    change.before = {**(change.before or {}), "strength": 9}
    change.save()
    undone = undo(book.pk, removed.deed, hand=hand)
    assert [entry["table"] for entry in undone.kept] == ["tie"]
    assert not Tie.objects.exists()


def added(book: Book, hand: Hand, name: str) -> Person:
    return Person.objects.get(uid=add_person(book.pk, hand=hand, name=name).uid)


def untag(book: Book, hand: Hand, person: Person) -> int | None:
    """Tag somebody and take the tag away again; it goes with its last bearer."""
    tag_people(book.pk, [person.uid], hand=hand, tag="Hafen")
    removed = untag_people(book.pk, [person.uid], hand=hand, tag="Hafen")
    assert not Tag.objects.exists()
    return removed.deed
