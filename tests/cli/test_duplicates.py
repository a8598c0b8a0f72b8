"""``kontor duplicates`` and ``kontor apart``: who may stand in the book twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Point
from kontor.actions.overview.merge import search
from kontor.actions.overview.merge.search import look_through, want_search
from kontor.lib.hand import Hand
from kontor.records.models import Apart, Book, DuplicateSearch
from tests.cli.conftest import Kontor

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Emil Eller
N:Eller;Emil;;;
END:VCARD
"""


@pytest.fixture
def pair(book: Book, hand: Hand) -> tuple[str, str]:
    """Emil twice, under one mail address: the uids."""
    one, other = (
        add_person(book.pk, hand=hand, name=name, emails=[Point("emil@eller.example")])
        for name in ("Emil Eller", "Emil Ellers")
    )
    return one.uid, other.uid


def test_a_book_nobody_has_looked_through_is_looked_through(
    kontor: Kontor, pair: tuple[str, str]
) -> None:
    ran = kontor("duplicates")
    assert ran.status == 0
    for text in ("one person", "Emil Eller", "Emil Ellers", *pair):
        assert text in ran.out
    assert "for: same mail address" in ran.out
    assert "kontor merge" in ran.out


def test_json_has_every_pair_and_nothing_else(
    kontor: Kontor, pair: tuple[str, str]
) -> None:
    (found,) = kontor("duplicates", "--json").json
    assert {found["first"]["uid"], found["second"]["uid"]} == set(pair)
    assert found["first"]["emails"] == ["emil@eller.example"]
    assert 0.5 <= found["probability"] <= 1
    assert {"code": "mail-same", "text": "same mail address"} in found["for"]
    assert found["against"] == []


def test_nobody_twice_is_said(kontor: Kontor) -> None:
    assert "Nobody stands in the book twice" in kontor("duplicates").out
    assert kontor("duplicates", "--json").json == []


def test_who_is_new_since_is_said_and_found_by_another_search(
    kontor: Kontor, book: Book, hand: Hand, pair: tuple[str, str]
) -> None:
    kontor("duplicates")
    for _ in range(2):
        add_person(book.pk, hand=hand, name="Cem Can")
    ran = kontor("duplicates")
    assert "2 people are new since the search" in ran.out
    assert "Cem" not in ran.out
    ran = kontor("duplicates", "--again")
    assert "Cem Can" in ran.out
    assert "new since" not in ran.out


def test_while_another_kontor_is_at_it_that_is_said(
    kontor: Kontor, book: Book, hand: Hand, pair: tuple[str, str]
) -> None:
    look_through(book.pk, hand=hand)
    want_search(book.pk)
    busy = hand.moment + timedelta(minutes=1)
    DuplicateSearch.objects.update(claimed_until=busy)
    ran = kontor("duplicates", "--again")
    assert "already" in ran.err
    assert "Emil Ellers" in ran.out


def test_two_people_are_kept_apart_and_that_is_undone(
    kontor: Kontor, pair: tuple[str, str]
) -> None:
    ran = kontor("apart", *pair)
    assert "Noted that Emil Eller and Emil Ellers are two people" in ran.out
    assert "Nobody stands in the book twice" in kontor("duplicates").out
    kontor("undo")
    assert not Apart.objects.exists()
    assert "Emil Ellers" in kontor("duplicates").out


def test_apart_takes_names_and_answers_in_json(
    kontor: Kontor, pair: tuple[str, str]
) -> None:
    ran = kontor("apart", "Emil Ellers", pair[0], "--json")
    assert ran.json["verb"] == "keep_apart"


def test_an_import_says_how_many_may_be_the_same(
    kontor: Kontor, book: Book, hand: Hand, tmp_path: Path
) -> None:
    add_person(book.pk, hand=hand, name="Emil Eller", emails=[Point("e@e.example")])
    file = tmp_path / "people.vcf"
    file.write_text(CARDS)
    ran = kontor("import", str(file))
    text = "1 pair with somebody of this import may be one person: kontor duplicates"
    assert text in ran.out
    # The same file once more brings nothing, and so nothing is searched.
    assert "may be one" not in kontor("import", str(file)).out
    # Nor has an import to do with a pair of which it brought nobody.
    file.write_text(CARDS.replace("Emil", "Zita").replace("Eller", "Zorn"))
    ran = kontor("import", str(file))
    assert "People: 1 new" in ran.out
    assert "may be one" not in ran.out


def test_a_large_book_is_searched_when_it_is_asked_for(
    kontor: Kontor, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kontor.cli.duplicates.QUICK", 0)
    file = tmp_path / "people.vcf"
    file.write_text(CARDS)
    ran = kontor("import", str(file))
    assert "Who may stand in the book twice: kontor duplicates" in ran.out
    assert DuplicateSearch.objects.get(book=book).state == "wanted"
    kontor("duplicates")
    assert DuplicateSearch.objects.get(book=book).state == "done"


def test_a_search_broken_off_can_begin_anew(
    kontor: Kontor, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken_off:
        broken_off.setattr(search, "_keep", broken)
        assert kontor("duplicates").status == 130
    assert "Emil Ellers" in kontor("duplicates").out
