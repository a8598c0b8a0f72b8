"""Changing an organisation, and what follows for those who are there."""

from __future__ import annotations

import pytest

from kontor.actions.connections.errors import BadValue, NoName
from kontor.actions.connections.organisations import edit_organisation
from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Work
from kontor.actions.overview.undo import undo
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, Organisation, Person


@pytest.fixture
def cem(book: Book, hand: Hand) -> Person:
    done = add_person(book.pk, hand=hand, name="Cem", work=[Work("Elbe AG", "Wirt")])
    return Person.objects.get(uid=done.uid)


@pytest.fixture
def elbe(cem: Person) -> Organisation:
    return Organisation.objects.get()


def test_a_new_name_is_shown_and_found_with_everybody_there(
    book: Book, hand: Hand, cem: Person, elbe: Organisation
) -> None:
    edit_organisation(book.pk, elbe.uid, hand=hand, name=" Weser \n GmbH ", note=" x ")
    cem.refresh_from_db()
    elbe.refresh_from_db()
    assert (elbe.name, elbe.note) == ("Weser GmbH", "x")
    assert cem.shown_organisation == "Weser GmbH"
    assert "weser" in cem.search_text
    assert "elbe" not in cem.search_text


def test_whoever_works_in_confidence_is_discreet_until_it_is_taken_back(
    book: Book, hand: Hand, cem: Person, elbe: Organisation
) -> None:
    done = edit_organisation(
        book.pk, elbe.uid, hand=hand, name="Elbe AG", confidential=True
    )
    cem.refresh_from_db()
    assert cem.discreet
    undo(book.pk, done.deed, hand=hand)
    cem.refresh_from_db()
    assert not cem.discreet


def test_two_organisations_do_not_share_a_name(
    book: Book, hand: Hand, elbe: Organisation
) -> None:
    add_person(book.pk, hand=hand, name="Dora", work=[Work("Weser AG")])
    with pytest.raises(BadValue):
        edit_organisation(book.pk, elbe.uid, hand=hand, name="WESER  ag")
    with pytest.raises(NoName):
        edit_organisation(book.pk, elbe.uid, hand=hand, name=" ")
    # Its own name in other letters is no other organisation's.
    edit_organisation(book.pk, elbe.uid, hand=hand, name="ELBE AG")
    elbe.refresh_from_db()
    assert elbe.name == "ELBE AG"


def test_nothing_new_is_no_deed(book: Book, hand: Hand, elbe: Organisation) -> None:
    assert edit_organisation(book.pk, elbe.uid, hand=hand, name="Elbe AG").deed is None


def test_an_organisation_of_another_book_is_missing(
    clara_book: Book, hand: Hand, elbe: Organisation
) -> None:
    with pytest.raises(Missing):
        edit_organisation(clara_book.pk, elbe.uid, hand=hand, name="mine")
