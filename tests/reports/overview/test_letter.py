"""The letter that tells somebody what is kept."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from kontor.actions.accounts.settings import change_settings
from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.pieces import Point
from kontor.actions.connections.touches import log_touch
from kontor.lib.hand import Hand
from kontor.lib.mail import mailto
from kontor.records.models import Book, Person
from kontor.reports.overview.letter import letter
from tests.actions.overview.bringing import bring, card


def test_it_says_what_where_from_what_for_how_long_and_how_to_object(
    book: Book, hand: Hand, owner: Person
) -> None:
    edit_person(book.pk, owner.uid, hand=hand, emails=[Point("anna@home.example")])
    bring(book, hand, card("EMAIL:eva@n.example", "BDAY:1970-03-04", name="Eva Nord"))
    uid = Person.objects.get(display="Eva Nord").uid
    log_touch(book.pk, [uid], hand=hand)
    edit_person(book.pk, uid, hand=hand, note="Mag Tee")
    change_settings(book.pk, hand=hand, retention_years=3)
    found = letter(book.pk, uid, language="en")
    assert (found.to, found.form, found.language) == ("eva@n.example", "sie", "en")
    for part in (
        "Dear Eva Nord,",
        "What I keep: name, mail addresses, birthday, when and how we were in touch, "
        "notes of mine.",
        "Where it comes from: my own contacts (address cards), what I wrote down "
        "myself.",
        "What for: to stay in touch",
        "After 3 years without contact",
        "You may object at any time",
        "anna@home.example",
        "Kind regards\nAnna Ahlers",
    ):
        assert part in found.text
    # What the note says is not in it.
    assert "Tee" not in found.text


@pytest.mark.parametrize(
    ("form", "given", "greeting", "word"),
    [
        ("du", "Eva", "Hallo Eva,", " dich "),
        ("du", "", "Hallo Nord,", " dich "),
        ("sie", "Eva", "Guten Tag Eva Nord,", " Sie "),
        ("first_name", "Eva", "Guten Tag Eva,", " Sie "),
        ("", "Eva", "Guten Tag Eva Nord,", " Sie "),
    ],
)
def test_it_keeps_to_the_form_of_address(
    book: Book, hand: Hand, form: str, given: str, greeting: str, word: str
) -> None:
    uid = add_person(
        book.pk, hand=hand, given=given, family="Nord", address_form=form
    ).uid
    text = letter(book.pk, uid, language="de").text
    assert text.startswith(greeting)
    assert word in text
    other = " Ihnen " if word == " dich " else " dich "
    assert other not in text


def test_it_speaks_the_persons_language_else_the_books(
    book: Book, hand: Hand, ben: Person
) -> None:
    # The book is kept in German.
    assert letter(book.pk, ben.uid).language == "de"
    edit_person(book.pk, ben.uid, hand=hand, language="en")
    assert letter(book.pk, ben.uid).language == "en"
    edit_person(book.pk, ben.uid, hand=hand, language="fr")
    assert letter(book.pk, ben.uid).language == "de"
    assert letter(book.pk, ben.uid, language="en").language == "en"


def test_a_mail_program_gets_every_letter_of_it() -> None:
    address = mailto("ben@x.example", "Über & über?", "Hallo,\n\n100 % = alles")
    parts = urlsplit(address)
    assert (parts.scheme, parts.path) == ("mailto", "ben%40x.example")
    asked = parse_qs(parts.query)
    assert asked["subject"] == ["Über & über?"]
    assert asked["body"] == ["Hallo,\r\n\r\n100 % = alles"]
    assert "+" not in address


def test_an_owner_who_has_not_said_their_name_is_asked_for_it(
    book: Book, owner: Person, ben: Person
) -> None:
    Person.objects.filter(pk=owner.pk).update(display="Me", given="Me", family="")
    text = letter(book.pk, ben.uid).text
    assert text.endswith("\n[Ihr Name]")
    assert "[Ihre Mailadresse]" in text
