from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kontor.records.models import Book, Participant, Person, Touch
from tools import corpus_round
from tools.corpus_round import Contents, Outcome, bring, take_down

CARDS = "BEGIN:VCARD\nFN:Ada Abt\nEND:VCARD\nBEGIN:VCARD\nNOTE:x\nEND:VCARD\n"
HEADLESS = "Ada,Abt,ada@abt.example\nBen,Bock,ben@bock.example\n"
MAIL = (
    "From: Ben Bock <ben@bock.example>\nTo: Ada <ada@abt.example>\n"
    "Date: Mon, 2 Mar 2020 09:00:00 +0000\nMessage-ID: <1@bock.example>\n\nHello\n"
)


@pytest.fixture(autouse=True)
def _machine(db: None) -> None:
    """Every file gets a book of its own in the database of the tests."""


def brought(folder: Path, name: str, text: str) -> Outcome:
    path = folder / name
    path.write_text(text)
    return bring(path, f"group/{name}")


def test_a_file_goes_in_twice_and_comes_out_without_a_trace(tmp_path: Path) -> None:
    found = brought(tmp_path, "cards.vcf", CARDS)
    assert found.faults == []
    # The second card names nobody.
    assert found.records == Counter(read=2, used=1, left_out=0, failed=1)
    assert (found.people, found.codes) == (1, Counter({"no-name": 1}))
    assert list(Person.objects.filter(is_owner=False)) == []


def test_what_columns_mean_is_told_as_guessed(tmp_path: Path) -> None:
    found = brought(tmp_path, "table.csv", HEADLESS)
    assert (found.faults, found.asked) == ([], True)
    # The first line is somebody, no heading.
    assert (found.records["used"], found.people) == (2, 2)


def test_a_table_of_which_nothing_can_be_guessed_stays_with_its_question(
    tmp_path: Path,
) -> None:
    found = brought(tmp_path, "table.csv", "Kdnr;Was\n1;2\n3;4\n")
    assert (found.faults, found.asked, found.records["read"]) == ([], True, 0)
    assert "columns" in found.nothing


def test_a_mail_comes_in_once_more_as_whoever_got_it(tmp_path: Path) -> None:
    found = brought(tmp_path, "mail.eml", MAIL)
    assert found.faults == []
    # Without an address of one's own it is left out, with it Ben becomes known.
    assert found.codes == Counter({"mail-own-unknown": 1})
    assert (found.people, found.touches) == (1, 1)
    assert not Touch.objects.exists()
    assert not Participant.objects.exists()
    assert Book.objects.count() == 2  # one for each time


def test_a_file_that_is_none_is_refused_with_a_reason(tmp_path: Path) -> None:
    found = brought(tmp_path, "picture.png", "\x89PNG\r\n\x1a\n")
    assert (found.faults, found.records["read"]) == ([], 0)
    assert found.nothing


def test_a_crash_is_a_fault_with_its_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_words: list[str]) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(corpus_round, "run", crash)
    found = brought(tmp_path, "cards.vcf", CARDS)
    assert found.faults == ["traceback: ZeroDivisionError"]
    assert "in crash" in found.details[0]


def test_a_command_that_refuses_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus_round, "OWNER", "")
    path = tmp_path / " "  # a book needs a name
    path.write_text(CARDS)
    assert bring(path, "x").faults == ["kontor book refused: nameless_book"]


def test_what_kontor_logs_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def log(*_: Any, **__: Any) -> dict[str, Any]:
        logging.getLogger("kontor.exchange.read").warning("it stopped")
        return {"id": 0}

    monkeypatch.setattr(corpus_round, "kontor", log)
    faults = brought(tmp_path, "cards.vcf", CARDS).faults
    assert "logged: it stopped" in faults


def test_what_takes_for_ever_is_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def for_ever(_words: list[str]) -> None:
        while True:
            pass

    monkeypatch.setattr(corpus_round, "run", for_ever)
    monkeypatch.setattr(corpus_round, "SLOWEST", 1)
    assert brought(tmp_path, "a", "").faults == ["took longer than 1 s"]


def states(*found: Contents) -> Any:
    """Give what a book holds: before, after, after the second time, undone."""
    each: Iterator[Contents] = iter(found)
    return lambda _book: next(each)


def test_a_second_import_that_changes_something_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty: Contents = {"person": [], "tag": []}
    full: Contents = {"person": [(1,)], "tag": []}
    twice: Contents = {"person": [(1,), (2,)], "tag": []}
    monkeypatch.setattr(corpus_round, "contents", states(empty, full, twice, empty))
    assert brought(tmp_path, "cards.vcf", CARDS).faults == [
        "a second import changed: person"
    ]


def test_an_undo_that_leaves_something_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty: Contents = {"person": [], "tag": []}
    full: Contents = {"person": [(1,)], "tag": [(1,)]}
    left: Contents = {"person": [], "tag": [(1,)]}
    monkeypatch.setattr(corpus_round, "contents", states(empty, full, full, left))
    assert brought(tmp_path, "cards.vcf", CARDS).faults == ["undo left traces in: tag"]


def test_a_letter_that_was_lost_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost: Contents = {"person": [("M\ufffdller",)]}
    monkeypatch.setattr(corpus_round, "contents", states(lost, lost, lost))
    assert "letters were lost (U+FFFD)" in brought(tmp_path, "a.vcf", CARDS).faults


def test_a_letter_that_the_file_has_lost_already_is_none(tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nFN:M\ufffdller\nEND:VCARD\n"
    assert brought(tmp_path, "a.vcf", card).faults == []


def told(problems: list[tuple[int, str]], **records: int) -> list[str]:
    file = {
        "file": "a.vcf",
        "records": {"read": 0, "used": 0, "left_out": 0, "failed": 0} | records,
        "people": {"new": 0},
        "touches": 0,
        "problems": [{"record": r, "code": code, "why": "."} for r, code in problems],
    }
    found = Outcome("a.vcf")
    take_down({"files": [file]}, found)
    return found.faults


def test_every_record_is_accounted_for() -> None:
    assert told([], read=3, used=3) == []
    assert told([(1, "no-name")], read=3, used=1, failed=1) == [
        "lost records: 3 read, but 2 accounted for"
    ]


def test_every_record_not_used_has_its_reason() -> None:
    assert told([(1, "a"), (2, "a")], read=2, failed=1, left_out=1) == []
    # Two reasons for one record are none for the other; nor is one for the file.
    assert told([(1, "a"), (1, "b"), (0, "c")], read=2, failed=1, left_out=1) == [
        "no reason given for 1 records not used"
    ]


def test_a_file_from_which_nothing_was_read_has_its_reason() -> None:
    assert told([]) == ["says nothing of a file from which it read nothing"]
    assert told([(0, "empty-file")]) == []


def test_what_nobody_foresaw_is_a_fault() -> None:
    assert told([(1, "unreadable")], read=1, failed=1) == ["unforeseen: unreadable"]
