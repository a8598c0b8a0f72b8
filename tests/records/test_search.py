"""Finding people as one types."""

from __future__ import annotations

import pytest
from django.db import connection

from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.pieces import Point, Work
from kontor.lib.hand import Hand
from kontor.records import search
from kontor.records.models import Book, Person


@pytest.fixture
def people(book: Book, hand: Hand) -> Book:
    add_person(
        book.pk,
        hand=hand,
        name="Jörg Müller-Lüdenscheidt",
        work=[Work("Schornsteinfegermeisterbetrieb Nord", "Inhaber")],
        phones=[Point("0151 23456789")],
    )
    add_person(book.pk, hand=hand, name="Oda Straße", emails=[Point("oda@abc.de")])
    return book


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("müller", "Jörg Müller-Lüdenscheidt"),
        ("MUELLER", "Jörg Müller-Lüdenscheidt"),
        ("muller", "Jörg Müller-Lüdenscheidt"),
        ("luden", "Jörg Müller-Lüdenscheidt"),
        ("joerg mue", "Jörg Müller-Lüdenscheidt"),
        ("feger", "Jörg Müller-Lüdenscheidt"),  # inside a compound
        ("jö", "Jörg Müller-Lüdenscheidt"),
        ("mu", "Jörg Müller-Lüdenscheidt"),
        ("015123456", "Jörg Müller-Lüdenscheidt"),
        ("+4915123456", "Jörg Müller-Lüdenscheidt"),
        ("strasse", "Oda Straße"),
        ("abc.de", "Oda Straße"),
        ("od str", "Oda Straße"),
    ],
)
@pytest.mark.parametrize("few", [2_000, 0])
def test_people_are_found_however_they_are_typed(
    people: Book, query: str, found: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With no hit being few, everybody is gone through; both ways must agree.
    monkeypatch.setattr(search, "FEW", few)
    hits = search.narrow(Person.objects.filter(book=people, is_owner=False), query)
    assert [person.display for person in hits] == [found]


@pytest.mark.parametrize("query", ["xyz", '"', "' OR 1=1 --", "%", "*", "a\0b", "nd"])
def test_what_is_nowhere_finds_nobody(people: Book, query: str) -> None:
    hits = search.narrow(Person.objects.filter(book=people, is_owner=False), query)
    assert list(hits) == []


def test_the_index_follows_an_edit(people: Book, hand: Hand) -> None:
    oda = Person.objects.get(display="Oda Straße")
    edit_person(people.pk, oda.uid, hand=hand, name="Oda Neumann")
    rows = Person.objects.filter(book=people, is_owner=False)
    assert [p.display for p in search.narrow(rows, "neumann")] == ["Oda Neumann"]
    assert list(search.narrow(rows, "straße")) == []


def test_what_an_edit_leaves_is_still_found(people: Book, hand: Hand) -> None:
    oda = Person.objects.get(display="Oda Straße")
    edit_person(people.pk, oda.uid, hand=hand, emails=[Point("oda@neu.de")])
    rows = Person.objects.filter(book=people, is_owner=False)
    for query in ("straße", "od", "neu.de"):
        assert [p.display for p in search.narrow(rows, query)] == ["Oda Straße"]


def test_the_index_is_there_after_all_migrations(db: None) -> None:
    # Django drops triggers when it rebuilds a table on SQLite.
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
                " AND tbl_name = 'records_person' ORDER BY name"
            )
            wanted = ["delete", "insert", "update"]
            assert cursor.fetchall() == [(f"person_search_{n}",) for n in wanted]
        else:
            cursor.execute(
                "SELECT indexname FROM pg_indexes WHERE tablename = 'records_person'"
            )
            names = {name for (name,) in cursor.fetchall()}
            assert {"person_trigrams", "person_words", "person_by_strength"} <= names


@pytest.mark.parametrize(
    "query", ["Müller & Söhne", "Krause & Co", "krause co", "Söhne - Müller"]
)
def test_a_firm_is_found_as_it_is_written(book: Book, hand: Hand, query: str) -> None:
    for name, firm in (("Ada", "Müller & Söhne"), ("Bo", "Krause & Co")):
        add_person(book.pk, hand=hand, name=name, work=[Work(firm)])
    found = search.narrow(Person.objects.filter(book=book), query)
    assert found.count() == 1
    assert search.narrow_to_count(Person.objects.filter(book=book), query).count() == 1
