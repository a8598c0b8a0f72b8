"""Tables whose columns somebody has to name before they can be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.conf import settings

from kontor.actions.connections.people import edit_person
from kontor.actions.overview.imports.begin import begin_import
from kontor.actions.overview.imports.mapping import (
    NoSuchMeaning,
    SaysNobody,
    ask_columns,
    leave_out_table,
    map_columns,
    said_in_words,
)
from kontor.actions.overview.imports.stages import (
    NotNow,
    drop_batch,
    order_apply,
    read_batch,
)
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import (
    Batch,
    BatchFile,
    Book,
    ColumnMapping,
    Item,
    Person,
    SourceCard,
)
from kontor.reports.overview.columns import tables_to_name
from tests.actions.overview.bringing import (
    apply,
    card,
    clock,
    look,
    snapshot,
    verdicts,
)

TABLE = "Kdnr;Kunde;Gehalt\n1;Anna Abt;9000\n2;Ben Bock;8000\n"
MORE = "Kdnr;Kunde;Gehalt\n3;Cem Can;7000\n"
BARE = "Anna Abt,a@abt.example\nBen Bock,b@bock.example\n"
SAID = ["keep", "name", "out"]


def table(batch: Batch) -> BatchFile:
    return BatchFile.objects.get(batch=batch, format="csv")


def say(
    batch: Batch,
    choices: Sequence[str] = tuple(SAID),
    *,
    has_heading: bool = True,
    remember: bool = True,
) -> Batch:
    """Say what the columns mean and have the table read."""
    map_columns(
        batch.book_id, batch.uid, table(batch).pk,
        choices=choices, has_heading=has_heading, remember=remember,
    )  # fmt: skip
    read_batch(batch.book_id, batch.uid, clock=clock)
    batch.refresh_from_db()
    return batch


def names(book: Book) -> list[str]:
    rows = Person.objects.filter(book=book, is_owner=False).order_by("pk")
    return list(rows.values_list("display", flat=True))


def test_a_table_that_says_nothing_of_its_columns_waits_and_nothing_comes_in(
    book: Book, hand: Hand
) -> None:
    batch = look(book, hand, TABLE)
    assert batch.state == Batch.State.MAPPING
    assert not Item.objects.filter(batch=batch).exists()
    with pytest.raises(NotNow):
        order_apply(book.pk, batch.uid)
    (asked,) = tables_to_name(book.pk, batch.uid)
    assert [column.name for column in asked.columns] == ["Kdnr", "Kunde", "Gehalt"]
    assert [column.choice for column in asked.columns] == ["keep", "name", "keep"]
    assert asked.columns[1].samples == ["Anna Abt", "Ben Bock"]


def test_what_was_said_is_read_kept_left_out_and_undone_like_any_import(
    book: Book, hand: Hand
) -> None:
    batch = say(look(book, hand, TABLE))
    assert batch.state == Batch.State.PREVIEW
    apply(batch)
    assert names(book) == ["Anna Abt", "Ben Bock"]
    first = SourceCard.objects.filter(book=book).earliest("pk")
    # What has no place is kept; of what was left out there is nothing, anywhere.
    assert first.unknown == [["Kdnr", "1"]]
    assert "9000" not in first.raw


def test_the_same_kind_of_table_goes_straight_to_the_preview_next_time(
    book: Book, hand: Hand
) -> None:
    apply(say(look(book, hand, TABLE)))
    again = look(book, hand, MORE)
    assert again.state == Batch.State.PREVIEW
    apply(again)
    assert names(book) == ["Anna Abt", "Ben Bock", "Cem Can"]
    assert ColumnMapping.objects.filter(book=book).count() == 1


def test_another_kind_of_table_is_asked_about_and_guessed_from_what_was_said(
    book: Book, hand: Hand
) -> None:
    say(look(book, hand, "Was;Dings;Bums\nx;y;z\n"), ["keep", "nickname", "family"])
    other = look(book, hand, "Bums;Gehalt\nq;1\n")
    assert other.state == Batch.State.MAPPING
    (asked,) = tables_to_name(book.pk, other.uid)
    assert [column.choice for column in asked.columns] == ["family", "keep"]


def test_a_table_without_heading_is_known_again_by_what_its_columns_hold(
    book: Book, hand: Hand
) -> None:
    apply(say(look(book, hand, BARE), ["name", "mail"], has_heading=False))
    assert names(book) == ["Anna Abt", "Ben Bock"]
    assert look(book, hand, "Cem Can,c@c.example\n").state == Batch.State.PREVIEW
    # A heading above the like of it is not taken for somebody.
    headed = look(book, hand, "Wer,Wo\nCem Can,c@c.example\nDora D,d@d.example\n")
    assert headed.state == Batch.State.MAPPING


def test_what_one_book_has_said_is_nothing_to_another(
    book: Book, hand: Hand, clara_book: Book
) -> None:
    batch = look(book, hand, TABLE)
    with pytest.raises(Missing):
        map_columns(
            clara_book.pk, batch.uid, table(batch).pk, choices=SAID, has_heading=True
        )
    say(batch)
    assert look(clara_book, hand, TABLE).state == Batch.State.MAPPING


def test_the_same_table_twice_changes_nothing_also_after_edits_by_hand(
    book: Book, hand: Hand
) -> None:
    apply(say(look(book, hand, TABLE)))
    anna = Person.objects.get(book=book, display="Anna Abt")
    edit_person(book.pk, anna.uid, hand=hand, family="Abt-Adler")
    before = snapshot(book)
    again = look(book, hand, TABLE)
    assert verdicts(again) == ["same", "same"]
    apply(again)
    assert snapshot(book) == before


def test_the_choice_can_be_changed_while_it_is_looked_at(
    book: Book, hand: Hand
) -> None:
    batch = say(look(book, hand, TABLE))
    ask_columns(book.pk, batch.uid)
    batch.refresh_from_db()
    assert batch.state == Batch.State.MAPPING
    # What was said is offered, not what was guessed.
    (asked,) = tables_to_name(book.pk, batch.uid)
    assert [column.choice for column in asked.columns] == SAID
    say(batch, ["keep", "family", "note"])
    assert Item.objects.filter(batch=batch).count() == 2
    apply(batch)
    assert Person.objects.get(book=book, family="Anna Abt").note == "9000"
    # The new answer is the one that is remembered.
    assert ColumnMapping.objects.get(book=book).forms == ["", "name.family", "note"]


def test_also_a_table_that_was_clear_can_be_asked_about(book: Book, hand: Hand) -> None:
    batch = look(book, hand, "Name;E-Mail;Ort\nAnna Abt;a@abt.example;Kiel\n")
    assert batch.state == Batch.State.PREVIEW
    ask_columns(book.pk, batch.uid)
    batch.refresh_from_db()
    say(batch, ["name", "mail", "tag"])
    apply(batch)
    anna = Person.objects.get(book=book, is_owner=False)
    assert anna.taggings.get().tag.name == "Kiel"


def test_people_of_other_files_are_found_again_after_asking_anew(
    book: Book, hand: Hand
) -> None:
    text = "Kunde;Mail\nAnna Abt;a@abt.example\n"
    anna = card("EMAIL:a@abt.example", "TEL:0451 1", name="Anna Abt")
    batch = look(book, hand, text, anna)
    say(batch, ["name", "mail"])
    ask_columns(book.pk, batch.uid)
    batch.refresh_from_db()
    say(batch, ["name", "mail"])
    apply(batch)
    assert names(book) == ["Anna Abt"]
    assert Person.objects.get(display="Anna Abt").points.count() == 2


def test_other_files_are_read_meanwhile_and_only_once(book: Book, hand: Hand) -> None:
    batch = look(book, hand, card(name="Dora Dahl"), TABLE)
    assert Item.objects.filter(batch=batch).count() == 1
    say(batch)
    assert verdicts(batch) == ["new", "new", "new"]


def test_a_table_can_be_left_out(book: Book, hand: Hand) -> None:
    batch = look(book, hand, card(name="Dora Dahl"), TABLE)
    leave_out_table(book.pk, batch.uid, table(batch).pk)
    read_batch(book.pk, batch.uid, clock=clock)
    batch.refresh_from_db()
    apply(batch)
    assert names(book) == ["Dora Dahl"]
    notes = table(batch).counts["notes"]
    assert [note["code"] for note in notes] == ["csv-not-wanted"]


def test_what_is_not_to_be_remembered_is_not(book: Book, hand: Hand) -> None:
    say(look(book, hand, TABLE), remember=False)
    assert not ColumnMapping.objects.exists()


@pytest.mark.parametrize(
    ("choices", "refused"),
    [
        (["keep", "quatsch", "out"], NoSuchMeaning),
        (["keep", "note", "out"], SaysNobody),
        (["name"], Missing),
    ],
)
def test_what_cannot_be_used_is_refused_and_the_table_goes_on_waiting(
    book: Book, hand: Hand, choices: list[str], refused: type[Exception]
) -> None:
    batch = look(book, hand, TABLE)
    with pytest.raises(refused):
        say(batch, choices)
    batch.refresh_from_db()
    assert batch.state == Batch.State.MAPPING
    assert not ColumnMapping.objects.exists()


def test_it_can_be_dropped_while_it_waits_and_no_file_stays(
    book: Book, hand: Hand
) -> None:
    batch = look(book, hand, TABLE)
    file = Path(settings.DATA, table(batch).path)
    assert file.exists()
    drop_batch(book.pk, batch.uid, clock=clock)
    assert not file.exists()


def test_no_file_stays_once_it_is_applied(book: Book, hand: Hand) -> None:
    batch = say(look(book, hand, TABLE))
    file = Path(settings.DATA, table(batch).path)
    assert file.exists()
    apply(batch)
    assert not file.exists()
    # Nor do the values that were shown.
    assert table(batch).columns == {}
    with pytest.raises(NotNow):
        ask_columns(book.pk, batch.uid)


def test_in_an_archive_with_contacts_nobody_is_asked_about_other_tables(
    book: Book, hand: Hand
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("people.vcf", card(name="Dora Dahl"))
        archive.writestr("views.csv", "video,when\nabc,1\ndef,2\n")
    packed.seek(0)
    begun = begin_import(book.pk, hand=hand, files=[("all.zip", packed)])
    read_batch(book.pk, begun.batch, clock=clock)
    batch = Batch.objects.get(uid=begun.batch)
    assert batch.state == Batch.State.PREVIEW
    whole = BatchFile.objects.get(batch=batch, format="zip")
    assert whole.counts["notes"][0]["facts"]["names"] == "views.csv"


def test_columns_are_named_by_their_heading_or_their_number() -> None:
    pairs = [("kunde", "family"), ("#3", "note"), ("Nichts", "tag")]
    choices, found = said_in_words(["Kdnr", "Kunde", "Geh."], ["keep"] * 3, pairs)
    assert choices == ["keep", "family", "note"]
    assert found == {"kunde", "#3"}
