"""``kontor books``, ``book``, ``erase``, ``settings`` and ``confidential``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kontor.records.models import Account, Book, ConfidentialRule, Person

Kontor = Callable[..., Any]


def test_books_are_listed_with_how_many_are_in_them(
    kontor: Kontor, book: Book, ben: Person
) -> None:
    assert kontor("books").out == f"{book.pk:3}  Anna Ahlers  1 person\n"
    (line,) = kontor("books", "--json").json
    assert (line["id"], line["role"], line["is_sample"]) == (book.pk, "owner", False)


def test_a_further_book_is_opened_and_worked_in_by_name_or_number(
    kontor: Kontor, book: Book
) -> None:
    number = kontor("book", "Second", "Book", "--owner", "Ada", "--json").json["id"]
    kontor("add", "Zoe", "--book", "second book")
    kontor("add", "Yves", "--book", str(number))
    names = Person.objects.filter(book=number).order_by("pk")
    assert [person.display for person in names] == ["Ada", "Zoe", "Yves"]
    assert not Person.objects.filter(book=book, display="Zoe").exists()


def test_without_a_book_of_ones_own_one_is_opened_and_never_the_sample_taken(
    kontor: Kontor, book: Book
) -> None:
    Book.objects.filter(pk=book.pk).update(is_sample=True)
    kontor("add", "Zoe")
    assert Person.objects.get(display="Zoe").book.name == "My book"


def test_a_book_is_deleted_only_by_its_name(
    kontor: Kontor, book: Book, ben: Person
) -> None:
    ran = kontor("erase", typed="anna\n")
    assert (ran.status, Book.objects.count()) == (1, 1)
    assert kontor("erase", "--json").json["error"] == "name_differs"
    ran = kontor("erase", typed="Anna Ahlers\n")
    assert ran.out == "“Anna Ahlers” is deleted.\n"
    assert not Book.objects.exists()


def test_an_assistant_cannot_delete_the_book(
    kontor: Kontor, book: Book, anna: Account
) -> None:
    book.keepers.update(role="assistant")
    ran = kontor("erase", "--name", "Anna Ahlers", "--json")
    assert ran.json["error"] == "only_its_owner"
    assert Book.objects.filter(pk=book.pk).exists()


def test_settings_are_printed_as_they_are_written(kontor: Kontor) -> None:
    lines = kontor("settings").out.splitlines()
    assert "rhythm_a=21" in lines
    assert "weight_meeting=3" in lines
    assert "half_life=30" in lines
    assert kontor("settings", "--json").json["rhythms"]["B"] == 60


def test_settings_are_changed_several_at_once(kontor: Kontor, book: Book) -> None:
    kontor("settings", "rhythm_a=14", "weight_call=2.5", "half_life=40", "name=Netz")
    book.refresh_from_db()
    assert (book.rhythm_a, book.weight_call, book.half_life, book.name) == (
        14, 2.5, 40, "Netz",
    )  # fmt: skip
    kontor("settings", "half_life=")
    book.refresh_from_db()
    assert (book.half_life, book.half_life_own) == (30, False)


def test_the_language_of_the_pages_is_the_accounts(
    kontor: Kontor, anna: Account
) -> None:
    assert kontor("settings", "pages=de").status == 0
    anna.refresh_from_db()
    assert anna.language == "de"
    assert kontor("settings", "pages=", "--json").json == {"pages": ""}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("rhythm_a", "no_setting"),
        ("rhythm_a=often", "no_setting"),
        ("rhythm_a=90", "rhythms_out_of_order"),
        ("half_life=nan", "bad_setting"),
        ("colour=red", "no_such_setting"),
        ("time_zone=Moon", "bad_setting"),
        ("pages=fr", "bad_setting"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(
    kontor: Kontor, text: str, code: str
) -> None:
    assert kontor("settings", text, "--json").json["error"] == code


def test_what_is_confidential_is_added_listed_and_removed(kontor: Kontor) -> None:
    assert kontor("confidential").out.startswith("No mail domain and no calendar")
    kontor("confidential", "x@Clinic.example")
    kontor("confidential", "Therapy", "notes", "--calendar")
    assert kontor("confidential", "--json").json == [
        {"kind": "calendar", "value": "Therapy notes"},
        {"kind": "domain", "value": "clinic.example"},
    ]
    kontor("confidential", "clinic.example", "--remove")
    assert ConfidentialRule.objects.get().value == "Therapy notes"
    ran = kontor("confidential", "clinic.example", "--remove", "--json")
    assert ran.json["error"] == "not_confidential"
