from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.exchange.csv.meaning import Meaning, meaning_from, meaning_of


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        ("First Name", "name.given"),
        ("firstName", "name.given"),
        ("first_name", "name.given"),
        ("\ufeffVorname", "name.given"),
        ("Weitere Vornamen", "name.additional"),
        ("E-Mail-Adresse", "email"),
        ("E-mail Address", "email"),
        ("EMAIL", "email"),
        ("Email Work", "email:work"),
        ("E-Mail geschäftlich", "email:work"),
        ("Primäre E-Mail-Adresse", "email!"),
        ("Secondary Email", "email:other"),
        ("Business Phone", "phone:work"),
        ("Telefon Firma", "phone:work"),
        ("Telefon (privat)", "phone:home"),
        ("Tel. dienstlich", "phone:work"),
        ("Mobil-Tel.-Nr.", "phone:mobile"),
        ("Home Fax", "phone:fax"),
        ("Haupttelefon", "phone!"),
        ("Firma", "job.organisation"),
        ("Company Name", "job.organisation"),
        ("Job Title", "job.role"),
        ("Straße geschäftlich", "address.street:work"),
        ("Privat: PLZ", "address.postal:home"),
        ("Home ZipCode", "address.postal:home"),
        ("Weiteres/r Bundesland/Kanton", "address.region:other"),
        ("Land/Region privat", "address.country:home"),
        ("Empfohlen von", "related:referred-by"),
        ("Verbunden am", "met_day"),
        ("Geburtsdatum", "birthday"),
        ("Group Membership", "tags"),
    ],
)
def test_headings_in_both_languages_are_understood(heading: str, form: str) -> None:
    assert meaning_of(heading) == meaning_from(form)


def test_numbered_headings_of_google_say_which_and_what() -> None:
    assert meaning_of("E-mail 2 - Value") == Meaning("email", "value", "", "2")
    assert meaning_of("Phone 1 - Label") == Meaning("phone", "label", "", "1")
    assert meaning_of("Phone 1 - Type") == meaning_of("Phone 1 - Label")
    assert meaning_of("Address 3 - City") == Meaning("address", "city", "", "3")


def test_a_second_street_is_a_line_and_a_second_telephone_is_another() -> None:
    assert meaning_of("Straße privat 2") == Meaning("address", "street2", "home")
    assert meaning_of("Business Phone 2") == Meaning("phone", "", "work", "2")
    assert meaning_of("E-Mail 2: Adresse") == Meaning("email", "", "", "2")


@pytest.mark.parametrize(
    "heading",
    [
        "", "   ", "Mum’s first name", "Mum-email", "Dads email", "Team Website",
        "Assistant's Phone", "E-Mail: Angezeigter Name", "E-mail 2 Type", "Phone Ext",
        "Contact owner", "Company size", "John Doe", "Vorname 2", "名前",
        "Email 1 - Nonsense",
    ],
)  # fmt: skip
def test_a_heading_whose_words_are_not_clear_means_nothing(heading: str) -> None:
    assert meaning_of(heading) is None


def test_a_meaning_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match=r"shoe\.size"):
        meaning_from("shoe.size")


def test_no_meaning_is_a_meaning_too() -> None:
    assert meaning_from("") is None


@given(st.text(max_size=40))
def test_no_heading_raises(heading: str) -> None:
    found = meaning_of(heading)
    assert found is None or found.what
