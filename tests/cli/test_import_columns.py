"""``kontor import`` of tables whose columns have to be named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kontor.records.models import Batch, Book, ColumnMapping, Person

Kontor = Callable[..., Any]
TABLE = "Kdnr;Kunde;Wo\n1;Anna Abt;Kiel\n2;Ben Bock;Bonn\n"
BARE = "Anna Abt,a@abt.example\nBen Bock,b@bock.example\n"


@pytest.fixture
def table(tmp_path: Path) -> str:
    return written(tmp_path, TABLE)


def written(folder: Path, text: str, name: str = "kunden.csv") -> str:
    file = folder / name
    file.write_text(text)
    return str(file)


def people(book: Book) -> list[str]:
    rows = Person.objects.filter(book=book, is_owner=False).order_by("pk")
    return [row.display for row in rows]


def test_where_the_columns_are_not_clear_they_are_listed_and_nothing_comes_in(
    kontor: Kontor, book: Book, table: str
) -> None:
    ran = kontor("import", table)
    assert ran.status == 1
    assert "2  Kunde   Anna Abt, Ben Bock  name" in ran.out
    assert 'kontor import kunden.csv --map "2=name"' in ran.out
    assert "Nothing was imported; the book is as it was." in ran.out
    assert people(book) == []
    assert Batch.objects.get().state == Batch.State.DROPPED


def test_in_json_the_problem_has_a_code_the_columns_and_the_guesses(
    kontor: Kontor, book: Book, table: str
) -> None:
    ran = kontor("import", table, "--json")
    assert ran.status == 1
    assert ran.json["batch"] is None
    (file,) = ran.json["files"]
    assert file["records"] == {"read": 0, "used": 0, "left_out": 0, "failed": 0}
    (problem,) = file["problems"]
    assert problem["code"] == "csv-needs-mapping"
    assert problem["has_heading"] is True
    assert problem["columns"][1] == {
        "column": "Kunde", "samples": ["Anna Abt", "Ben Bock"], "guess": "name",
    }  # fmt: skip


def test_the_columns_can_be_named_and_are_remembered(
    kontor: Kontor, book: Book, table: str, tmp_path: Path
) -> None:
    ran = kontor("import", table, "--map", "Kunde=name", "--map", "3=city")
    assert ran.status == 0
    assert people(book) == ["Anna Abt", "Ben Bock"]
    more = written(tmp_path, "Kdnr;Kunde;Wo\n3;Cem Can;Ulm\n", "more.csv")
    assert kontor("import", more).status == 0
    assert people(book) == ["Anna Abt", "Ben Bock", "Cem Can"]


def test_a_dry_run_remembers_nothing(kontor: Kontor, book: Book, table: str) -> None:
    assert kontor("import", table, "--map", "Kunde=name", "--dry-run").status == 0
    assert people(book) == []
    assert not ColumnMapping.objects.exists()


def test_whether_there_is_a_heading_is_guessed_or_said(
    kontor: Kontor, book: Book, tmp_path: Path
) -> None:
    file = written(tmp_path, BARE)
    ran = kontor("import", file, "--json")
    (problem,) = ran.json["files"][0]["problems"]
    assert problem["has_heading"] is False
    assert problem["columns"][0]["samples"] == ["Anna Abt", "Ben Bock"]
    kontor("import", file, "--map", "1=name", "--map", "2=mail", "--heading")
    assert people(book) == ["Ben Bock"]
    kontor("import", file, "--map", "1=name", "--map", "2=mail", "--no-heading")
    assert people(book) == ["Ben Bock", "Anna Abt"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Kunde", "Write --map"),
        ("Kunde=quatsch", "“quatsch” is nothing that a column can mean"),
        ("Nichts=name", "No table of this import has a column “Nichts”"),
        ("Kunde=note", "Say which column holds a name"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_stays(
    kontor: Kontor, book: Book, table: str, said: str, why: str
) -> None:
    ran = kontor("import", table, "--map", said)
    assert ran.status == 1
    assert why in ran.err
    assert people(book) == []
    assert not Batch.objects.exclude(state=Batch.State.DROPPED).exists()


def test_there_has_to_be_a_table(kontor: Kontor, book: Book, tmp_path: Path) -> None:
    file = written(tmp_path, "BEGIN:VCARD\nFN:Dora Dahl\nEND:VCARD\n", "d.vcf")
    ran = kontor("import", file, "--map", "1=name")
    assert ran.status == 1
    assert "--map is for tables" in ran.err
    assert people(book) == []
