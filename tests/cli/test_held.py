"""``kontor show --origin``, ``disclose`` and ``letter``."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kontor.actions.connections.people import edit_person
from kontor.actions.connections.pieces import Point
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person

Kontor = Callable[..., Any]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_piece_says_where_it_came_from(
    kontor: Kontor, book: Book, hand: Hand, ben: Person
) -> None:
    edit_person(book.pk, ben.uid, hand=hand, emails=[Point("ben@x.example")])
    edit_person(book.pk, ben.uid, hand=hand, emails=[Point("ben@x.example", "work")])
    out = kontor("show", "Ben", "--origin").out
    assert "Name    Ben Brandt     2 Mar 2026: By hand" in out
    assert "2 Mar 2026: By hand; changed 2 Mar 2026: By hand" in out
    name, mail = kontor("show", "Ben", "--origin", "--json").json
    assert (name["piece"], name["since"]["way"], name["changed"]) == (
        "name", "hand", None,
    )  # fmt: skip
    assert (mail["value"], mail["since"]["day"]) == ("ben@x.example", "2026-03-02")


def test_all_of_it_is_written_to_a_zip_for_the_owners_eyes(
    kontor: Kontor, ben: Person, tmp_path: Path
) -> None:
    ran = kontor("disclose", "Ben", "Brandt")
    assert ran.out == "Written: ben-brandt-2026-03-02.zip\n"
    assert "Read them before you hand it over." in ran.err
    file = tmp_path / "ben-brandt-2026-03-02.zip"
    assert len(zipfile.ZipFile(file).namelist()) == 2
    assert file.stat().st_mode & 0o077 == 0
    again = kontor("disclose", "Ben", "--json")
    assert again.json["person"]["display"] == "Ben Brandt"
    assert kontor("disclose", "Ben").status == 1


@pytest.mark.parametrize(
    ("name", "begins"), [("x.html", "<!DOCTYPE"), ("X.JSON", "{"), ("x.zip", "PK")]
)
def test_the_file_is_what_its_name_ends_with(
    kontor: Kontor, ben: Person, tmp_path: Path, name: str, begins: str
) -> None:
    assert kontor("disclose", "Ben Brandt", name).status == 0
    assert (tmp_path / name).read_bytes().startswith(begins.encode())
    assert "there already" in kontor("disclose", "Ben Brandt", name).err
    assert "cannot be written" in kontor("disclose", "Ben", f"no/{name}").err


def test_a_single_word_is_a_name_whatever_it_ends_with(kontor: Kontor) -> None:
    assert "called x.zip" in kontor("disclose", "x.zip").err


def test_the_letter_is_printed_in_either_language(kontor: Kontor, ben: Person) -> None:
    german = kontor("letter", "Ben").out
    assert german.startswith("Was ich in meinem Adressbuch über Sie notiere\n")
    english = kontor("letter", "Ben", "--language", "en").out
    assert "Dear Ben Brandt," in english
    told = kontor("letter", "Ben", "--language", "en", "--json").json
    assert (told["language"], told["to"]) == ("en", "")
    assert kontor("letter", "Ben", "--language", "fr", "--json").json["error"] == (
        "no_such_tongue"
    )


def test_that_it_was_given_is_noted(kontor: Kontor, ben: Person) -> None:
    out = kontor("letter", "Ben", "--given").out
    assert "Noted that Ben Brandt was told what is kept" in out
    assert Person.objects.get(pk=ben.pk).informed_on == date(2026, 3, 2)
    assert json.loads(kontor("letter", "Ben", "--json").out)["informed_on"] == (
        "2026-03-02"
    )
