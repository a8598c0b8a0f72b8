"""The list of people."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Place, Point, Work
from kontor.actions.connections.rhythm import set_rhythm
from kontor.actions.connections.tags import tag_people
from kontor.actions.connections.touches import log_touch
from kontor.lib.hand import Hand
from kontor.records import search
from kontor.records.models import Book
from kontor.reports.connections.people import (
    Wanted,
    find_people,
    people,
    people_named,
)


@pytest.fixture
def three(book: Book, hand: Hand, today: date) -> dict[str, str]:
    uids = {
        name: add_person(book.pk, hand=hand, name=name, work=[Work(firm)]).uid
        for name, firm in (
            ("Ben Brandt", "Brandt Bau"),
            ("Dora Dorn", "Nordlicht"),
            ("Emil Ebert", "Brandt Bau"),
        )
    }
    last_week = today - timedelta(days=7)
    log_touch(book.pk, [uids["Dora Dorn"]], hand=hand, day=today, channel="email")
    log_touch(book.pk, [uids["Emil Ebert"]], hand=hand, day=last_week)
    return uids


def _names(book: Book, today: date, **wanted: str) -> list[str]:
    page = people(book.pk, Wanted(**wanted), today=today).page
    return [row.name for row in page.object_list]


def test_the_strongest_come_first_and_who_was_never_met_last(
    book: Book, three: dict[str, str], today: date
) -> None:
    # A meeting a week ago is 3 * 2 ** (-7 / 30) = 2.55, a mail today is 1.
    assert _names(book, today) == ["Emil Ebert", "Dora Dorn", "Ben Brandt"]


def test_the_order_can_be_by_name_or_by_last_contact(
    book: Book, three: dict[str, str], today: date
) -> None:
    assert _names(book, today, order="name") == [
        "Ben Brandt",
        "Dora Dorn",
        "Emil Ebert",
    ]
    assert _names(book, today, order="last_touch")[0] == "Dora Dorn"


def test_filters_narrow_together(
    book: Book, three: dict[str, str], hand: Hand, today: date
) -> None:
    both = [three["Ben Brandt"], three["Dora Dorn"]]
    tag_people(book.pk, both, hand=hand, tag="Segeln")
    set_rhythm(book.pk, three["Ben Brandt"], hand=hand, rhythm="a")
    assert _names(book, today, tag="segeln", organisation="brandt") == ["Ben Brandt"]
    assert _names(book, today, rhythm="A") == ["Ben Brandt"]
    assert _names(book, today, rhythm="none", tag="Segeln") == ["Dora Dorn"]


def test_a_page_says_whether_there_is_more(book: Book, hand: Hand, today: date) -> None:
    for number in range(51):
        add_person(book.pk, hand=hand, name=f"Nina {number:02}")
    first = people(book.pk, Wanted(order="name"), today=today)
    second = people(book.pk, Wanted(order="name", page=2), today=today)
    assert (len(first.page.object_list), first.page.has_next) == (50, True)
    assert [row.name for row in second.page.object_list] == ["Nina 50"]
    assert (first.count.number, first.count.more) == (51, False)


def test_another_books_people_do_not_show(
    book: Book, clara_book: Book, three: dict[str, str], today: date
) -> None:
    assert _names(clara_book, today) == []
    assert find_people(clara_book.pk, "Ben", today=today) == []


def _named(book: Book, name: str, today: date, *, begun: bool = False) -> list[str]:
    found = people_named(book.pk, name, today=today, begun=begun)
    return [row.name for row in found]


def test_a_name_is_found_among_many_of_whom_it_is_otherwise_known(
    book: Book, three: dict[str, str], hand: Hand, today: date
) -> None:
    # Sixty have "ben" in what is known of them, and closer ties than Ben has.
    for number in range(60):
        place = Place(city="Bensheim")
        uid = add_person(book.pk, hand=hand, name=f"Nina {number}", places=[place])
        log_touch(book.pk, [uid.uid], hand=hand, day=today)
    assert _named(book, "Ben", today) == ["Ben Brandt"]
    assert _named(book, "be br", today, begun=True) == ["Ben Brandt"]


def test_who_has_a_name_exactly_leaves_the_others_out(
    book: Book, hand: Hand, today: date
) -> None:
    for name in ("Jörg Müller", "Jörg Müller-Lüdenscheidt", "Hans Jörg Müller"):
        add_person(book.pk, hand=hand, name=name)
    for written in ("Jörg Müller", "joerg mueller", "Jorg Mueller"):
        assert _named(book, written, today) == ["Jörg Müller"]
    assert len(_named(book, "Müller Jörg", today)) == 3
    assert _named(book, "Luedenscheidt", today) == ["Jörg Müller-Lüdenscheidt"]


def test_an_umlaut_finds_who_writes_it_out(book: Book, hand: Hand, today: date) -> None:
    add_person(book.pk, hand=hand, name="Joerg Mueller")
    assert _named(book, "Jörg Müller", today) == ["Joerg Mueller"]


def test_a_name_is_whole_words_and_a_mail_address_the_whole_address(
    book: Book, hand: Hand, today: date
) -> None:
    mails = [Point("benno@x.example")]
    add_person(book.pk, hand=hand, name="Benno Brandt", emails=mails)
    assert _named(book, "Ben", today) == _named(book, "no@x.example", today) == []
    assert _named(book, "Benno@X.example", today) == ["Benno Brandt"]


@pytest.mark.parametrize("name", ["", ",", '"', "*", "NOT", "a\0b", "name_words:x"])
def test_what_is_no_name_names_nobody(
    book: Book, three: dict[str, str], today: date, name: str
) -> None:
    assert _named(book, name, today) == _named(book, name, today, begun=True) == []


@pytest.mark.parametrize("few", [2_000, 0])
def test_who_is_called_so_comes_before_who_only_works_there(
    book: Book,
    three: dict[str, str],
    hand: Hand,
    today: date,
    few: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Of few hits and of many, the list is the same.
    for name in ("FEW", "VERY_FEW", "RATHER_FEW"):
        monkeypatch.setattr(search, name, few)
    add_person(book.pk, hand=hand, name="Nora Dahl-Brandt")
    add_person(book.pk, hand=hand, name="Otto Hildebrandt")
    # Neither of the first two was ever met; Emil, who works there, was last week.
    assert _names(book, today, query="brandt") == [
        "Ben Brandt",
        "Nora Dahl-Brandt",
        "Emil Ebert",
        "Otto Hildebrandt",
    ]
    assert _names(book, today, query="brandt bau") == ["Emil Ebert", "Ben Brandt"]
    assert [
        row.name for row in find_people(book.pk, "brandt", today=today, most=3)
    ] == [
        "Ben Brandt",
        "Nora Dahl-Brandt",
        "Emil Ebert",
    ]
    # Whoever asks for another order gets it.
    assert _names(book, today, query="brandt", order="last_touch")[0] == "Emil Ebert"


@pytest.mark.parametrize("few", [2_000, 0])
def test_the_pages_of_a_search_are_one_list(
    book: Book,
    hand: Hand,
    today: date,
    few: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("FEW", "VERY_FEW", "RATHER_FEW"):
        monkeypatch.setattr(search, name, few)
    for number in range(70):
        add_person(book.pk, hand=hand, name=f"Hafen {number:02}")
        add_person(book.pk, hand=hand, name=f"Nina {number:02}", work=[Work("Hafen")])
    pages = [
        people(book.pk, Wanted(query="hafen", page=number), today=today)
        for number in (1, 2, 3, 4)
    ]
    names = [row.name for one in pages for row in one.page.object_list]
    # 140 in pages of 50: 70 who are called so, then 70 who work there.
    assert [len(one.page.object_list) for one in pages] == [50, 50, 40, 0]
    assert [one.page.has_next for one in pages] == [True, True, False, False]
    assert {one.count.number for one in pages} == {140}
    assert all(name.startswith("Hafen") for name in names[:70])
    assert len(set(names)) == 140
