"""The list beside the database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kontor.core.connections.marks import BOOK, Mark, sealed
from kontor.records.erasing import listed
from kontor.records.erasing.listed import Entry, Listed, ListUnreadable


@pytest.fixture(autouse=True)
def _no_list() -> Iterator[None]:
    listed.list_file().unlink(missing_ok=True)
    yield
    listed.list_file().unlink(missing_ok=True)


def one(uid: str = "a") -> tuple[Listed, Entry]:
    found = Listed()
    name = found.newest_secret()
    book = sealed(found.secrets[name], Mark(BOOK, "owner"))
    entry = Entry(uid, book, "2026-03-02T09:00:00+00:00", name, (("key", "f" * 32),))
    found.enter(entry)
    return found, entry


def test_what_was_written_is_read_again() -> None:
    assert listed.read_list() == Listed()
    found, _ = one()
    listed.write_list(found)
    assert listed.read_list() == found


def test_an_entry_is_of_the_book_whose_owner_it_names() -> None:
    found, entry = one()
    assert found.is_of(entry, "owner")
    assert not found.is_of(entry, "somebody else")
    assert not Listed().is_of(entry, "owner")


def test_a_mark_is_sealed_with_every_secret_there_is() -> None:
    found, _ = one()
    other, _ = one()
    found.secrets |= other.secrets
    assert len(found.seals(Mark("key", "x"))) == 2


def test_lists_are_put_together_and_a_lifted_one_stays_lifted() -> None:
    found, entry = one()
    listed.write_list(found)
    text = listed.list_file().read_text()
    found.entries["a"] = replace(entry, lifted=True)
    listed.write_list(found)
    other, _ = one("b")
    listed.adopt(text)
    listed.write_list(_with(listed.read_list(), other))
    listed.adopt(text)
    now = listed.read_list()
    assert {uid: e.lifted for uid, e in now.entries.items()} == {"a": True, "b": False}
    assert len(now.secrets) == 2


def _with(one: Listed, other: Listed) -> Listed:
    one.secrets |= other.secrets
    one.entries |= other.entries
    return one


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"secrets": {"a": "b"}, "erased": [{}]}',
     '{"secrets": {}, "erased": [{"uid": 1}]}', '{"secrets": 3, "erased": 4}'],
)  # fmt: skip
def test_a_damaged_list_is_never_taken_for_an_empty_one(text: str) -> None:
    with pytest.raises(ListUnreadable):
        listed.parse_list(text)
    found, _ = one()
    listed.write_list(found)
    with pytest.raises(ListUnreadable):
        listed.adopt(text)
    assert listed.read_list() == found


def test_bytes_that_are_no_text_are_no_list() -> None:
    listed.list_file().write_bytes(b"\xff\xfe{")
    with pytest.raises(ListUnreadable):
        listed.read_list()


def test_nothing_else_is_left_in_the_folder_and_the_file_is_plain_json() -> None:
    found, _ = one()
    listed.write_list(found)
    names = [p.name for p in listed.list_file().parent.glob("erased*")]
    assert names == ["erased.json"]
    told = json.loads(listed.list_file().read_text())
    assert set(told) == {"secrets", "erased"}
