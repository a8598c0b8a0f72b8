"""What is shown of an import, in the preview and afterwards."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from kontor.actions.connections.people import edit_person
from kontor.actions.overview.imports.begin import begin_import
from kontor.actions.overview.imports.choose import choose, choose_who
from kontor.actions.overview.imports.claim import Claim
from kontor.actions.overview.imports.stages import (
    drop_batch,
    read_batch,
    silent,
    undo_batch,
)
from kontor.core.errors import Missing
from kontor.exchange.problems import SENTENCES
from kontor.lib.hand import Hand
from kontor.records.models import Batch, Book, Item, Person
from kontor.reports.overview.imports import (
    batch_line,
    batch_view,
    batches,
    import_result,
)
from tests.actions.overview.bringing import MOMENT, apply, bring, card, clock, look

pytestmark = pytest.mark.django_db
BEN = card(
    "EMAIL:ben@brandt.example", "ORG:Brandt GmbH", "TITLE:Leiter", "BDAY:1970-03-05",
    uid="ben-1", name="Ben Brandt",
)  # fmt: skip
BAD = card("X-NOTHING:1")


def test_the_result_is_what_the_command_line_prints(book: Book, hand: Hand) -> None:
    batch = bring(book, hand, BEN + BAD + card("TEL:12", name="Cem Celik"))
    assert import_result(book.pk, batch.uid) == {
        "batch": str(batch.uid),
        "files": [
            {
                "file": "1.vcf",
                "format": "vcard",
                "records": {"read": 3, "used": 2, "left_out": 0, "failed": 1},
                "people": {"new": 2, "changed": 0, "same": 0},
                "touches": 0,
                "problems": [
                    {
                        "record": 2,
                        # Ben's card has eight lines and its END.
                        "line": 10,
                        "code": "no-name",
                        "why": "The record has neither a name nor a mail address nor "
                        "a telephone number.",
                    }
                ],
            }
        ],
    }


def test_without_applying_there_is_no_batch(book: Book, hand: Hand) -> None:
    batch = look(book, hand, BEN)
    result = import_result(book.pk, batch.uid)
    assert (result["batch"], result["files"][0]["people"]["new"]) == (None, 1)
    apply(batch)
    undo_batch(book.pk, batch.uid, hand=hand, clock=clock)
    assert import_result(book.pk, batch.uid)["batch"] is None


def test_an_unknown_file_is_one_problem_and_no_record(book: Book, hand: Hand) -> None:
    batch = look(book, hand, "%PDF-1.4 nothing", "")
    one, two = import_result(book.pk, batch.uid)["files"]
    assert one["records"] == {"read": 0, "used": 0, "left_out": 0, "failed": 0}
    assert [p["code"] for p in one["problems"]] == ["format-pdf"]
    assert [p["code"] for p in two["problems"]] == ["empty-file"]


def test_each_file_of_an_archive_is_counted(book: Book, hand: Hand) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/ben.vcf", BEN)
        archive.writestr("cem.txt", card(name="Cem Celik"))
        archive.writestr("readme.txt", "Nothing.")
    packed.seek(0)
    begun = begin_import(book.pk, hand=hand, files=[("all.zip", packed)])
    read_batch(book.pk, begun.batch, clock=clock)
    files = import_result(book.pk, begun.batch)["files"]
    assert [(f["file"], f["format"], f["people"]["new"]) for f in files] == [
        ("all.zip/a/ben.vcf", "vcard", 1),
        ("all.zip/cem.txt", "vcard", 1),
        ("all.zip", "zip", 0),
    ]
    assert [p["code"] for p in files[2]["problems"]] == ["zip-left-out"]


def test_the_preview_shows_what_is_new_in_full(book: Book, hand: Hand) -> None:
    view = batch_view(book.pk, look(book, hand, BEN + BAD).uid, now=MOMENT)
    assert (view.line.state, view.line.names) == ("preview", "1.vcf")
    assert view.verdicts == {
        "new": 1, "changed": 0, "same": 0, "doubtful": 0, "left_out": 0, "failed": 1,
    }  # fmt: skip
    ben, bad = view.items.object_list
    assert (ben.title, ben.kind, ben.record, ben.line) == ("Ben Brandt", "person", 1, 1)
    assert [(f.label, f.after) for f in ben.says] == [
        ("Work", "Leiter, Brandt GmbH"),
        ("E-mail", "ben@brandt.example"),
        ("Birthday", "5 Mar 1970"),
    ]
    assert (bad.verdict, bad.can_choose) == ("failed", False)
    assert bad.problems[0].code == "no-name"


def test_the_preview_shows_changes_field_by_field(book: Book, hand: Hand) -> None:
    bring(book, hand, BEN)
    batch = look(book, hand, BEN.replace("Leiter", "Inhaber").replace("1970", "1971"))
    view = batch_view(book.pk, batch.uid, verdict="changed", now=MOMENT)
    (item,) = view.items.object_list
    assert [(c.label, c.before, c.after) for c in item.changes] == [
        ("Birthday", "5 Mar 1970", "5 Mar 1971"),
        ("Work", "Leiter, Brandt GmbH", "Inhaber, Brandt GmbH"),
    ]
    assert item.person_uid == str(Person.objects.get(family="Brandt").uid)
    assert not batch_view(
        book.pk, batch.uid, verdict="new", now=MOMENT
    ).items.object_list


def test_the_preview_shows_who_a_doubtful_record_might_be(
    book: Book, hand: Hand
) -> None:
    bring(book, hand, BEN)
    other = card("EMAIL:ben@brandt.example", name="Petra Schulz")
    again = card("EMAIL:petra@schulz.example", name="Petra Schulz")
    view = batch_view(book.pk, look(book, hand, other + again).uid, now=MOMENT)
    one, two = view.items.object_list
    uid = str(Person.objects.get(family="Brandt").uid)
    assert [(c.number, c.uid, c.name, c.about) for c in one.doubtful] == [
        (0, uid, "Ben Brandt", "Leiter, Brandt GmbH, ben@brandt.example")
    ]
    # An equal name within the same import.
    assert [(c.uid, c.name, c.about) for c in two.doubtful] == [
        ("", "Petra Schulz", "ben@brandt.example")
    ]
    assert one.chosen is None


def test_what_is_said_is_said_in_german_too(book: Book, hand: Hand) -> None:
    batch = look(book, hand, BEN)
    with translation.override("de"):
        view = batch_view(book.pk, batch.uid, now=MOMENT)
    # In English it is "5 Mar 1970".
    assert view.items.object_list[0].says[2].after.startswith("5. M")


def test_what_can_be_done_follows_the_state(book: Book, hand: Hand) -> None:
    batch = look(book, hand, BEN)
    assert batch_line(book.pk, batch.uid, now=MOMENT).can == {
        "apply", "choose", "drop",
    }  # fmt: skip
    with Claim(batch, clock, silent):
        line = batch_line(book.pk, batch.uid, now=MOMENT)
        assert (line.at_work, line.can) == (True, frozenset())
        # After an hour without a sign of life nobody is at it.
        late = batch_line(book.pk, batch.uid, now=MOMENT + timedelta(hours=1))
        assert (late.at_work, "apply" in late.can) == (False, True)
    apply(batch)
    assert batch_line(book.pk, batch.uid, now=MOMENT).can == {"undo"}
    dropped = look(book, hand, BEN)
    drop_batch(book.pk, dropped.uid, clock=clock)
    assert batch_line(book.pk, dropped.uid, now=MOMENT).can == frozenset()


def test_how_far_a_stage_is_can_be_told(book: Book, hand: Hand) -> None:
    batch = look(book, hand, BEN)
    Batch.objects.filter(pk=batch.pk).update(state="applying", done=30, total=40)
    assert batch_line(book.pk, batch.uid, now=MOMENT).share == 0.75
    Batch.objects.filter(pk=batch.pk).update(done=0, total=0)
    assert batch_line(book.pk, batch.uid, now=MOMENT).share is None


def test_what_an_undo_kept_is_listed(book: Book, hand: Hand) -> None:
    batch = bring(book, hand, BEN)
    uid = Person.objects.get(family="Brandt").uid
    edit_person(book.pk, uid, hand=hand, note="Mag Tee")
    undo_batch(book.pk, batch.uid, hand=hand, clock=clock)
    assert "Ben Brandt" in batch_view(book.pk, batch.uid, now=MOMENT).kept


def test_imports_are_listed_newest_first(book: Book, hand: Hand) -> None:
    one = bring(book, hand, BEN, tag="Messe")
    two = look(book, hand, BEN + card(name="Cem Celik"))
    lines = batches(book.pk, now=MOMENT).object_list
    assert [(line.uid, line.state, line.tag) for line in lines] == [
        (str(two.uid), "preview", ""), (str(one.uid), "done", "Messe"),
    ]  # fmt: skip
    assert lines[0].people == {"new": 1, "changed": 0, "same": 1}


def test_clara_sees_no_import_of_anna(book: Book, hand: Hand, clara_book: Book) -> None:
    batch = bring(book, hand, BEN)
    assert not batches(clara_book.pk, now=MOMENT).object_list
    for show in (batch_view, batch_line):
        with pytest.raises(Missing):
            show(clara_book.pk, batch.uid, now=MOMENT)
    with pytest.raises(Missing):
        import_result(clara_book.pk, batch.uid)
    with pytest.raises(Missing):
        import_result(book.pk, "nonsense")


def test_the_preview_names_whom_a_record_changes(book: Book, hand: Hand) -> None:
    bring(book, hand, BEN)
    other = card("EMAIL:ben@brandt.example", "NOTE:Mag Tee", name="B. Brandt")
    view = batch_view(book.pk, look(book, hand, other).uid, now=MOMENT)
    (item,) = view.items.object_list
    assert (item.verdict, item.title) == ("changed", "Ben Brandt")
    assert item.from_record == "B. Brandt"
    # So does one that adds to another record of the same import.
    two = card("EMAIL:cem@example.org", name="Cem Celik")
    two += card("EMAIL:cem@example.org", "NOTE:Neu", name="C. Celik")
    view = batch_view(book.pk, look(book, hand, two).uid, now=MOMENT)
    found = [(i.title, i.from_record) for i in view.items.object_list]
    assert found == [("Cem Celik", ""), ("Cem Celik", "C. Celik")]


def test_the_list_of_imports_asks_as_often_for_many_as_for_one(
    book: Book, hand: Hand, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        look(book, hand, BEN)
    with django_assert_num_queries(2):
        assert len(batches(book.pk, now=MOMENT).object_list) == 3


def test_records_are_counted_by_verdict_and_kind(book: Book, hand: Hand) -> None:
    firm = card("KIND:org", "VERSION:4.0", name="Hase Verein")
    batch = look(book, hand, BEN + firm + BAD)
    view = batch_view(book.pk, batch.uid, now=MOMENT)
    assert view.kinds == {
        ("new", "person"): 1, ("new", "organisation"): 1, ("failed", "record"): 1,
    }  # fmt: skip
    view = batch_view(book.pk, batch.uid, verdict="new", kind="person", now=MOMENT)
    assert [item.title for item in view.items.object_list] == ["Ben Brandt"]
    # What the keeper chooses changes no kind.
    choose(book.pk, batch.uid, view.items.object_list[0].id, wanted=False)
    assert batch_view(book.pk, batch.uid, now=MOMENT).kinds == view.kinds
    # An import of an older Kontor counted nothing by kind.
    file = batch.files.get()
    del file.counts["kinds"]
    file.save()
    view = batch_view(book.pk, batch.uid, now=MOMENT)
    assert view.kinds == {("new", ""): 2, ("failed", ""): 1}


def test_it_is_told_whether_the_book_would_be_another_one(
    book: Book, hand: Hand
) -> None:
    def changes(text: str) -> bool:
        return batch_view(book.pk, look(book, hand, text).uid, now=MOMENT).changes

    assert changes(BEN)
    bring(book, hand, BEN)
    assert not changes(BEN)
    assert not changes(BAD)
    assert changes(BEN.replace("Leiter", "Inhaber"))
    assert changes(BEN + card("TEL:12", name="Cem Celik"))


def test_what_was_answered_is_worth_applying_though_nothing_changes(
    book: Book, hand: Hand
) -> None:
    bring(book, hand, BEN)
    petra = card("EMAIL:ben@brandt.example", name="Petra Schulz")
    batch = look(book, hand, petra)
    view = batch_view(book.pk, batch.uid, now=MOMENT)
    assert (view.changes, view.answered) == (True, False)
    (item,) = view.items.object_list
    choose_who(book.pk, batch.uid, item.id, whom=0)
    view = batch_view(book.pk, batch.uid, now=MOMENT)
    # The address is Ben's already: nothing changes, but whose record that is is known.
    assert (view.changes, view.answered) == (False, True)
    apply(batch)
    assert not batch_view(book.pk, look(book, hand, petra).uid, now=MOMENT).answered


@pytest.mark.parametrize(
    ("code", "asks"),
    [
        ("mail-own-unknown", True),
        ("mail-own-address", True),
        ("mail-not-yours", True),
        ("ical-own-address", True),
        ("mail-list", False),
        ("monica-own", False),
    ],
)
def test_it_is_told_whether_the_owners_addresses_are_wanted(
    book: Book, hand: Hand, code: str, asks: bool
) -> None:
    assert code in SENTENCES
    batch = look(book, hand, BEN)
    assert not batch_view(book.pk, batch.uid, now=MOMENT).asks_own
    Item.objects.filter(batch=batch).update(problems=[{"code": code, "facts": {}}])
    assert batch_view(book.pk, batch.uid, now=MOMENT).asks_own is asks
