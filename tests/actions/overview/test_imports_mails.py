"""What mailboxes bring into a book."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kontor.actions.connections.people import add_person, edit_person, remove_person
from kontor.actions.connections.pieces import Point
from kontor.actions.connections.touches import remove_touch
from kontor.actions.overview.erase import erase_person
from kontor.actions.overview.imports import read as read_module
from kontor.actions.overview.imports.begin import begin_import
from kontor.actions.overview.imports.stages import read_batch
from kontor.actions.overview.undo import undo
from kontor.lib.hand import Hand
from kontor.records.models import (
    Batch,
    Book,
    ConfidentialRule,
    Deed,
    Item,
    Participant,
    Person,
    Touch,
)
from tests.actions.overview.bringing import (
    apply,
    begin,
    bring,
    card,
    clock,
    codes,
    later,
    look,
    snapshot,
    verdicts,
)

pytestmark = pytest.mark.django_db

ANNA = "anna@ahlers.example"
BEN = "ben@brandt.example"
CEM = "cem@celik.example"


@pytest.fixture(autouse=True)
def _own_address(book: Book, hand: Hand, owner: Person) -> None:
    edit_person(book.pk, owner.uid, hand=hand, emails=[Point(ANNA)])


def mail(
    sender: str,
    *to: str,
    day: str = "5 Jan 2026",
    time: str = "10:00:00 +0100",
    number: int = 1,
    more: str = "",
) -> str:
    return (
        f"From - Mon Jan 05 10:00:00 2026\nFrom: {sender}\nTo: {', '.join(to)}\n"
        f"Date: {day} {time}\nMessage-ID: <{number}@x.example>\n"
        f"Subject: Divorce\n{more}\nHello\n\n"
    )


def names(book: Book) -> list[str]:
    rows = Person.objects.filter(book=book, is_owner=False).order_by("pk")
    return [row.display for row in rows]


def taking_part(book: Book) -> list[str]:
    rows = Participant.objects.filter(book=book).order_by("pk")
    return [row.person.display for row in rows.select_related("person")]


def directions(book: Book) -> list[str]:
    rows = Touch.objects.filter(book=book).order_by("pk")
    return list(rows.values_list("direction", flat=True))


def test_a_mail_i_got_is_a_touch_of_whoever_wrote_it(book: Book, hand: Hand) -> None:
    bring(book, hand, card(f"EMAIL:{BEN}", name="Ben Brandt"))
    batch = bring(book, hand, mail(BEN, ANNA, CEM, more="Cc: d@e.example\n"))
    touch = Touch.objects.get(book=book)
    assert (touch.channel, touch.direction, touch.source) == ("email", "in", "mail")
    assert (touch.day, touch.minutes) == (date(2026, 1, 5), None)
    assert touch.moment == datetime(2026, 1, 5, 9, tzinfo=UTC)
    assert (touch.note, touch.place) == ("", "")
    # Who else got it is nobody of mine.
    assert (names(book), taking_part(book)) == (["Ben Brandt"], ["Ben Brandt"])
    counts = batch.files.get().counts
    assert counts["records"] == {"read": 1, "used": 1, "left_out": 0, "failed": 0}
    assert counts["touches"] == 1


def test_a_mail_i_wrote_is_a_touch_of_each_who_got_it(book: Book, hand: Hand) -> None:
    bring(book, hand, mail(ANNA, BEN, f"Cem Celik <{CEM}>", more=f"Cc: {ANNA}\n"))
    assert directions(book) == ["out"]
    assert taking_part(book) == [BEN, "Cem Celik"]


def test_who_is_not_in_the_book_is_offered(book: Book, hand: Hand) -> None:
    batch = look(book, hand, mail(f'"Brandt, Ben" <{BEN}>', ANNA))
    rows = batch.items.order_by("pk").values_list("kind", "title", "verdict", "wanted")
    assert list(rows) == [
        ("person", "Brandt, Ben", "new", True),
        ("touch", "2026-01-05 Brandt, Ben", "new", True),
    ]
    apply(batch)
    ben = Person.objects.get(book=book, is_owner=False)
    assert (ben.given, ben.family) == ("Ben", "Brandt")


def test_nothing_of_a_mail_is_kept_but_who_and_when(book: Book, hand: Hand) -> None:
    batch = bring(book, hand, mail(BEN, ANNA), with_titles=True)
    kept = str(snapshot(book)) + str(list(batch.items.values()))
    assert "Divorce" not in kept
    assert "Hello" not in kept
    assert "1@x.example" not in kept


def test_the_same_mailbox_twice_changes_nothing(book: Book, hand: Hand) -> None:
    file = mail(BEN, ANNA) + mail(ANNA, BEN, CEM, number=2)
    bring(book, hand, file)
    before = snapshot(book)
    assert set(verdicts(bring(book, hand, file))) == {"same"}
    assert snapshot(book) == before


def test_a_mail_in_two_folders_counts_once(book: Book, hand: Hand) -> None:
    sent, inbox = mail(ANNA, BEN), mail(BEN, ANNA, number=2) + mail(ANNA, BEN)
    batch = bring(book, hand, sent, inbox)
    assert Touch.objects.filter(book=book).count() == 2
    counts = [file.counts for file in batch.files.order_by("pk")]
    assert [count["touches"] for count in counts] == [1, 1]
    assert counts[1]["records"] == {"read": 2, "used": 2, "left_out": 0, "failed": 0}


def test_an_undone_mailbox_leaves_nothing(book: Book, hand: Hand) -> None:
    before = {k: v for k, v in snapshot(book).items() if k != "Change"}
    file = mail(BEN, ANNA) + mail(ANNA, CEM, number=2)
    bring(book, hand, file)
    undo(book.pk, hand=hand)
    after = {k: v for k, v in snapshot(book).items() if k != "Change"}
    assert after == before
    assert verdicts(bring(book, hand, file)) == ["new"] * 4


def test_a_day_with_many_mails_counts_once_for_the_tie(book: Book, hand: Hand) -> None:
    bring(book, hand, "".join(mail(BEN, ANNA, number=n) for n in range(5)))
    ben = Person.objects.get(book=book, is_owner=False)
    assert Touch.objects.filter(book=book).count() == 5
    assert (ben.last_touch, ben.touch_days) == (date(2026, 1, 5), 1)


def test_what_is_no_touch_is_left_out_with_the_reason(book: Book, hand: Hand) -> None:
    crowd = [f"p{n}@x.example" for n in range(11)]
    batch = bring(
        book,
        hand,
        mail(BEN, ANNA, more="List-Id: <x>\n"),
        mail(BEN, ANNA, more="Auto-Submitted: auto-replied\n"),
        mail("noreply@shop.example", ANNA),
        mail(ANNA, *crowd),
        mail(BEN, CEM),
        mail(ANNA, ANNA),
        # Today, but an hour from now.
        mail(BEN, ANNA, day="2 Mar 2026", time="11:00 +0100"),
        mail("nobody", ANNA),
    )
    assert codes(batch) == [
        "mail-list", "mail-automatic", "mail-automatic", "mail-many", "mail-not-yours",
        "mail-alone", "mail-future", "mail-no-sender",
    ]  # fmt: skip
    assert names(book) == []
    counts = [file.counts["records"] for file in batch.files.all()]
    assert sum(count["left_out"] for count in counts) == 7
    assert sum(count["failed"] for count in counts) == 1


def test_who_is_on_every_mail_is_taken_for_the_owner(
    book: Book, hand: Hand, owner: Person
) -> None:
    edit_person(book.pk, owner.uid, hand=hand, emails=[])
    file = mail(BEN, ANNA) + mail(CEM, ANNA, number=2) + mail(ANNA, CEM, number=3)
    batch = bring(book, hand, file)
    assert names(book) == [BEN, CEM]
    assert directions(book) == ["in", "in", "out"]
    notes = batch.files.get().counts["notes"]
    assert [(n["code"], n["facts"]["value"]) for n in notes] == [
        ("mail-own-address", ANNA)
    ]


def test_where_nobody_stands_out_the_keeper_is_asked_for_their_addresses(
    book: Book, hand: Hand, owner: Person
) -> None:
    edit_person(book.pk, owner.uid, hand=hand, emails=[])
    file = mail(BEN, ANNA) + mail(CEM, ANNA, number=2)
    assert codes(bring(book, hand, file)) == ["mail-own-unknown"] * 2
    assert names(book) == []
    edit_person(book.pk, owner.uid, hand=hand, emails=[Point(ANNA)])
    bring(book, hand, file)
    assert names(book) == [BEN, CEM]


def test_the_owner_is_known_by_name_where_no_address_is(
    book: Book, hand: Hand, owner: Person
) -> None:
    edit_person(book.pk, owner.uid, hand=hand, emails=[])
    bring(book, hand, mail(BEN, f"Anna Ahlers <{ANNA}>"))
    assert (names(book), directions(book)) == ([BEN], ["in"])


def test_confidential_people_and_domains_are_left_out(book: Book, hand: Hand) -> None:
    deed = Deed.objects.filter(book=book).first()
    ConfidentialRule.objects.create(
        book=book, deed=deed, kind="domain", value="amt.example"
    )
    add_person(book.pk, hand=hand, name="Ben Brandt", emails=[Point(BEN)])
    Person.objects.filter(display="Ben Brandt").update(confidential=True, discreet=True)
    batch = bring(
        book,
        hand,
        mail("x@amt.example", ANNA),
        mail(ANNA, "x@amt.example", CEM, number=2),
        mail(f"Ben Brandt <{BEN}>", ANNA, number=3),
    )
    assert codes(batch) == ["confidential", "mail-nobody-wanted"]
    assert taking_part(book) == [CEM]
    assert "Ben" not in "".join(item.title for item in batch.items.all())


def test_what_was_removed_by_hand_does_not_come_back(book: Book, hand: Hand) -> None:
    file = mail(BEN, ANNA)
    bring(book, hand, file)
    remove_touch(book.pk, Touch.objects.get(book=book).uid, hand=hand)
    assert codes(bring(book, hand, file)) == ["removed-before"]
    ben = Person.objects.get(book=book, is_owner=False)
    remove_person(book.pk, ben.uid, hand=hand)
    later_mail = mail(BEN, ANNA, number=2)
    assert codes(bring(book, hand, later_mail)) == ["mail-nobody-wanted"]
    assert names(book) == []


def test_who_was_erased_is_not_even_named(book: Book, hand: Hand) -> None:
    bring(book, hand, mail(f"Ben Brandt <{BEN}>", ANNA))
    ben = Person.objects.get(book=book, is_owner=False)
    erase_person(book.pk, ben.uid, hand=hand)
    batch = bring(book, hand, mail(ANNA, f"Ben Brandt <{BEN}>", CEM, number=2))
    assert taking_part(book) == [CEM]
    assert "Ben" not in str(list(batch.items.values()))


def test_somebody_unticked_in_the_preview_leaves_no_touch(
    book: Book, hand: Hand
) -> None:
    batch = look(book, hand, mail(BEN, ANNA) + mail(ANNA, CEM, number=2))
    batch.items.filter(title=BEN).update(wanted=False)
    apply(batch)
    assert (names(book), taking_part(book)) == ([CEM], [CEM])
    assert Touch.objects.filter(book=book).count() == 1


def test_a_calendar_and_a_mailbox_come_in_together(book: Book, hand: Hand) -> None:
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        "DTSTART:20260105T090000Z\r\nSUMMARY:Talk\r\n"
        f"ATTENDEE;CN=Ben Brandt:mailto:{BEN}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    files = [calendar, mail(BEN, ANNA) + mail(f"Cem <{CEM}>", ANNA, number=2)]
    bring(book, hand, *files)
    assert names(book) == ["Ben Brandt", "Cem"]
    rows = Touch.objects.filter(book=book).order_by("pk")
    found = list(rows.values_list("source", "channel", "direction"))
    assert found == [
        ("ical", "meeting", "both"),
        ("mail", "email", "in"),
        ("mail", "email", "in"),
    ]
    before = snapshot(book)
    assert set(verdicts(bring(book, hand, *reversed(files)))) == {"same"}
    assert snapshot(book) == before
    undo(book.pk, hand=hand)
    assert names(book) == []


def test_a_killed_reading_knows_what_it_had_read(
    book: Book, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """The process was killed."""

    uid = begin(
        book, hand, mail(BEN, ANNA), mail(BEN, ANNA) + mail(CEM, ANNA, number=2)
    )
    original: Any = read_module.stage_chunk
    calls = iter((False, True))

    def killing(*args: Any) -> Any:
        if next(calls):
            raise Killed
        return original(*args)

    with monkeypatch.context() as patched:
        patched.setattr(read_module, "stage_chunk", killing)
        with pytest.raises(Killed):
            read_batch(book.pk, uid, clock=clock)
    read_batch(book.pk, uid, clock=later)
    items = Item.objects.filter(batch__uid=uid).order_by("pk")
    found = list(items.values_list("kind", "verdict"))
    # Ben and his mail, the same mail once more, Cem and his.
    assert found == [
        ("person", "new"),
        ("touch", "new"),
        ("person", "new"),
        ("touch", "same"),
        ("touch", "new"),
    ]


def test_a_preview_from_before_mails_were_read_can_be_applied(
    book: Book, hand: Hand
) -> None:
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        f"DTSTART:20260105T090000Z\r\nATTENDEE:mailto:{BEN}\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )
    batch = look(book, hand, calendar)
    item = batch.items.get(kind="touch")
    item.data = {k: v for k, v in item.data.items() if k not in ("source", "direction")}
    item.save()
    apply(batch)
    touch = Touch.objects.get(book=book)
    assert (touch.source, touch.direction) == ("ical", "both")


def test_a_mailbox_may_be_a_folder_of_single_mails_in_a_zip(
    book: Book, hand: Hand
) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number, sender in enumerate((BEN, CEM)):
            text = mail(sender, ANNA, number=number).partition("\n")[2]
            archive.writestr(f"Maildir/cur/{number}", text)
    stream.seek(0)
    uid = begin_import(book.pk, hand=hand, files=[("a.zip", stream)]).batch
    read_batch(book.pk, uid, clock=clock)
    batch = apply(Batch.objects.get(uid=uid))
    assert names(book) == [BEN, CEM]
    (file,) = batch.files.all()
    assert (file.name, file.format) == ("a.zip/Maildir", "eml")
    assert file.counts["records"]["read"] == 2
    assert file.read_bytes == file.size
