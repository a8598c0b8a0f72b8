from __future__ import annotations

import pytest

from kontor.exchange.csv.layout import Mapping, look
from kontor.exchange.csv.meaning import Meaning

NAMES = "Vorname{d}Nachname{d}E-Mail{d}Ort\nJörg{d}Abt{d}j@abt.example{d}Köln\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiter_and_charset_are_found_by_content(
    delimiter: str, charset: str
) -> None:
    layout = look(NAMES.format(d=delimiter).encode(charset))
    assert layout.delimiter == delimiter
    assert not layout.trouble
    assert NAMES.format(d=delimiter).encode(charset).decode(layout.charset)[:7] in (
        "Vorname",
        "\ufeffVornam",
    )


def test_commas_inside_cells_do_not_outvote_the_semicolon() -> None:
    body = "".join(f'"Abt, Anna";"Co, Co, {i}";a{i}@abt.example\n' for i in range(9))
    assert look(f"Name;Firma;E-Mail\n{body}".encode()).delimiter == ";"


def test_the_heading_is_found_below_a_preamble() -> None:
    head = b'Notes:\n"Some, remark"\n\n\nFirst Name,Last Name,URL,Connected On\n'
    layout = look(head)
    assert layout.heading == ("First Name", "Last Name", "URL", "Connected On")
    assert layout.format == "linkedin"


@pytest.mark.parametrize(
    ("heading", "format_"),
    [
        ("First Name,Last Name,URL,Email Address,Company,Connected On", "linkedin"),
        ("Verbunden am,Vorname,Nachname,Unternehmen", "linkedin"),
        ("Name,Given Name,E-mail 1 - Type,E-mail 1 - Value", "google"),
        ("First Name,Labels,Phone 1 - Label,Phone 1 - Value", "google"),
        ("First Name,E-mail Address,E-mail 2 Address,Business Phone", "outlook"),
        ("Vorname,Nachname,E-Mail-Adresse,Telefon geschäftlich", "outlook"),
        ("Display Name,First Name,Last Name,Primary Email", "thunderbird"),
        ("Vorname,Nachname,Primäre E-Mail-Adresse", "thunderbird"),
        ("Record ID,First Name,Last Name,Email,Lifecycle Stage", "hubspot"),
        ("Datensatz-ID - Kontakt,Vorname,Nachname,E-Mail,Lead-Status", "hubspot"),
        ("Vorname,Nachname,Kontakt seit,Firma", "csv"),
        ("Name,Telefon,Firma", "csv"),
        ("E-mail Address,Name", "csv"),
    ],
)
def test_whose_export_it_is_is_told_by_its_headings(heading: str, format_: str) -> None:
    assert look(heading.encode()).format == format_


def test_a_first_row_of_data_is_never_taken_for_a_heading() -> None:
    layout = look(b"John Doe,John,Doe,john@doe.invalid\nJane Doe,J,D,j@doe.invalid\n")
    assert layout.trouble == "csv-needs-mapping"
    assert layout.heading_row == -1


@pytest.mark.parametrize(
    "head",
    [
        b"member,event\nEvelyn,E1\n",
        b"a,b\nc,d\n",
        b"Name,E1,E2\nEvelyn,1,0\n",
        b"x\n",
        # What may be the name beside an address is not passed over.
        b"Kunde,E-Mail\nAnna Abt,a@abt.example\n",
        b"Name,Kategorie,Preis\nTisch,Holz,100\n",
    ],
)
def test_columns_that_say_too_little_are_told(head: bytes) -> None:
    assert look(head).trouble == "csv-needs-mapping"


def test_nothing_at_all_is_no_table() -> None:
    assert look(b"").trouble == "csv-needs-mapping"


def test_what_the_keeper_says_of_the_columns_counts() -> None:
    mapping = Mapping(("display", "", "email:work"), has_heading=False)
    layout = look(b"Anna Abt,7,a@abt.example\n", mapping)
    assert not layout.trouble
    assert layout.heading_row == -1
    assert layout.meanings == (
        Meaning("display"),
        None,
        Meaning("email", kind="work"),
    )


def test_what_the_keeper_says_overrules_the_heading() -> None:
    mapping = Mapping(("name.family", "name.given"))
    layout = look(b"Vorname,Nachname\nAbt,Anna\n", mapping)
    assert layout.heading_row == 0
    assert layout.meanings[0] == Meaning("name", "family")


@pytest.mark.parametrize(
    ("column", "month_first"),
    [
        ("1/2/2020\nb,12/28/1969", True),
        ("1/2/2020\nb,28/12/1969", False),
        ("1/2/2020", True),
    ],
)
def test_the_order_of_day_and_month_is_read_from_the_column(
    column: str, month_first: bool
) -> None:
    assert look(f"Name,Birthday\na,{column}\n".encode()).month_first is month_first


def test_german_headings_put_the_day_first_where_no_row_decides() -> None:
    assert look(b"Vorname,Geburtstag\na,1/2/2020\n").month_first is False
