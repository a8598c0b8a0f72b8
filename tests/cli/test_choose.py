"""Whom a name on the command line means."""

from __future__ import annotations

from datetime import date

import pytest

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Point, Work
from kontor.cli.choose import Nobody, Several, whom
from kontor.cli.ground import Desk
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person
from kontor.reports.accounts.books import book_for


@pytest.fixture
def desk(book: Book, hand: Hand, today: date) -> Desk:
    assert hand.account_id is not None
    return Desk(book_for(hand.account_id, book.pk), hand, today)


@pytest.fixture
def three(book: Book, hand: Hand) -> dict[str, str]:
    """Two of one family, and one who is merely called like it."""
    return {
        name: add_person(
            book.pk,
            hand=hand,
            name=name,
            emails=[Point(f"{name.split()[0].lower()}@mail.example")],
            work=[Work(f"{name.split()[0]} GmbH")],
            note="knows Brandt well",
        ).uid
        for name in ("Jörg Brandt", "Jutta Brandt", "Brandtner Ute")
    }


@pytest.mark.parametrize(
    "written", ["Jörg Brandt", "brandt jörg", "JORG", "joerg", "Jö", "jo brandt"]
)
def test_any_part_that_only_one_has_will_do(
    desk: Desk, three: dict[str, str], written: str
) -> None:
    assert whom(desk, written) == three["Jörg Brandt"]


def test_an_umlaut_may_be_written_out_here_or_in_the_book(
    desk: Desk, three: dict[str, str], book: Book, hand: Hand
) -> None:
    joerg = add_person(book.pk, hand=hand, name="Joerg Maennel").uid
    assert whom(desk, "Joerg Brandt") == three["Jörg Brandt"]
    assert whom(desk, "Jörg Männel") == whom(desk, "männ") == joerg


def test_a_mail_address_will_do(desk: Desk, three: dict[str, str]) -> None:
    assert whom(desk, "jutta@mail.example") == three["Jutta Brandt"]


def test_whole_words_go_before_beginnings(desk: Desk, three: dict[str, str]) -> None:
    # Brandtner is not among those called Brandt.
    with pytest.raises(Several) as error:
        whom(desk, "Brandt")
    names = str(error.value.facts["names"])
    ids = [three[name][-8:] for name in ("Jörg Brandt", "Jutta Brandt")]
    one, other = (f"id {short}" for short in ids)
    assert (
        names == f"Jörg Brandt (Jörg GmbH, {one}), Jutta Brandt (Jutta GmbH, {other})"
    )
    assert error.value.facts["other"] == "the id"
    # And that is taken in place of the name.
    assert whom(desk, ids[1]) == three["Jutta Brandt"]
    assert whom(desk, ids[1].upper()) == three["Jutta Brandt"]
    assert whom(desk, "brandtn") == three["Brandtner Ute"]


def test_what_is_noted_of_somebody_is_not_their_name(
    desk: Desk, three: dict[str, str]
) -> None:
    for written in ("knows", "GmbH", ""):
        with pytest.raises(Nobody):
            whom(desk, written)


def test_me_is_the_owner(desk: Desk, owner: Person) -> None:
    assert whom(desk, "me") == whom(desk, "ich") == str(owner.uid)


def test_a_uid_is_taken_as_it_is(desk: Desk, ben: Person) -> None:
    assert whom(desk, str(ben.uid)) == str(ben.uid)


def test_who_is_called_so_goes_before_whose_id_it_is(
    desk: Desk, book: Book, hand: Hand, ben: Person
) -> None:
    short = str(ben.uid)[-8:]
    odd = add_person(book.pk, hand=hand, name=f"Robot {short}").uid
    assert whom(desk, short) == odd


def test_the_id_of_somebody_in_another_book_is_nobodys(
    desk: Desk, clara_book: Book, hand: Hand
) -> None:
    uid = add_person(clara_book.pk, hand=hand, name="Zoe").uid
    with pytest.raises(Nobody):
        whom(desk, uid[-8:])


def test_of_many_the_rest_are_counted(desk: Desk, book: Book, hand: Hand) -> None:
    for number in range(12):
        add_person(book.pk, hand=hand, name=f"Ben Albers{number}")
    with pytest.raises(Several) as error:
        whom(desk, "Ben")
    # Twelve, and ten of them are named.
    assert str(error.value.facts["names"]).endswith(" and 2 more")
