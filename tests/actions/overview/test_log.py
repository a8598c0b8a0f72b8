"""A log line saved: touch, newcomers, promises and plan as one deed."""

from __future__ import annotations

from datetime import date

import pytest

from kontor.actions.connections.errors import (
    BadBirthday,
    InTheFuture,
    NobodyThere,
    WhoseBirthday,
)
from kontor.actions.connections.rhythm import set_rhythm
from kontor.actions.connections.touches import Promised
from kontor.actions.overview.log import note, note_birthday
from kontor.actions.overview.undo import undo
from kontor.actions.overview.week import plan_week
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import (
    Book,
    Deed,
    Participant,
    Person,
    PlanLine,
    Promise,
    Touch,
)


def test_everything_a_line_says_is_one_deed(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    deeds = Deed.objects.count()
    done = note(
        book.pk,
        [ben.uid],
        hand=hand,
        new=["Nora Neu", "Nora Neu "],
        promises=[Promised("send it"), Promised("call back", by="them")],
        channel="call",
        minutes=10,
    )
    assert Deed.objects.count() == deeds + 1
    assert done.facts == {
        "name": "Ben Brandt, Nora Neu",
        "text": "send it; call back",
    }
    nora = Person.objects.get(family="Neu")
    assert {p.person for p in Participant.objects.all()} == {ben, nora}
    # Derived columns of newcomers follow as well.
    assert (nora.sort_name, nora.last_touch) == ("neu nora", today)
    assert {promise.person for promise in Promise.objects.all()} == {ben}
    undo(book.pk, done.deed, hand=hand)
    assert not Touch.objects.exists()
    assert not Promise.objects.exists()
    assert not Person.objects.filter(family="Neu").exists()


def test_a_line_of_promises_only_is_no_touch(
    book: Book, hand: Hand, ben: Person
) -> None:
    done = note(
        book.pk, [ben.uid], hand=hand, promises=[Promised("send it")], is_touch=False
    )
    assert (done.verb, done.uid) == ("add_promise", str(ben.uid))
    assert not Touch.objects.exists()


def test_the_plan_follows_a_touch_and_its_undo(
    book: Book, hand: Hand, ben: Person
) -> None:
    set_rhythm(book.pk, ben.uid, hand=hand, rhythm="B")
    plan_week(book.pk, hand=hand)
    done = note(book.pk, [ben.uid], hand=hand)
    assert PlanLine.objects.get().state == "done"
    undo(book.pk, done.deed, hand=hand)
    assert PlanLine.objects.get().state == "open"


def test_what_cannot_be_noted_adds_nobody(book: Book, hand: Hand) -> None:
    before = (Person.objects.count(), Deed.objects.count())
    with pytest.raises(InTheFuture):
        note(book.pk, hand=hand, new=["Nora"], day=date(2026, 3, 3))
    with pytest.raises(NobodyThere):
        note(book.pk, hand=hand)
    assert (Person.objects.count(), Deed.objects.count()) == before


def test_somebody_of_another_book_is_missing(
    clara_book: Book, hand: Hand, ben: Person
) -> None:
    with pytest.raises(Missing):
        note(clara_book.pk, [ben.uid], hand=hand, new=["Nora"])
    assert not Person.objects.filter(display="Nora").exists()


def test_a_birthday_is_an_edit_that_can_be_undone_and_no_touch(
    book: Book, hand: Hand, ben: Person
) -> None:
    done = note_birthday(book.pk, [ben.uid], hand=hand, birthday=(1980, 3, 12))
    ben.refresh_from_db()
    assert (ben.birth_year, ben.birth_month, ben.birth_day) == (1980, 3, 12)
    assert done.verb == "edit_person"
    assert not Touch.objects.exists()
    undo(book.pk, done.deed, hand=hand)
    ben.refresh_from_db()
    assert ben.birth_month is None


def test_somebody_new_comes_in_with_the_birthday(book: Book, hand: Hand) -> None:
    done = note_birthday(book.pk, hand=hand, new=["Nora Neu "], birthday=(None, 2, 29))
    nora = Person.objects.get(uid=done.uid)
    assert (nora.display, nora.birth_month, nora.birth_day) == ("Nora Neu", 2, 29)


def test_a_birthday_is_that_of_one_person(book: Book, hand: Hand, ben: Person) -> None:
    before = Deed.objects.count()
    for people, new in (([], []), ([ben.uid], ["Nora"])):
        with pytest.raises(WhoseBirthday):
            note_birthday(book.pk, people, hand=hand, new=new, birthday=(None, 3, 1))
    with pytest.raises(BadBirthday):
        note_birthday(book.pk, [ben.uid], hand=hand, birthday=(None, 2, 30))
    assert Deed.objects.count() == before
