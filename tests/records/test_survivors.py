"""What outlives the deed that made it, as a later one needs it."""

from __future__ import annotations

from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.pieces import Point
from kontor.actions.connections.tags import tag_people
from kontor.actions.connections.ties import add_tie, edit_tie
from kontor.actions.connections.touches import edit_touch, log_touch
from kontor.actions.overview.log import note
from kontor.actions.overview.undo import undo
from kontor.lib.hand import Hand
from kontor.records.models import (
    Affiliation,
    Book,
    ContactPoint,
    Participant,
    Person,
    PersonTag,
    Tag,
    Tie,
    Touch,
)
from tests.actions.overview.bringing import bring, card
from tests.records.ledger import check, ledger

CARDS = "".join(
    card(
        "ORG:Nord GmbH", "TITLE:Chef", "CATEGORIES:Hafen", "TEL:+491711234567",
        f"EMAIL:{name}@example.org", uid=name, name=f"{name} Alt",
    )
    for name in ("Ada", "Bo")
)  # fmt: skip


def test_who_was_changed_since_stays_whole(book: Book, hand: Hand) -> None:
    deed = bring(book, hand, CARDS).deed_id
    ada = Person.objects.get(display="Ada Alt")
    pieces = (ContactPoint, Affiliation, PersonTag)
    before = [list(m.objects.filter(person=ada).values()) for m in pieces]
    edit_person(book.pk, ada.uid, hand=hand, note="mine")
    undone = undo(book.pk, deed, hand=hand)
    assert [list(m.objects.filter(person=ada).values()) for m in pieces] == before
    # Tag and firm are still hers; nobody changed them, so they are not listed.
    assert (ada.taggings.get().tag.name, Tag.objects.count()) == ("Hafen", 1)
    assert [entry["name"] for entry in undone.kept] == ["Ada Alt"]
    assert not Person.objects.filter(display="Bo Alt").exists()
    check(book.pk)


def test_a_piece_changed_since_keeps_its_person(book: Book, hand: Hand) -> None:
    deed = bring(book, hand, CARDS).deed_id
    ada = Person.objects.get(display="Ada Alt")
    mails = [Point("ada@neu.example")]
    edit_person(book.pk, ada.uid, hand=hand, emails=mails)
    names = {entry["name"] for entry in undo(book.pk, deed, hand=hand).kept}
    assert names == {"Ada Alt", "Ada Alt: ada@neu.example"}
    assert ContactPoint.objects.filter(person=ada).count() == 2


def test_a_tag_that_others_bear_by_now_stays(
    book: Book, hand: Hand, ben: Person
) -> None:
    deed = bring(book, hand, CARDS).deed_id
    tag_people(book.pk, [ben.uid], hand=hand, tag="Hafen")
    undone = undo(book.pk, deed, hand=hand)
    assert PersonTag.objects.get().person == ben
    assert [entry["name"] for entry in undone.kept] == ["Hafen"]


def test_who_was_named_as_introducer_since_stays(
    book: Book, hand: Hand, ben: Person
) -> None:
    ada = add_person(book.pk, hand=hand, name="Ada")
    edit_person(book.pk, ben.uid, hand=hand, met_through=ada.uid)
    undone = undo(book.pk, ada.deed, hand=hand)
    ben.refresh_from_db()
    assert str(ben.met_through) == "Ada"
    assert [entry["name"] for entry in undone.kept] == ["Ada"]


def test_a_tie_changed_since_keeps_both(book: Book, hand: Hand, ben: Person) -> None:
    ada = add_person(book.pk, hand=hand, name="Ada")
    tied = add_tie(book.pk, ben.uid, ada.uid, hand=hand)
    edit_tie(book.pk, tied.uid, hand=hand, strength=3, how="Chor")
    assert len(undo(book.pk, tied.deed, hand=hand).kept) == 1
    undo(book.pk, ada.deed, hand=hand)
    assert Tie.objects.get().strength == 3


def test_a_touch_changed_since_keeps_who_took_part(book: Book, hand: Hand) -> None:
    done = note(book.pk, hand=hand, new=["Ada", "Bo"], channel="call")
    edit_touch(book.pk, done.uid, hand=hand, note="about boats")
    undo(book.pk, done.deed, hand=hand)
    assert Participant.objects.filter(touch__note="about boats").count() == 2
    check(book.pk)


def test_a_touch_goes_though_one_who_took_part_stays(book: Book, hand: Hand) -> None:
    done = note(book.pk, hand=hand, new=["Ada", "Bo"], channel="call")
    ada = Person.objects.get(display="Ada")
    edit_person(book.pk, ada.uid, hand=hand, note="mine")
    undo(book.pk, done.deed, hand=hand)
    assert not Touch.objects.exists()
    ada.refresh_from_db()
    assert (ada.last_touch, ada.strength_key) == (None, None)
    check(book.pk)


def test_what_was_done_again_and_changed_since_stays_whole(
    book: Book, hand: Hand
) -> None:
    deed = bring(book, hand, CARDS).deed_id
    undo(book.pk, deed, hand=hand)
    done_again = undo(book.pk, deed, hand=hand)
    ada = Person.objects.get(display="Ada Alt")
    edit_person(book.pk, ada.uid, hand=hand, note="mine")
    now = ledger(book.pk)
    undone = undo(book.pk, done_again.deed, hand=hand)
    assert [entry["name"] for entry in undone.kept] == ["Ada Alt"]
    assert ledger(book.pk)["contactpoint"] == {
        key: row
        for key, row in now["contactpoint"].items()
        if row["person_id"] == ada.pk
    }
    check(book.pk)


def test_somebody_of_whom_a_touch_was_noted_stays(book: Book, hand: Hand) -> None:
    deed = bring(book, hand, CARDS).deed_id
    ada = Person.objects.get(display="Ada Alt")
    log_touch(book.pk, [ada.uid], hand=hand)
    undone = undo(book.pk, deed, hand=hand)
    assert Participant.objects.get().person == ada
    assert [entry["name"] for entry in undone.kept] == ["Ada Alt"]
