"""Where each piece came from, and since when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.pieces import Place, Point, Work
from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.rhythm import sort_person
from kontor.actions.connections.ties import add_tie
from kontor.actions.overview.log import note
from kontor.actions.overview.merge.merge import merge_people
from kontor.actions.overview.undo import undo
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person
from kontor.reports.overview.origin import PieceLine, origin
from tests.actions.overview.bringing import bring, card

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def later(hand: Hand) -> Hand:
    return replace(hand, moment=hand.moment + timedelta(days=1))


def pieces(book: Book, uid: Any) -> dict[str, PieceLine]:
    return {line.piece: line for line in origin(book.pk, uid)}


def test_what_was_written_by_hand_says_so_piece_by_piece(
    book: Book, hand: Hand, ben: Person
) -> None:
    uid = add_person(
        book.pk, hand=hand, name="Eva Nord", birthday=(1970, 3, 4), tags=["Chor"],
        emails=[Point("eva@n.example")], places=[Place("Kai 1", city="Kiel")],
        work=[Work("Nord GmbH", "Chefin")], language="de", address_form="du",
        relation="client", met_day=MONDAY, met_place="Messe", pinned=True,
        met_through=ben.uid,
    ).uid  # fmt: skip
    add_tie(book.pk, uid, ben.uid, hand=later(hand), how="Chor")
    add_promise(book.pk, uid, hand=later(hand), text="Buch")
    found = pieces(book, uid)
    assert {name: line.value for name, line in found.items()} == {
        "name": "Eva Nord", "birthday": "4 Mar 1970", "language": "German",
        "address_form": "first-name terms (du)", "relation": "Client",
        "met_day": "2 Mar 2026", "met_place": "Messe", "met_through": "Ben Brandt",
        "pinned": "yes", "email": "eva@n.example", "address": "Kai 1, Kiel",
        "work": "Chefin, Nord GmbH", "tag": "Chor", "tie": "Ben Brandt (Chor)",
        "promise": "Buch",
    }  # fmt: skip
    assert {line.since.text for line in found.values()} == {"By hand"}
    assert found["name"].since.day == MONDAY
    assert found["tie"].since.day == TUESDAY


def test_what_an_import_brought_names_the_file_and_its_kind(
    book: Book, hand: Hand
) -> None:
    text = card("EMAIL:eva@n.example", "CATEGORIES:Chor", name="Eva Nord")
    batch = bring(book, hand, text)
    uid = Person.objects.get(display="Eva Nord").uid
    edit_person(book.pk, uid, hand=later(hand), note="Mag Tee")
    found = pieces(book, uid)
    came = found["email"].since
    assert (came.way, came.text) == ("import", "Import of 1.vcf (Address card)")
    assert (came.file, came.format, came.deed) == ("1.vcf", "vcard", batch.deed_id)
    assert found["source"].since == came
    assert (found["note"].since.way, found["note"].since.day) == ("hand", TUESDAY)


def test_a_piece_that_was_changed_says_by_what(book: Book, hand: Hand) -> None:
    bring(book, hand, card("EMAIL:eva@n.example", name="Eva Nord"))
    uid = Person.objects.get(display="Eva Nord").uid
    points = [Point("eva@n.example", "work")]
    edit_person(book.pk, uid, hand=later(hand), emails=points)
    line = pieces(book, uid)["email"]
    assert line.since.way == "import"
    assert line.changed is not None
    assert (line.changed.way, line.changed.day) == ("hand", TUESDAY)


def test_a_log_line_a_first_sorting_and_a_merge_are_told_apart(
    book: Book, hand: Hand
) -> None:
    note(book.pk, [], hand=hand, new=["Eva Nord"], channel="call")
    uid = Person.objects.get(display="Eva Nord").uid
    sort_person(book.pk, uid, hand=later(hand), answer="often")
    twin = add_person(book.pk, hand=hand, name="Eva N", emails=[Point("e@n.example")])
    merge_people(book.pk, uid, twin.uid, hand=later(hand))
    found = pieces(book, uid)
    assert found["name"].since.text == "Log line"
    assert found["rhythm"].since.text == "First sorting"
    moved = found["email"].changed
    assert moved is not None
    assert (found["email"].since.text, moved.text) == (
        "By hand",
        "Merged from two entries",
    )


def test_what_was_taken_back_says_so(book: Book, hand: Hand, ben: Person) -> None:
    edit_person(book.pk, ben.uid, hand=hand, note="one")
    edit_person(book.pk, ben.uid, hand=hand, note="two")
    undo(book.pk, hand=later(hand))
    line = pieces(book, ben.uid)["note"]
    assert (line.value, line.since.way) == ("one", "undo")


def test_the_owner_came_with_the_book(book: Book, owner: Person) -> None:
    line = pieces(book, owner.uid)["name"]
    assert (line.value, line.since.way) == ("Anna Ahlers", "book")
