"""LinkedIn's archive as an import: connections, and whom one wrote to."""

from __future__ import annotations

import io
from datetime import date

from kontor.actions.connections.people import add_person, remove_person
from kontor.actions.connections.pieces import Point
from kontor.actions.connections.touches import remove_touch
from kontor.actions.overview.imports.begin import begin_import
from kontor.actions.overview.imports.stages import read_batch, undo_batch
from kontor.lib.hand import Hand
from kontor.records.models import (
    Batch,
    BatchFile,
    Book,
    Item,
    Person,
    SourceCard,
    Touch,
)
from tests.actions.overview.bringing import apply, clock, codes, snapshot, verdicts
from tests.exchange.linkedin.archive import ANNA, BEN, IN, ME, message, packed, table

DAY = date(2024, 2, 3)
MESSAGES = table(
    message(ME, ANNA),
    message(ANNA, ME, at="2024-02-04 10:00:00 UTC"),
    message(BEN, ME, talk="c2"),
    message(("Recruiter", f"{IN}nobody"), ME, talk="c3"),
    message(("LinkedIn", ""), ME, talk="c4"),
)


def look(book: Book, hand: Hand, data: bytes = b"", name: str = "all.zip") -> Batch:
    file = io.BytesIO(data or packed(MESSAGES))
    begun = begin_import(book.pk, hand=hand, files=[(name, file)])
    read_batch(book.pk, begun.batch, clock=clock)
    return Batch.objects.get(uid=begun.batch)


def bring(book: Book, hand: Hand, data: bytes = b"") -> Batch:
    return apply(look(book, hand, data))


def touches(book: Book) -> list[tuple[str, str, str]]:
    rows = Touch.objects.filter(book=book).order_by("day", "pk")
    return [(t.participants.get().person.given, t.channel, t.direction) for t in rows]


def test_connections_become_people_and_messages_touches_with_them(
    book: Book, hand: Hand
) -> None:
    batch = bring(book, hand)
    assert touches(book) == [
        ("Anna", "message", "out"), ("Ben", "message", "in"), ("Anna", "message", "in"),
    ]  # fmt: skip
    files = {f.format: f.counts for f in BatchFile.objects.filter(batch=batch)}
    assert files["linkedin"]["people"]["new"] == 4
    assert files["linkedin-messages"]["records"] == {
        "read": 5, "used": 3, "left_out": 2, "failed": 0,
    }  # fmt: skip
    assert files["linkedin-messages"]["touches"] == 3
    assert sorted(codes(batch)) == ["linkedin-sponsored", "linkedin-unknown"]


def test_nothing_that_was_written_is_anywhere(book: Book, hand: Hand) -> None:
    batch = look(book, hand)
    items = repr(list(Item.objects.filter(batch=batch).values()))
    apply(batch)
    assert "SECRET" not in items + repr(snapshot(book))


def test_nobody_is_named_whom_a_message_does_not_bring_in(
    book: Book, hand: Hand
) -> None:
    batch = look(book, hand)
    titles = Item.objects.filter(batch=batch, kind="touch").order_by("record")
    # Otto himself goes without saying; the recruiter is nobody in this book.
    assert list(titles.values_list("title", flat=True)) == [
        "2024-02-03 Anna Abt", "2024-02-04 Anna Abt", "2024-02-03 Ben Bock",
        "2024-02-03",
    ]  # fmt: skip


def test_the_same_archive_twice_changes_nothing_also_after_edits_by_hand(
    book: Book, hand: Hand
) -> None:
    bring(book, hand)
    gone = Touch.objects.filter(book=book, direction="out").get()
    remove_touch(book.pk, gone.uid, hand=hand)
    before = snapshot(book)
    again = look(book, hand)
    assert set(verdicts(again)) == {"same", "left_out"}
    assert "removed-before" in codes(again)
    apply(again)
    assert snapshot(book) == before


def test_it_can_be_taken_back_whole(book: Book, hand: Hand) -> None:
    before = snapshot(book)
    batch = bring(book, hand)
    undo_batch(book.pk, batch.uid, hand=hand, clock=clock)
    after = snapshot(book)
    for name in before.keys() - {"Change"}:
        assert after[name] == before[name], name


def test_messages_by_themselves_find_whom_the_book_knows_by_id_or_link(
    book: Book, hand: Hand
) -> None:
    add_person(
        book.pk, hand=hand, name="Anna Abt", links=[Point(f"{ANNA[1]}/")]
    )  # fmt: skip
    bring(book, hand, MESSAGES)
    assert touches(book) == [("Anna", "message", "out"), ("Anna", "message", "in")]
    assert not SourceCard.objects.filter(book=book).exists()


def test_a_message_by_itself_is_from_whoever_of_both_is_known(
    book: Book, hand: Hand
) -> None:
    bring(book, hand, packed(b""))
    bring(book, hand, table(message(ANNA, ME)))
    assert touches(book) == [("Anna", "message", "in")]


def test_whoever_was_removed_does_not_come_back_with_their_messages(
    book: Book, hand: Hand
) -> None:
    bring(book, hand)
    anna = Person.objects.get(book=book, family="Abt")
    remove_person(book.pk, anna.uid, hand=hand)
    bring(book, hand)
    assert not Person.objects.filter(book=book, family="Abt").exists()
    assert touches(book) == [("Ben", "message", "in")]
