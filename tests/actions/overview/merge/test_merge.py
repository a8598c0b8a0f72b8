"""Two entries that are one person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kontor.actions.connections.errors import BadValue, WithYourself
from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.photos import set_photo
from kontor.actions.connections.pieces import Place, Point, Work
from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.rhythm import set_rhythm
from kontor.actions.connections.tags import tag_people
from kontor.actions.connections.ties import add_tie
from kontor.actions.connections.touches import log_touch
from kontor.actions.overview.merge.merge import merge_people
from kontor.actions.overview.undo import undo
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import (
    Book,
    ContactPoint,
    Participant,
    Person,
    PersonTag,
    Promise,
    SourceCard,
    Tie,
    Touch,
)
from tests.records.ledger import ledger


def somebody(book: Book, hand: Hand, **values: Any) -> Person:
    return Person.objects.get(uid=add_person(book.pk, hand=hand, **values).uid)


@pytest.fixture
def dora(book: Book, hand: Hand) -> Person:
    return somebody(
        book,
        hand,
        name="Anna Berg",
        emails=[Point("anna@berg.example")],
        phones=[Point("0451 123456")],
        work=[Work("Berg Bau", "Chefin")],
        tags=["Segeln"],
        note="Kennt den Hafen.",
    )


@pytest.fixture
def other(book: Book, hand: Hand) -> Person:
    return somebody(
        book,
        hand,
        name="A. Berg",
        emails=[Point("ANNA@berg.example"), Point("privat@berg.example")],
        phones=[Point("+49 451 123456")],
        work=[Work("Berg Bau", "Chefin"), Work("Verein", "Vorstand")],
        tags=["segeln", "Chor"],
        places=[Place(city="Lübeck")],
        note="Mag Tee.",
        birthday=(None, 3, 12),
    )


def test_what_both_have_stands_once(
    book: Book, hand: Hand, dora: Person, other: Person
) -> None:
    merge_people(book.pk, dora.uid, other.uid, hand=hand)
    assert not Person.objects.filter(pk=other.pk).exists()
    points = ContactPoint.objects.filter(person=dora).order_by("kind", "position")
    assert list(points.values_list("value", flat=True)) == [
        "anna@berg.example",
        "privat@berg.example",
        "0451 123456",
    ]
    jobs = dora.affiliations.order_by("position").values_list("role", flat=True)
    assert list(jobs) == ["Chefin", "Vorstand"]
    tags = PersonTag.objects.filter(person=dora).values_list("tag__folded", flat=True)
    assert sorted(tags) == ["chor", "segeln"]
    assert dora.addresses.get().city == "Lübeck"


def test_what_one_lacks_the_other_tells_and_notes_are_joined(
    book: Book, hand: Hand, dora: Person, other: Person
) -> None:
    merge_people(book.pk, dora.uid, other.uid, hand=hand)
    dora.refresh_from_db()
    assert (dora.display, dora.given) == ("Anna Berg", "Anna")
    assert (dora.birth_month, dora.birth_day) == (3, 12)
    assert dora.note == "Kennt den Hafen.\n\nMag Tee."


def test_the_owner_chooses_field_by_field(
    book: Book, hand: Hand, dora: Person, other: Person
) -> None:
    choices = {"name": "other", "note": "this", "birthday": "this"}
    merge_people(book.pk, dora.uid, other.uid, hand=hand, choices=choices)  # type: ignore[arg-type]
    dora.refresh_from_db()
    assert (dora.display, dora.note) == ("A. Berg", "Kennt den Hafen.")
    assert dora.birth_month is None


def test_a_choice_that_is_none_changes_nothing(
    book: Book, hand: Hand, dora: Person, other: Person
) -> None:
    before = ledger(book.pk)
    for choices in ({"name": "both"}, {"nonsense": "this"}):
        with pytest.raises(BadValue):
            merge_people(book.pk, dora.uid, other.uid, hand=hand, choices=choices)  # type: ignore[arg-type]
    assert ledger(book.pk) == before


def test_touches_promises_ties_and_source_cards_move(
    book: Book, hand: Hand, ben: Person, dora: Person, other: Person
) -> None:
    day = date(2026, 2, 1)
    alone = log_touch(book.pk, [other.uid], hand=hand, channel="call", day=day)
    both = log_touch(
        book.pk, [dora.uid, other.uid, ben.uid], hand=hand, channel="meeting", day=day
    )
    add_promise(book.pk, other.uid, hand=hand, text="send the brochure")
    add_tie(book.pk, other.uid, ben.uid, hand=hand, strength=3)
    add_tie(book.pk, dora.uid, other.uid, hand=hand)
    card = SourceCard.objects.create(
        book=book, deed=other.deed, person=other, source="vcard", source_id="u-1",
        digest="d", data={},
    )  # fmt: skip
    edit_person(book.pk, ben.uid, hand=hand, met_through=other.uid)
    merge_people(book.pk, dora.uid, other.uid, hand=hand)
    taking_part = Participant.objects.filter(person=dora)
    assert set(taking_part.values_list("touch__uid", flat=True)) == {
        Touch.objects.get(uid=alone.uid).uid,
        Touch.objects.get(uid=both.uid).uid,
    }
    assert Promise.objects.get().person == dora
    # The tie between the two is gone; Ben knows Anna now, as well as he knew her.
    tie = Tie.objects.get()
    assert ({tie.first, tie.second}, tie.strength) == ({dora, ben}, 3)
    card.refresh_from_db()
    ben.refresh_from_db()
    assert (card.person, ben.met_through) == (dora, dora)


def test_two_ties_to_one_person_become_the_stronger_one(
    book: Book, hand: Hand, ben: Person, dora: Person, other: Person
) -> None:
    add_tie(book.pk, dora.uid, ben.uid, hand=hand, strength=1)
    add_tie(book.pk, other.uid, ben.uid, hand=hand, strength=2, how="choir")
    merge_people(book.pk, dora.uid, other.uid, hand=hand)
    tie = Tie.objects.get()
    assert (tie.strength, tie.how) == (2, "choir")


def test_the_strength_of_the_tie_counts_both_pasts(
    book: Book, hand: Hand, dora: Person, other: Person
) -> None:
    log_touch(book.pk, [dora.uid], hand=hand, channel="call", day=date(2026, 2, 1))
    log_touch(book.pk, [other.uid], hand=hand, channel="call", day=date(2026, 2, 20))
    merge_people(book.pk, dora.uid, other.uid, hand=hand)
    dora.refresh_from_db()
    assert (dora.touch_days, dora.last_touch) == (2, date(2026, 2, 20))


def test_who_is_to_be_left_alone_in_one_entry_is_in_both(
    book: Book, hand: Hand, dora: Person, other: Person
) -> None:
    edit_person(book.pk, other.uid, hand=hand, private=True)
    edit_person(book.pk, dora.uid, hand=hand, pinned=True)
    merge_people(book.pk, dora.uid, other.uid, hand=hand)
    dora.refresh_from_db()
    assert (dora.private, dora.pinned) == (True, True)


def test_the_picture_that_was_chosen_stays(
    book: Book, hand: Hand, dora: Person, other: Person
) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + b"0" * 20
    set_photo(book.pk, dora.uid, hand=hand, data=picture)
    set_photo(book.pk, other.uid, hand=hand, data=picture + b"1")
    merge_people(book.pk, dora.uid, other.uid, hand=hand, choices={"photo": "other"})
    dora.refresh_from_db()
    assert bytes(dora.photo.data) == picture + b"1"


def test_undo_makes_two_of_them_again_with_all_that_was_theirs(
    book: Book, hand: Hand, ben: Person, dora: Person, other: Person
) -> None:
    log_touch(book.pk, [other.uid, ben.uid], hand=hand, channel="call")
    add_promise(book.pk, other.uid, hand=hand, text="send the brochure")
    add_tie(book.pk, other.uid, ben.uid, hand=hand)
    before = ledger(book.pk)
    merge_people(book.pk, dora.uid, other.uid, hand=hand)
    assert undo(book.pk, hand=hand).kept == []
    assert ledger(book.pk) == before


def test_undone_months_and_edits_later_what_came_since_stays_with_the_one(
    book: Book, hand: Hand, dora: Person, other: Person
) -> None:
    log_touch(book.pk, [other.uid], hand=hand, channel="call", day=date(2026, 2, 1))
    merged = merge_people(book.pk, dora.uid, other.uid, hand=hand)
    log_touch(book.pk, [dora.uid], hand=hand, channel="call", day=date(2026, 2, 20))
    tag_people(book.pk, [dora.uid], hand=hand, tag="Später")
    set_rhythm(book.pk, dora.uid, hand=hand, rhythm="B")
    edit_person(book.pk, dora.uid, hand=hand, note="Neu.")
    undone = undo(book.pk, merged.deed, hand=hand)
    back = Person.objects.get(uid=other.uid)
    assert (back.last_touch, back.note) == (date(2026, 2, 1), "Mag Tee.")
    assert {p.value for p in back.points.all()} == {
        "ANNA@berg.example",
        "privat@berg.example",
        "+49 451 123456",
    }
    dora.refresh_from_db()
    assert (dora.note, dora.rhythm, dora.last_touch) == (
        "Neu.",
        "B",
        date(2026, 2, 20),
    )
    # Only the note, written anew since, could not be set back.
    assert [entry["name"] for entry in undone.kept] == ["Anna Berg"]


def test_the_owners_own_entry_is_never_the_one_that_goes(
    book: Book, hand: Hand, other: Person
) -> None:
    owner = Person.objects.get(book=book, is_owner=True)
    log_touch(book.pk, [other.uid], hand=hand, channel="call")
    add_promise(book.pk, other.uid, hand=hand, text="call myself")
    done = merge_people(book.pk, other.uid, owner.uid, hand=hand)
    assert done.uid == str(owner.uid)
    owner.refresh_from_db()
    assert owner.points.filter(key="privat@berg.example").exists()
    # Nobody is in touch with themselves.
    assert (Touch.objects.count(), Promise.objects.count()) == (0, 0)


def test_nobody_is_merged_with_themselves(book: Book, hand: Hand, dora: Person) -> None:
    with pytest.raises(WithYourself):
        merge_people(book.pk, dora.uid, dora.uid, hand=hand)


def test_a_stranger_finds_nobody_to_merge(
    book: Book, clara_book: Book, hand: Hand, dora: Person, other: Person
) -> None:
    with pytest.raises(Missing):
        merge_people(clara_book.pk, dora.uid, other.uid, hand=hand)
    assert Person.objects.filter(pk=other.pk).exists()
