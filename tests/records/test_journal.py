"""Every row names its deed, every change what was before."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from kontor.lib.hand import Hand
from kontor.records import journal
from kontor.records.models import Book, Change, Deed, Organisation, Person, Tag


def test_a_new_row_names_its_deed_and_leaves_no_change(book: Book, hand: Hand) -> None:
    deed = journal.open_deed(book, hand, "tag_people", tag="x")
    tag = journal.add(deed, Tag(name="x", folded="x"))
    assert (tag.deed_id, tag.book_id) == (deed.pk, book.pk)
    assert not deed.changes.exists()


def test_an_edit_that_sets_what_is_there_is_none(
    book: Book, hand: Hand, ben: Person
) -> None:
    deed = journal.open_deed(book, hand, "edit_person")
    assert not journal.edit(deed, ben, note="", given="Ben")
    assert not deed.changes.exists()


def test_what_no_database_can_hold_is_taken_out(
    book: Book, hand: Hand, ben: Person
) -> None:
    deed = journal.open_deed(book, hand, "edit_person", name="a\0b", names=["\ud800"])
    journal.edit(deed, ben, note="half \ud800, nothing \0, ü and 🎈")
    nord = journal.add(deed, Organisation(name="No\0rd", folded="nord\0"))
    ben.refresh_from_db()
    nord.refresh_from_db()
    assert ben.note == "half ?, nothing , ü and 🎈"
    assert (nord.name, nord.folded) == ("Nord", "nord")
    assert Deed.objects.get(pk=deed.pk).facts == {"name": "ab", "names": ["?"]}


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (date(2026, 3, 2), "2026-03-02"),
        (datetime(2026, 3, 2, 9, tzinfo=UTC), "2026-03-02T09:00:00+00:00"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (b"\x00\xff", "AP8="),
        (memoryview(b"\x00\xff"), "AP8="),
        (None, None),
        (2.5, 2.5),
    ],
)
def test_values_are_kept_as_json_has_them(value: object, kept: object) -> None:
    assert journal.plain(value) == kept


def test_what_hangs_on_a_row_goes_with_it_each_piece_noted(
    book: Book, hand: Hand, ben: Person
) -> None:
    deed = journal.open_deed(book, hand, "tag_people", tag="x")
    tag = journal.add(deed, Tag(name="x", folded="x"))
    tagging = tag.taggings.model(person=ben, tag=tag)
    journal.add(deed, tagging)
    gone = journal.open_deed(book, hand, "untag_people", tag="x")
    journal.remove(gone, tag)
    noted = Change.objects.filter(deed=gone).order_by("pk")
    # Children first, so that they come back after their parents.
    assert [change.table for change in noted] == ["persontag", "tag"]
    assert [change.person for change in noted] == [ben.pk, None]
    assert all(change.after is None and change.before for change in noted)
