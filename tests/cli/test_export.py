from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from kontor.actions.connections.people import add_person
from kontor.lib.hand import Hand
from kontor.records.erasing import listed
from kontor.records.models import Book, Person
from tests.cli.conftest import Kontor


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_everything_goes_into_a_zip_that_only_its_owner_may_read(
    kontor: Kontor, ben: Person, there: Path
) -> None:
    ran = kontor("export", "k.zip")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "Wrote k.zip: 1 person, 0.1 MB.\n"
    assert stat.S_IMODE((there / "k.zip").stat().st_mode) == 0o600
    with zipfile.ZipFile("k.zip") as archive:
        assert "kontor.jsonl" in archive.namelist()
    assert [path.name for path in there.iterdir()] == ["k.zip"]


@pytest.mark.parametrize(
    ("file", "begins"),
    [("p.vcf", b"BEGIN:VCARD"), ("p.CSV", b"\xef\xbb\xbf"), ("c.ics", b"BEGIN:VCAL")],
)
def test_the_ending_says_what_is_written(
    kontor: Kontor, ben: Person, there: Path, file: str, begins: bytes
) -> None:
    ran = kontor("export", file, "--json")
    data = (there / file).read_bytes()
    assert data.startswith(begins)
    assert ran.json == {"file": file, "bytes": len(data), "people": 1}


def test_an_ending_that_says_nothing_is_asked_about(
    kontor: Kontor, there: Path
) -> None:
    ran = kontor("export", "k.doc", "--json")
    assert (ran.status, ran.json["error"]) == (1, "which_kind")
    assert list(there.iterdir()) == []


def test_a_file_of_somebody_else_is_not_written_over(
    kontor: Kontor, there: Path
) -> None:
    (there / "k.zip").write_bytes(b"thesis")
    ran = kontor("export", "k.zip", "--json")
    assert (ran.status, ran.json["error"]) == (1, "is_there")
    assert (there / "k.zip").read_bytes() == b"thesis"


def test_an_earlier_export_is(kontor: Kontor, ben: Person, there: Path) -> None:
    kontor("export", "k.zip", "--without-history")
    before = (there / "k.zip").read_bytes()
    assert kontor("export", "k.zip").status == 0
    assert (there / "k.zip").read_bytes() != before


def test_there_must_be_a_folder(kontor: Kontor, there: Path) -> None:
    ran = kontor("export", "no/k.zip", "--json")
    assert (ran.status, ran.json["error"]) == (1, "no_folder")


def test_confidential_people_stay_out_of_cards_unless_asked_for(
    kontor: Kontor, book: Book, hand: Hand, there: Path
) -> None:
    add_person(book.pk, hand=hand, name="Sid Sander", confidential=True)
    kontor("export", "a.vcf")
    kontor("export", "b.vcf", "--confidential")
    assert b"Sid" not in (there / "a.vcf").read_bytes()
    assert b"Sid" in (there / "b.vcf").read_bytes()


def test_a_whole_book_comes_in_as_a_book_of_its_own(
    kontor: Kontor, ben: Person, there: Path
) -> None:
    kontor("export", "k.zip")
    ran = kontor("import", "k.zip", "--new-book", "Zwei")
    assert (ran.status, ran.out) == (0, "“Zwei” is here, with 1 person in it.\n")
    assert Person.objects.filter(uid=ben.uid).count() == 2
    assert "Ben Brandt" in kontor("people", "--book", "Zwei").out


def test_a_whole_book_is_no_addition_to_another(
    kontor: Kontor, ben: Person, there: Path
) -> None:
    kontor("export", "k.zip")
    ran = kontor("import", "k.zip", "--json")
    assert (ran.status, ran.json["error"]) == (1, "not_empty")
    assert "--new-book" in ran.json["text"]
    assert "people.vcf" in ran.json["text"]
    assert Person.objects.filter(uid=ben.uid).count() == 1


def test_the_people_of_a_zip_can_be_imported_by_themselves(
    kontor: Kontor, ben: Person, there: Path
) -> None:
    kontor("export", "k.zip")
    with zipfile.ZipFile("k.zip") as archive:
        archive.extract("people.vcf")
    ran = kontor("import", "people.vcf", "--json")
    assert ran.status == 0
    assert Person.objects.filter(display="Ben Brandt").count() == 1


def test_a_new_book_is_made_of_nothing_else(kontor: Kontor, there: Path) -> None:
    (there / "x.vcf").write_text("BEGIN:VCARD\nFN:X\nEND:VCARD\n")
    ran = kontor("import", "x.vcf", "--new-book", "Zwei", "--json")
    assert (ran.status, ran.json["error"]) == (1, "not_a_book")
    assert Book.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["x.vcf"], "one_by_one"), (["--dry-run"], "no_trial"),
        (["--tag", "a"], "no_trial"),
    ],
)  # fmt: skip
def test_a_whole_book_comes_by_itself_and_as_it_is(
    kontor: Kontor, there: Path, words: list[str], error: str
) -> None:
    kontor("export", "k.zip")
    (there / "x.vcf").write_text("BEGIN:VCARD\nFN:X\nEND:VCARD\n")
    ran = kontor("import", "k.zip", *words, "--new-book", "Zwei", "--json")
    assert (ran.status, ran.json["error"]) == (1, error)
    assert Book.objects.count() == 1


def test_a_zip_that_was_cut_off_brings_nothing(
    kontor: Kontor, ben: Person, there: Path
) -> None:
    kontor("export", "k.zip")
    with zipfile.ZipFile("k.zip") as archive:
        lines = archive.read("kontor.jsonl")
    (there / "k.jsonl").write_bytes(lines[:-20])
    ran = kontor("import", "k.jsonl", "--new-book", "Zwei", "--json")
    assert (ran.status, ran.json["error"]) == (1, "broken_book")
    assert Book.objects.count() == 1


def test_whoever_was_erased_since_stays_out_and_that_is_said(
    kontor: Kontor, ben: Person, there: Path
) -> None:
    listed.list_file().unlink(missing_ok=True)
    kontor("export", "k.zip")
    assert kontor("erase", "Ben", typed="Ben Brandt\n").status == 0
    ran = kontor("import", "k.zip", "--new-book", "Zwei")
    assert ran.out == "“Zwei” is here, with 0 people in it.\n"
    assert "1 person in the file did not come in: you erased them since." in ran.err
    ran = kontor("import", "k.zip", "--new-book", "Drei", "--json")
    assert (ran.json["people"], ran.json["erased"]) == (0, 1)
    listed.list_file().unlink()
