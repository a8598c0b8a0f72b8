"""Clara's book is no book for Anna, and Clara's people are nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kontor.actions.connections.people import add_person
from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.touches import log_touch
from kontor.cli.panels import COMMANDS
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book, Deed, Person

Kontor = Callable[..., Any]
# How each command is given in full; SID is somebody in Clara's book.
WORDS: dict[str, list[str]] = {
    "import": ["FILE"],
    "imports": [],
    "sort": ["SID", "often"],
    "week": [],
    "done": ["SID"],
    "later": ["SID"],
    "rest": ["SID"],
    "wake": ["SID"],
    "rhythm": ["SID", "A"],
    "pin": ["SID"],
    "resting": [],
    "log": ["called Sid"],
    "touch": ["SID"],
    "promise": ["SID", "text"],
    "promises": [],
    "kept": ["offer"],
    "moved": ["offer", "none"],
    "people": [],
    "show": ["SID"],
    "add": ["Zoe"],
    "edit": ["SID", "--note", "x"],
    "photo": ["SID", "--remove"],
    "remove": ["SID"],
    "tag": ["x", "SID"],
    "untag": ["x", "SID"],
    "tie": ["SID", "SID"],
    "duplicates": [],
    "merge": ["SID", "SID"],
    "apart": ["SID", "SID"],
    "organisation": ["Sid AG"],
    "groups": [],
    "group": ["Sids"],
    "member": ["Sids", "SID"],
    "gathering": ["Sids", "today"],
    "attendance": ["Sids", "today"],
    "segments": [],
    "segment": ["Sids"],
    "belongs": ["SID", "Sids"],
    "knows": ["SID", "Sids", "1"],
    "undo": [],
    "deeds": [],
    "settings": ["rhythm_a=1"],
    "confidential": ["x.example"],
    "disclose": ["SID"],
    "letter": ["SID"],
    "retention": ["keep", "SID"],
    "export": ["BOOK.zip"],
    "erase": ["SID", "--yes"],
}
# Whose book it is, ``share`` takes without an option: see below.
NO_BOOK = {
    "backup",
    "restore",
    "start",
    "link",
    "books",
    "book",
    "account",
    "share",
    "devices",
    "certificate",
}


@pytest.fixture
def sid(clara_book: Book, clara: Account, hand: Hand) -> str:
    """Somebody in Clara's book, with a touch and a promise."""
    hers = Hand(clara.pk, hand.moment)
    uid = add_person(clara_book.pk, hand=hers, name="Sid Sander").uid
    log_touch(clara_book.pk, [uid], hand=hers)
    add_promise(clara_book.pk, uid, hand=hers, text="offer")
    return uid


def _words(name: str, sid: str, folder: Path) -> list[str]:
    file = folder / "x.vcf"
    file.write_text("BEGIN:VCARD\nFN:X\nEND:VCARD\n")
    stands_for = {"SID": sid, "FILE": str(file)}
    return [name, *(stands_for.get(word, word) for word in WORDS[name])]


def test_no_command_is_forgotten_here() -> None:
    assert WORDS.keys() | NO_BOOK == COMMANDS.keys()


@pytest.mark.parametrize("name", WORDS)
def test_anothers_book_is_no_book(
    kontor: Kontor, sid: str, clara_book: Book, tmp_path: Path, name: str
) -> None:
    deeds = Deed.objects.filter(book=clara_book).count()
    for book in ("Clara Coors", str(clara_book.pk)):
        words = _words(name, sid, tmp_path)
        ran = kontor(*words, "--book", book, "--json")
        assert (ran.status, ran.json["error"]) == (1, "no_such_book")
        assert "Clara" not in ran.json["text"].partition("There are")[2]
        assert "Sid" not in ran.out
    assert Deed.objects.filter(book=clara_book).count() == deeds


@pytest.mark.parametrize("name", [n for n, words in WORDS.items() if "SID" in words])
def test_anothers_people_are_nobody(
    kontor: Kontor, sid: str, tmp_path: Path, name: str
) -> None:
    # Her own network and target segment, into which Sid shall not come.
    kontor("group", "Sids", "--new", "--kind", "circle")
    kontor("segment", "Sids", "--new", "--tag", "x")
    ran = kontor(*_words(name, sid, tmp_path), "--json")
    assert (ran.status, ran.json["error"]) == (1, "missing")
    by_name = ["Sid Sander" if w == sid else w for w in _words(name, sid, tmp_path)]
    ran = kontor(*by_name, "--json")
    assert (ran.status, ran.json["error"]) == (1, "nobody")
    assert Person.objects.get(uid=sid).note == ""


def test_anothers_book_is_not_erased(kontor: Kontor, clara_book: Book) -> None:
    words = ("erase", "--book", str(clara_book.pk), "--name", "Clara Coors", "--json")
    assert kontor(*words).json["error"] == "no_such_book"
    assert Book.objects.filter(pk=clara_book.pk).exists()


def test_the_list_of_books_has_only_ones_own(kontor: Kontor, clara_book: Book) -> None:
    assert "Clara" not in kontor("books").out


def test_anothers_book_is_not_shared(
    kontor: Kontor, clara: Account, clara_book: Book
) -> None:
    for book in ("Clara Coors", str(clara_book.pk)):
        for words in ([], ["Anna"], ["Clara", "--remove"]):
            ran = kontor("share", book, *words, "--json")
            assert (ran.status, ran.json["error"]) == (1, "no_such_book")
    assert [k.account_id for k in clara_book.keepers.all()] == [clara.pk]
