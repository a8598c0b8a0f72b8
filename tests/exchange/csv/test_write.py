from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.exchange.card import (
    Card,
    Entry,
    Job,
    Name,
    PartialDate,
    PostalAddress,
)
from kontor.exchange.csv.read import read_table
from kontor.exchange.csv.write import (
    PEOPLE,
    neutral,
    person_row,
    plain,
    write_table,
)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"), ("+49 451", "'+49 451"), ("-5", "'-5"), ("@SUM", "'@SUM"),
        ("\tx", "'\tx"), ("\rx", "'\rx"), ("'=x", "''=x"), ("'quoted'", "'quoted'"),
        ("a=b", "a=b"), ("", ""),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula_and_each_comes_back(cell: str, written: str) -> None:
    assert neutral(cell) == written
    assert plain(written) == cell


@given(st.text(max_size=20))
def test_any_cell_comes_back(cell: str) -> None:
    assert plain(neutral(cell)) == cell
    assert not neutral(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def person() -> Card:
    return Card(
        "vcard", 0, 0, source_id="u-1",
        name=Name("Jörg", "", "Müller", "Dr.", ""), display="Dr. Jörg Müller",
        nickname="Jo", jobs=[Job("=Evil GmbH", "Einkauf", "Chef")],
        emails=[Entry(f"j{n}@x.example", "work", n == 1) for n in range(5)],
        phones=[Entry("+49 451 1234", "mobile")],
        addresses=[PostalAddress("Kai 1", "", "24103", "Kiel", "", "DE", "home")],
        birthday=PartialDate(3, 4), note="-- so\nund so", tags=["Chor", "Hafen"],
    )  # fmt: skip


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_our_own_reader_reads_the_table(delimiter: str) -> None:
    data = b"".join(write_table(PEOPLE, [person_row(person())], delimiter))
    assert data.startswith(b"\xef\xbb\xbf")
    (read,) = [c for c in read_table(io.BytesIO(data)) if isinstance(c, Card)]
    card = person()
    assert read.name == card.name
    assert (read.display, read.nickname, read.note) == (
        card.display, card.nickname, card.note,
    )  # fmt: skip
    assert read.jobs == card.jobs
    assert [e.value for e in read.emails] == [e.value for e in card.emails]
    assert [e.value for e in read.phones] == ["+49 451 1234"]
    assert read.addresses == card.addresses
    assert read.birthday == card.birthday
    assert read.tags == card.tags
    assert read.problems == []


def test_no_cell_of_a_table_begins_a_formula() -> None:
    data = b"".join(write_table(PEOPLE, [person_row(person())], ","))
    _, row = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert [c for c in row if c.startswith(("=", "+", "-", "@"))] == []
    assert "'=Evil GmbH" in row
    assert "'+49 451 1234" in row


def test_a_table_without_rows_has_its_heading() -> None:
    data = b"".join(write_table(("A", "B"), [], ";"))
    assert data == b"\xef\xbb\xbfA;B\r\n"


def test_many_rows_come_in_pieces_and_all_of_them() -> None:
    rows = [[str(n)] for n in range(1_203)]
    pieces = list(write_table(("N",), rows, ","))
    assert len(pieces) == 4  # the heading, 500, 500, 203
    assert b"".join(pieces).count(b"\r\n") == 1_204
