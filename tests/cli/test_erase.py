"""``kontor erase``: a person for good; the whole book is in test_books."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kontor.actions.connections.people import add_person, remove_person
from kontor.actions.connections.touches import log_touch
from kontor.actions.overview.bring_book import begin_book
from kontor.actions.overview.erasures import apply_erasures
from kontor.actions.worker import Worker
from kontor.cli import start
from kontor.lib.hand import Hand
from kontor.records.erasing import listed
from kontor.records.models import Book, Erasure, Person
from tests.actions.overview.books_alike import packed
from tests.actions.overview.bringing import clock

Kontor = Callable[..., Any]


@pytest.fixture(autouse=True)
def _no_list() -> Iterator[None]:
    listed.list_file().unlink(missing_ok=True)
    yield
    listed.list_file().unlink(missing_ok=True)


@pytest.fixture
def copied(book: Book, hand: Hand, ben: Person) -> Book:
    """What an export of the book, brought in, has made."""
    batch = begin_book(("k.zip", io.BytesIO(packed(book.pk))), hand=hand, name="Zwei")
    assert Worker(clock).work_once()
    return Book.objects.get(pk=batch.book_id)


def test_the_name_is_to_be_typed_and_what_happened_is_told(
    kontor: Kontor, book: Book, hand: Hand, ben: Person
) -> None:
    eva = add_person(book.pk, hand=hand, name="Eva", note="Friend of Ben Brandt").uid
    log_touch(book.pk, [ben.uid, eva], hand=hand, note="Ben sang")
    ran = kontor("erase", "Ben", typed="Ben Brandt\n")
    assert ran.status == 0
    assert "out of everything: the entry, 1 contact," in ran.err
    assert "Type the name:" in ran.err
    assert "Ben Brandt is erased." in ran.out
    assert "The note of 1 contact with others named this person and is gone." in ran.out
    assert "Note on a person  Eva  Friend of Ben Brandt" in ran.out
    assert not Person.objects.filter(pk=ben.pk).exists()


def test_another_name_erases_nobody(kontor: Kontor, ben: Person) -> None:
    ran = kontor("erase", "Ben", typed="Ben\n")
    assert ran.status == 1
    assert "type the name, Ben Brandt" in ran.err
    assert kontor("erase", "Ben", "--json").json["error"] == "not_their_name"
    assert Person.objects.filter(pk=ben.pk).exists()


@pytest.mark.parametrize("words", [("--yes",), ("--name", "Ben Brandt")])
def test_programs_say_it_beforehand(
    kontor: Kontor, ben: Person, words: tuple[str, ...]
) -> None:
    told = kontor("erase", "Ben", "Brandt", *words, "--json").json
    assert told["erased"]["touches"] == 0
    assert told["mentions"] == []
    assert not Person.objects.filter(pk=ben.pk).exists()


def test_who_was_taken_out_before_can_be_erased_by_name(
    kontor: Kontor, book: Book, hand: Hand, ben: Person
) -> None:
    remove_person(book.pk, ben.uid, hand=hand)
    assert kontor("erase", "ben brandt", "--yes").status == 0
    assert Erasure.objects.count() == 1
    assert kontor("erase", "ben brandt", "--yes", "--json").json["error"] == "nobody"


def test_without_a_name_only_a_book_is_meant_and_yes_does_not_do(
    kontor: Kontor, book: Book
) -> None:
    ran = kontor("erase", "--yes", "--json")
    assert ran.json["error"] == "name_differs"
    assert Book.objects.filter(pk=book.pk).exists()


def test_a_copy_of_the_book_is_named_before_and_after(
    kontor: Kontor, book: Book, copied: Book, ben: Person
) -> None:
    ran = kontor("erase", "Ben", "--book", book.name, typed="Ben Brandt\n")
    text = "Also in “Zwei”, a copy of this book."
    assert (ran.status, text in ran.err, text in ran.out) == (0, True, True)
    assert not Person.objects.filter(book=copied, is_owner=False).exists()


def test_programs_learn_in_which_copies_somebody_was(
    kontor: Kontor, book: Book, copied: Book, ben: Person
) -> None:
    told = kontor("erase", "Ben", "--book", book.name, "--yes", "--json").json
    assert told["also_in"] == ["Zwei"]


def test_a_start_erases_again_whoever_an_older_backup_brought_back(
    kontor: Kontor, book: Book, hand: Hand, ben: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(start.serve, "running", lambda: "")
    monkeypatch.setattr(start.serve, "serve", lambda *args, **values: None)
    assert kontor("start").out == ""
    kontor("erase", "Ben", "--yes")
    Erasure.objects.all().delete()
    uid = add_person(book.pk, hand=hand, name="Ben Brandt").uid
    Person.objects.filter(uid=uid).update(uid=ben.uid)
    text = "“Anna Ahlers”: 1 person you had erased was in it again and is erased anew."
    assert text in kontor("start").out
    assert kontor("start").out == ""
    assert apply_erasures(hand=hand) == 0
