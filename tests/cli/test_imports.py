"""``kontor import`` and ``imports``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kontor.actions.overview.imports.begin import begin_import
from kontor.actions.overview.imports.stages import apply_batch, order_apply, read_batch
from kontor.lib.hand import Hand
from kontor.records.models import Batch, Book, Person, Touch

Kontor = Callable[..., Any]
CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Ben [bold]Brandt
EMAIL:ben@brandt.example
END:VCARD
BEGIN:VCARD
VERSION:3.0
NOTE:nobody
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Clara Coors
TEL:+49 451 1
END:VCARD
"""
MEETING = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
DTSTART:20260105T100000Z
DTEND:20260105T110000Z
SUMMARY:Secret plans
ATTENDEE;CN=Dora Dahl:mailto:dora@dahl.example
END:VEVENT
END:VCALENDAR
"""
MAILBOX = """From - Mon Jan 05 10:00:00 2026
From: Dora Dahl <dora@dahl.example>
To: Anna Ahlers <anna@ahlers.example>
Date: Mon, 5 Jan 2026 10:00:00 +0100

Secret plans
From - Mon Jan 05 10:00:00 2026
From: news@shop.example
List-Id: <news.shop.example>

From - Mon Jan 05 10:00:00 2026
To: Anna Ahlers <anna@ahlers.example>

"""


@pytest.fixture
def cards(tmp_path: Path) -> str:
    file = tmp_path / "cards.vcf"
    file.write_text(CARDS)
    return str(file)


def _people(book: Book) -> list[str]:
    rows = Person.objects.filter(book=book, is_owner=False).order_by("pk")
    return [row.display for row in rows]


def test_a_file_comes_in_and_a_bad_record_costs_no_other(
    kontor: Kontor, book: Book, cards: str
) -> None:
    ran = kontor("import", cards)
    assert ran.status == 0
    assert "3 records: 2 used, 0 left out, 1 failed" in ran.out
    assert "People: 2 new, 0 changed, 0 as before" in ran.out
    assert "Record 2, line 6:" in ran.out
    assert "Take it back: kontor undo" in ran.out
    assert _people(book) == ["Ben [bold]Brandt", "Clara Coors"]


def test_the_json_has_just_the_shape_that_is_promised(
    kontor: Kontor, book: Book, cards: str
) -> None:
    result = kontor("import", cards, "--json").json
    assert list(result) == ["batch", "files"]
    assert result["batch"] == str(Batch.objects.get().uid)
    (file,) = result["files"]
    assert list(file) == [
        "file", "format", "records", "people", "touches", "problems",
    ]  # fmt: skip
    assert (file["file"], file["format"], file["touches"]) == ("cards.vcf", "vcard", 0)
    assert file["records"] == {"read": 3, "used": 2, "left_out": 0, "failed": 1}
    assert file["people"] == {"new": 2, "changed": 0, "same": 0}
    (problem,) = file["problems"]
    assert list(problem) == ["record", "line", "code", "why"]
    assert (problem["record"], problem["line"], problem["code"]) == (2, 6, "no-name")


def test_a_dry_run_shows_what_would_come_and_leaves_the_book(
    kontor: Kontor, book: Book, cards: str
) -> None:
    ran = kontor("import", cards, "--dry-run")
    assert ran.status == 0
    assert "New: people  2\n  Ben [bold]Brandt   ben@brandt.example\n" in ran.out
    assert "Nothing was changed." in ran.out
    assert kontor("import", cards, "--dry-run", "--json").json["batch"] is None
    assert _people(book) == []
    assert set(Batch.objects.values_list("state", flat=True)) == {"dropped"}


def test_a_dry_run_shows_changes_field_by_field(
    kontor: Kontor, book: Book, cards: str
) -> None:
    kontor("import", cards)
    Path(cards).write_text(CARDS.replace("EMAIL", "NOTE:likes tea\nEMAIL"))
    out = kontor("import", cards, "--dry-run").out
    assert "Changed: people  1\n  Ben [bold]Brandt\n    Note: likes tea\n" in out


def test_a_dry_run_of_what_is_there_already_says_that_nothing_would_change(
    kontor: Kontor, book: Book, cards: str
) -> None:
    kontor("import", cards)
    ran = kontor("import", cards, "--dry-run")
    assert ran.status == 0
    assert ran.out.endswith(
        "Nothing of it is new: without --dry-run, too, the book would stay as it is.\n"
    )
    assert "it is brought in" not in ran.out


def test_a_dry_run_counts_people_and_contacts_apart(
    kontor: Kontor, book: Book, cards: str, tmp_path: Path
) -> None:
    calendar = tmp_path / "calendar.ics"
    calendar.write_text(MEETING)
    out = kontor("import", cards, str(calendar), "--dry-run").out
    # Ben and Clara from their cards, and Dora, with whom there was one meeting.
    assert "New: people  3\n" in out
    assert "\n\nNew: contacts  1\n  5 Jan 2026: Dora Dahl\n" in out


def test_the_same_file_again_changes_nothing(
    kontor: Kontor, book: Book, cards: str
) -> None:
    kontor("import", cards)
    ran = kontor("import", cards)
    assert ran.status == 0
    assert ran.out.endswith("Nothing of it is new; the book is as it was.\n")
    assert len(_people(book)) == 2


def test_several_files_one_of_them_unknown(
    kontor: Kontor, book: Book, cards: str, tmp_path: Path
) -> None:
    other = tmp_path / "poem.txt"
    other.write_text("roses are red")
    ran = kontor("import", str(other), cards, "--tag", "Messe")
    assert ran.status == 0
    assert ran.out.startswith("poem.txt\n")
    assert len(_people(book)) == 2
    assert len(kontor("people", "--tag", "messe", "--json").json) == 2


def test_a_mailbox_tells_who_wrote_and_what_was_left_out(
    kontor: Kontor, book: Book, tmp_path: Path
) -> None:
    file = tmp_path / "Inbox"
    file.write_text(MAILBOX)
    ran = kontor("import", str(file))
    assert "3 records: 1 used, 1 left out, 1 failed" in ran.out
    assert "People: 1 new, 0 changed, 0 as before" in ran.out
    assert "1 meeting or mail noted" in ran.out
    assert "Record 2, line 7: The mail is one of a mailing list" in ran.out
    result = kontor("import", str(file), "--json").json["files"][0]
    assert (result["format"], result["touches"]) == ("mbox", 0)
    assert [p["code"] for p in result["problems"]] == ["mail-list", "mail-no-sender"]
    assert _people(book) == ["Dora Dahl"]
    assert Touch.objects.get().channel == "email"


def test_whose_mails_they_are_is_asked_with_the_command_that_tells_it(
    kontor: Kontor, book: Book, tmp_path: Path
) -> None:
    file = tmp_path / "Inbox"
    # Under another name and address than the book has of her.
    file.write_text(MAILBOX.replace("Anna Ahlers <anna@", "A. A. <a@"))
    command = "kontor edit me --email ADDRESS"
    assert command in kontor("import", str(file)).out
    kontor("edit", "me", "--email", "a@ahlers.example")
    ran = kontor("import", str(file))
    assert "1 meeting or mail noted" in ran.out
    assert command not in ran.out


def test_where_nothing_could_be_read_it_ends_with_1(
    kontor: Kontor, book: Book, tmp_path: Path
) -> None:
    poem = tmp_path / "poem.txt"
    poem.write_text("roses are red")
    ran = kontor("import", str(poem))
    assert ran.status == 1
    assert ran.out.splitlines() == [
        "poem.txt",
        "    Kontor does not know this kind of file. It reads vCard, CSV, iCalendar "
        "and mailboxes.",
        "Nothing could be read; the book is as it was.",
        "Kontor reads contacts as vCard or CSV, meetings as iCalendar and mails as "
        "mbox or eml, also packed as a ZIP.",
    ]
    ran = kontor("import", str(poem), "--json")
    assert (ran.status, ran.json["batch"]) == (1, None)
    assert ran.json["files"][0]["problems"][0]["record"] == 0


NO_FILES = [
    (
        b"%PDF-1.7\n1 0 obj\n",
        "This is a PDF. Kontor needs the contacts as vCard or CSV.",
    ),
    (b"", "The file is empty."),
    (b"\x89PNG\r\n\x1a\n\0", "This is a picture. Nobody can be read from it."),
    (b"PK\x03\x04\x14\0\x06\0", "The archive is damaged. a.vcf could not be read."),
]


@pytest.mark.parametrize(
    ("content", "why"), NO_FILES, ids=["pdf", "empty", "png", "zip"]
)
@pytest.mark.parametrize("options", [["--dry-run"], []])
def test_what_is_no_such_file_says_what_it_is_and_counts_nobody(
    kontor: Kontor, tmp_path: Path, content: bytes, why: str, options: list[str]
) -> None:
    file = tmp_path / "a.vcf"
    file.write_bytes(content)
    ran = kontor("import", str(file), *options)
    assert ran.status == 1
    assert why in ran.out
    assert "records" not in ran.out
    assert "People:" not in ran.out
    assert kontor("imports").out.startswith("Nothing has been imported yet")


def test_a_missing_file_or_a_folder_stops_it_before_anything_is_read(
    kontor: Kontor, book: Book, cards: str, tmp_path: Path
) -> None:
    missing = str(tmp_path / "nothing.vcf")
    ran = kontor("import", cards, missing)
    assert ran.err == f"There is no file {missing}. Nothing was imported.\n"
    ran = kontor("import", str(tmp_path), "--json")
    assert (ran.status, ran.json["error"]) == (1, "is_folder")
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    ("option", "note"), [((), ""), (("--titles",), "Secret plans")]
)
def test_what_a_meeting_was_called_is_kept_only_if_asked_for(
    kontor: Kontor, tmp_path: Path, option: tuple[str, ...], note: str
) -> None:
    file = tmp_path / "calendar.ics"
    file.write_text(MEETING)
    kontor("import", str(file), *option)
    touch = Touch.objects.get()
    assert (touch.note, touch.minutes) == (note, 60)


def test_an_import_is_taken_back_whole(kontor: Kontor, book: Book, cards: str) -> None:
    kontor("import", cards)
    (line,) = kontor("imports", "--json").json
    assert (line["state"], line["can"], line["files"]) == (
        "done",
        ["undo"],
        "cards.vcf",
    )
    assert "In the book" in kontor("imports").out
    ran = kontor("imports", line["batch"][:6], "--undo")
    assert ran.out == "The import is taken back.\n"
    assert _people(book) == []


def test_what_was_changed_by_hand_since_is_kept_and_named(
    kontor: Kontor, book: Book, cards: str
) -> None:
    kontor("import", cards)
    kontor("edit", "Clara", "--note", "met again")
    told = kontor("imports", "--undo", "--json").json
    assert told["state"] == "undone"
    assert "Clara Coors" in told["kept"]
    assert _people(book) == ["Clara Coors"]


def _broken_off(book: Book, hand: Hand, cards: str, *, applying: bool) -> None:
    """Leave an import as one that was killed leaves it."""
    begun = begin_import(
        book.pk, hand=hand, files=[("cards.vcf", Path(cards))], inline=True
    )
    if applying:
        read_batch(book.pk, begun.batch)
        order_apply(book.pk, begun.batch)


@pytest.mark.parametrize("applying", [False, True])
def test_one_that_was_broken_off_is_finished(
    kontor: Kontor, book: Book, hand: Hand, cards: str, applying: bool
) -> None:
    _broken_off(book, hand, cards, applying=applying)
    ran = kontor("imports", "--finish")
    assert ran.status == 0
    assert "People: 2 new" in ran.out
    assert len(_people(book)) == 2
    assert kontor("imports", "--finish", "--json").json["error"] == "nothing_to_do"


def test_one_that_was_broken_off_is_dropped(
    kontor: Kontor, book: Book, hand: Hand, cards: str
) -> None:
    _broken_off(book, hand, cards, applying=False)
    assert kontor("imports", "--drop", "--json").json["state"] == "dropped"
    assert _people(book) == []


def test_undoing_one_that_was_killed_while_reading_drops_it_and_no_older_one(
    kontor: Kontor, book: Book, hand: Hand, cards: str, tmp_path: Path
) -> None:
    other = tmp_path / "other.vcf"
    other.write_text("BEGIN:VCARD\nFN:Ida Ingwer\nEND:VCARD\n")
    kontor("import", str(other))
    _broken_off(book, hand, cards, applying=False)

    ran = kontor("imports", "--undo", typed="n\n")
    assert "cards.vcf was broken off; nothing of it is in the book." in ran.out
    assert "It stays: kontor imports --finish goes on with it." in ran.out
    assert Batch.objects.filter(state="reading").exists()

    ran = kontor("imports", "--undo", typed="y\n")
    assert "The import is dropped; nothing of it was in the book." in ran.out
    assert _people(book) == ["Ida Ingwer"]
    # Only now it is the turn of the one before.
    assert kontor("imports", "--undo", "--json").json["state"] == "undone"


def test_undoing_leaves_what_the_pages_have_read_alone(
    kontor: Kontor, book: Book, hand: Hand, cards: str
) -> None:
    begun = begin_import(book.pk, hand=hand, files=[("cards.vcf", Path(cards))])
    read_batch(book.pk, begun.batch)
    assert kontor("imports", "--undo", "--json").json["error"] == "nothing_to_do"
    # By its name it is meant.
    ran = kontor("imports", begun.batch, "--undo", "--json")
    assert ran.json["state"] == "dropped"


def test_one_thing_at_a_time(kontor: Kontor, book: Book, cards: str) -> None:
    assert kontor("imports").out.startswith("Nothing has been imported yet")
    ran = kontor("imports", "--undo", "--drop", "--json")
    assert ran.json["error"] == "what_now"
    assert kontor("imports", "abcd", "--json").json["error"] == "no_such_import"


def test_another_ones_import_is_no_import(
    kontor: Kontor, clara_book: Book, hand: Hand, cards: str
) -> None:
    begun = begin_import(
        clara_book.pk, hand=hand, files=[("cards.vcf", Path(cards))], inline=True
    )
    read_batch(clara_book.pk, begun.batch)
    apply_batch(clara_book.pk, begun.batch)
    ran = kontor("imports", begun.batch, "--undo", "--json")
    assert (ran.status, ran.json["error"]) == (1, "no_such_import")
    assert len(_people(clara_book)) == 2


@pytest.fixture
def in_doubt(kontor: Kontor, book: Book, tmp_path: Path) -> str:
    """Petra, who writes from the address under which Ben is known."""
    kontor("add", "Ben Brandt", "--email", "office@brandt.example")
    file = tmp_path / "petra.vcf"
    file.write_text(
        "BEGIN:VCARD\nFN:Petra Schulz\nEMAIL:office@brandt.example\nEND:VCARD\n"
    )
    return str(file)


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("\n", ["Ben Brandt", "Petra Schulz"]),
        # There is one who it might be, so 2 is asked again.
        ("2\n1\n", ["Ben Brandt"]),
        ("-\n", ["Ben Brandt"]),
        ("q\n", ["Ben Brandt", "Petra Schulz"]),
    ],
)
def test_who_is_in_doubt_can_be_asked_for(
    kontor: Kontor, book: Book, in_doubt: str, typed: str, there: list[str]
) -> None:
    ran = kontor("import", in_doubt, "--ask", typed=typed)
    assert ran.status == 0
    assert "  1  Ben Brandt" in ran.out
    assert _people(book) == there


def test_broken_off_at_the_question_nothing_comes_in(
    kontor: Kontor, book: Book, in_doubt: str
) -> None:
    ran = kontor("import", in_doubt, "--ask", typed="\x03")
    assert ran.status == 1
    assert _people(book) == ["Ben Brandt"]
    assert Batch.objects.get().state == "dropped"


def test_without_being_asked_the_doubtful_comes_in_as_new(
    kontor: Kontor, book: Book, in_doubt: str
) -> None:
    preview = kontor("import", in_doubt, "--dry-run").out
    assert "Perhaps Ben Brandt, who is in the book; comes in as new." in preview
    kontor("import", in_doubt)
    assert _people(book) == ["Ben Brandt", "Petra Schulz"]
