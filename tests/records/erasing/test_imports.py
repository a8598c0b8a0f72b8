"""What imports hold of somebody who is erased."""

from __future__ import annotations

from typing import Any

import pytest

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Point
from kontor.actions.overview.erase import erase_person
from kontor.lib.hand import Hand
from kontor.records.models import Batch, BatchFile, Book, Item, Person, Touch
from tests.actions.overview.bringing import apply, card, look, verdicts

pytestmark = pytest.mark.django_db
NAME = "Zach Quendel"
MAIL = "zach@q.example"


def event(*attendees: str) -> str:
    lines = [f"ATTENDEE;CN={n}:mailto:{m}" for n, _, m in map(_parts, attendees)]
    body = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:e1",
            "DTSTART:20260201T100000Z", "DTEND:20260201T110000Z",
            "SUMMARY:Zach zeigt das Lokal", "LOCATION:Kiel", *lines, "END:VEVENT",
            "END:VCALENDAR"]  # fmt: skip
    return "\r\n".join(body) + "\r\n"


def _parts(text: str) -> tuple[str, str, str]:
    return text.rpartition(" ")


def him(book: Book, hand: Hand) -> str:
    return add_person(book.pk, hand=hand, name=NAME, emails=[Point(MAIL)]).uid


def left(batch: Batch) -> list[tuple[str, str, Any]]:
    rows = Item.objects.filter(batch=batch).order_by("pk")
    return [(item.verdict, item.title, item.data) for item in rows]


def test_a_record_that_waits_in_a_preview_is_left_out_and_empty(
    book: Book, hand: Hand
) -> None:
    uid = him(book, hand)
    batch = look(book, hand, card(f"EMAIL:{MAIL}", "TITLE:Koch", name=NAME)
                 + card("EMAIL:eva@n.example", name="Eva Nord"))  # fmt: skip
    erase_person(book.pk, uid, hand=hand)
    rows = left(batch)
    assert rows[0] == ("left_out", "", None)
    assert rows[1][:2] == ("new", "Eva Nord")
    counts = BatchFile.objects.get(batch=batch).counts
    assert counts["records"] == {"read": 2, "used": 1, "left_out": 1, "failed": 0}
    apply(batch)
    names = Person.objects.filter(book=book, is_owner=False)
    assert [person.display for person in names] == ["Eva Nord"]


def test_a_second_record_of_theirs_does_not_come_in_for_the_first(
    book: Book, hand: Hand
) -> None:
    uid = him(book, hand)
    text = card(f"EMAIL:{MAIL}", "EMAIL:z2@q.example", name=NAME)
    text += card("EMAIL:z2@q.example", "TITLE:Koch", name=NAME)
    batch = look(book, hand, text)
    erase_person(book.pk, uid, hand=hand)
    assert set(verdicts(batch)) == {"left_out"}
    apply(batch)
    assert not Person.objects.filter(book=book, is_owner=False).exists()


def test_who_only_might_be_them_is_asked_about_no_more(book: Book, hand: Hand) -> None:
    uid = him(book, hand)
    batch = look(book, hand, card("NOTE:x", name=NAME))
    assert verdicts(batch) == ["doubtful"]
    erase_person(book.pk, uid, hand=hand)
    assert left(batch) == [("left_out", "", None)]


def test_a_meeting_that_waits_comes_in_without_them(book: Book, hand: Hand) -> None:
    uid = him(book, hand)
    text = event(f"{NAME} {MAIL}", "Eva Nord eva@n.example")
    batch = look(book, hand, text, with_titles=True)
    erase_person(book.pk, uid, hand=hand)
    (item,) = Item.objects.filter(batch=batch, kind="touch")
    assert "Quendel" not in item.title
    assert (item.data or {})["note"] == ""
    apply(batch)
    (touch,) = Touch.objects.filter(book=book)
    assert [p.person.display for p in touch.participants.all()] == ["Eva Nord"]
    assert (touch.note, touch.place) == ("", "Kiel")


def test_a_meeting_with_nobody_else_leaves_no_touch(book: Book, hand: Hand) -> None:
    uid = him(book, hand)
    batch = look(book, hand, event(f"{NAME} {MAIL}"))
    erase_person(book.pk, uid, hand=hand)
    apply(batch)
    assert not Touch.objects.filter(book=book).exists()


def test_a_calendar_does_not_bring_them_back(book: Book, hand: Hand) -> None:
    erase_person(book.pk, him(book, hand), hand=hand)
    batch = look(book, hand, event(f"{NAME} {MAIL}", "Eva Nord eva@n.example"))
    assert not any(NAME in title for _, title, _ in left(batch))
    apply(batch)
    names = Person.objects.filter(book=book, is_owner=False)
    assert [person.display for person in names] == ["Eva Nord"]


def test_a_group_forgets_one_of_its_members_only(book: Book, hand: Hand) -> None:
    uid = him(book, hand)
    lines = ("KIND:group", "X-ADDRESSBOOKSERVER-KIND:group",
             f"MEMBER:mailto:{MAIL}", "MEMBER:mailto:eva@n.example")  # fmt: skip
    batch = look(book, hand, card(*lines, uid="g", name="Chor"))
    erase_person(book.pk, uid, hand=hand)
    data = Item.objects.get(batch=batch).data or {}
    assert data["facts"]["members"] == ["mailto:eva@n.example"]


def test_a_file_named_after_them_is_called_otherwise(book: Book, hand: Hand) -> None:
    uid = him(book, hand)
    batch = look(book, hand, card(name="Eva Nord"), tag=NAME)
    BatchFile.objects.filter(batch=batch).update(name="zach-quendel.vcf")
    erase_person(book.pk, uid, hand=hand)
    batch.refresh_from_db()
    assert batch.tag == "…"
    assert BatchFile.objects.get(batch=batch).name == "….vcf"
