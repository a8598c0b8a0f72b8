from __future__ import annotations

from itertools import product

import pytest

from kontor.core.connections import marks
from kontor.core.connections.marks import Mark, sealed

SECRET = b"s" * 32


def test_a_seal_is_the_same_with_the_same_secret_only() -> None:
    mark = Mark("key", "ben@x.example")
    assert sealed(SECRET, mark) == sealed(SECRET, mark)
    assert sealed(SECRET, mark) != sealed(b"t" * 32, mark)
    assert sealed(SECRET, mark) != sealed(SECRET, Mark("id", "ben@x.example"))
    assert len(sealed(SECRET, mark)) == 32
    assert "ben" not in sealed(SECRET, mark)


def test_keys_are_alike_however_they_are_written_and_empty_ones_are_none() -> None:
    found = list(marks.keys(["HTTPS://X.example/Ben", "", "+49451"]))
    assert found == [Mark("key", "https://x.example/ben"), Mark("key", "+49451")]


@pytest.mark.parametrize(
    ("book", "record", "same"),
    [
        ((1970, 3, 4), (1970, 3, 4), True),
        ((1970, 3, 4), (None, 3, 4), True),
        ((None, 3, 4), (1970, 3, 4), True),
        ((None, 3, 4), (None, 3, 4), True),
        ((1970, 3, 4), (1971, 3, 4), False),
        ((1970, 3, 4), (1970, 3, 5), False),
        (None, (1970, 3, 4), False),
        ((1970, None, None), (1970, None, None), False),
    ],
)
def test_a_birthday_tells_the_same_unless_the_years_differ(
    book: tuple[int | None, ...] | None, record: tuple[int | None, ...], same: bool
) -> None:
    erased = set(marks.born("brandt ben", book))
    assert bool(erased & set(marks.said_to_be_born("brandt ben", record))) is same
    assert not erased & set(marks.said_to_be_born("brandt eva", record))


def test_a_name_alone_is_no_mark() -> None:
    assert list(marks.born("brandt ben", None)) == []
    assert list(marks.born("", (1970, 3, 4))) == []


def test_a_record_is_marked_by_its_id_as_kontors_own_and_by_what_it_says() -> None:
    found = list(marks.record("vcard", "urn:uuid:AB-1", "d1"))
    assert found == [
        Mark("id", "vcard|urn:uuid:AB-1"),
        Mark("person", "ab-1"),
        Mark("card", "vcard|d1"),
    ]
    assert list(marks.record("csv", "", "")) == []


def test_kinds_do_not_run_into_each_other() -> None:
    # "id" + "x" must not be "i" + "dx".
    pairs = [Mark(kind, text) for kind, text in product(("i", "id"), ("dx", "x"))]
    assert len({sealed(SECRET, mark) for mark in pairs}) == 4
