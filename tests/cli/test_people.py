"""``kontor people`` and ``show``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Place, Point, Work
from kontor.actions.connections.ties import add_tie
from kontor.actions.connections.touches import log_touch
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person

Kontor = Callable[..., Any]


@pytest.fixture
def mueller(book: Book, hand: Hand, ben: Person) -> str:
    uid = add_person(
        book.pk,
        hand=hand,
        name="Dr. Jürgen Müller",
        emails=[Point("juergen@mueller.example", "work")],
        phones=[Point("0451 123456")],
        places=[Place(street="Breite Straße 1", postal_code="23552", city="Lübeck")],
        work=[Work("Müller & [Söhne]", "Leiter")],
        tags=["Hafen", "Chor"],
        birthday=(None, 5, 7),
        relation="client",
        met_through=ben.uid,
        note="[red]mag Segeln[/red]\nund Tee",
    ).uid
    log_touch(book.pk, [uid], hand=hand, day=date(2026, 2, 28), channel="meeting")
    return uid


def test_people_are_listed_the_strongest_first(kontor: Kontor, mueller: str) -> None:
    first, second = kontor("people").out.splitlines()
    assert "Dr. Jürgen Müller" in first
    assert "Leiter, Müller & [Söhne]" in first
    assert first.endswith("28 Feb 2026")
    assert first.startswith("|")
    assert second.split() == ["Ben", "Brandt", "–"]


@pytest.mark.parametrize(
    "words",
    [
        ["muller"],
        ["lubeck", "mueller"],
        ["--tag", "hafen"],
        ["--relation", "client"],
        ["--organisation", "müller"],
    ],
)
def test_people_are_found_and_narrowed(
    kontor: Kontor, mueller: str, words: list[str]
) -> None:
    (line,) = kontor("people", *words).out.splitlines()
    assert "Müller" in line
    assert [row["uid"] for row in kontor("people", *words, "--json").json] == [mueller]


def test_the_list_in_json_has_just_these_fields(kontor: Kontor, mueller: str) -> None:
    # By name: Brandt before Müller.
    _ben, row = kontor("people", "--json").json
    assert list(row) == [
        "uid", "name", "given", "family", "organisation", "role", "emails", "phones",
        "tags", "strength", "last_touch",
    ]  # fmt: skip
    assert row["emails"] == ["juergen@mueller.example"]
    assert row["phones"] == ["0451 123456"]
    assert row["tags"] == ["Chor", "Hafen"]
    assert row["last_touch"] == "2026-02-28"
    # A meeting weighs 3 and was two days ago: 3 * 2 ** (-2 / 30) = 2.86.
    assert row["strength"] == pytest.approx(2.8646, abs=1e-3)


def test_nobody_who_fits_is_said(kontor: Kontor, ben: Person) -> None:
    assert kontor("people", "zzz").out == "Nobody fits that.\n"
    assert kontor("people", "zzz", "--json").json == []
    assert kontor("people", "--tag", "nosuch", "--json").json == []
    assert kontor("people", "Ben", "--tag", "nosuch").out == (
        "Nobody fits that.\nWithout the filter: kontor people Ben\n"
    )
    assert kontor("people", "--order", "age", "--json").json["error"] == "no_such_order"


def test_a_long_list_comes_in_pages(kontor: Kontor, book: Book, hand: Hand) -> None:
    for number in range(51):
        add_person(book.pk, hand=hand, name=f"Nina {number:02}")
    first = kontor("people").out.splitlines()
    assert len(first) == 51
    assert first[-1] == "More: --page 2"
    assert len(kontor("people", "--page", "2").out.splitlines()) == 1


def test_all_that_is_known_is_shown(
    kontor: Kontor, mueller: str, book: Book, hand: Hand, ben: Person
) -> None:
    add_tie(book.pk, mueller, ben.uid, hand=hand, strength=3, how="choir")
    out = kontor("show", "jürgen", "müller").out
    for words in (
        "Dr. Jürgen Müller   Leiter, Müller & [Söhne]",
        "juergen@mueller.example",
        "0451 123456",
        "Breite Straße 1, 23552 Lübeck",
        "7 May",
        "Chor, Hafen",
        "through Ben Brandt",
        "Ben Brandt (close, choir)",
        "[red]mag Segeln[/red]",
        "28 Feb 2026  Meeting",
    ):
        assert words in out


def test_a_person_in_json_has_plain_touches(kontor: Kontor, mueller: str) -> None:
    view = kontor("show", mueller, "--json").json
    assert (view["uid"], view["birthday"]) == (mueller, [None, 5, 7])
    assert [touch["day"] for touch in view["touches"]] == ["2026-02-28"]
    assert view["more_touches"] is False


def test_in_json_no_chance_is_claimed_and_the_chart_stays_out(
    kontor: Kontor, book: Book, mueller: str
) -> None:
    standing = kontor("show", mueller, "--json").json["standing"]
    assert {"touches", "curve"} & set(standing) == set()
    assert [standing[name] for name in ("p", "low", "high")] == [None, None, None]
    Book.objects.filter(pk=book.pk).update(outcomes_seen=200)
    standing = kontor("show", mueller, "--json").json["standing"]
    assert 0 < standing["low"] < standing["p"] < standing["high"] < 1


def test_who_wants_no_contact_is_marked(kontor: Kontor, book: Book, hand: Hand) -> None:
    add_person(
        book.pk, hand=hand, name="Ina", do_not_contact=True, private=True, pinned=True
    )
    out = kontor("show", "Ina").out
    assert "Wants no contact." in out
    assert "Private: never suggested." in out
    assert "You vouch for this tie." in out


def test_the_owner_is_me(kontor: Kontor) -> None:
    assert kontor("show", "me").out.startswith("Anna Ahlers")


def test_in_an_empty_book_it_says_how_to_get_people_into_it(kontor: Kontor) -> None:
    ran = kontor("people")
    assert ran.status == 0
    assert ran.out == (
        "Nobody is in this book yet.\nBring contacts in: kontor import FILE. "
        "Write somebody down: kontor add NAME\n"
    )
    assert kontor("people", "--json").json == []
    # Whoever looks for somebody, or behind the end, has asked for something.
    for words in (["Ben"], ["--page", "2"]):
        assert kontor("people", *words).out == "Nobody fits that.\n"
