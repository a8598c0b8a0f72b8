from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tools.corpus_manifest import expected
from tools.corpus_round import Outcome
from tools.corpus_verdict import FILE, Excepted, findings, judge, read_exceptions


def outcome(
    used: int = 0, left_out: int = 0, failed: int = 0, **more: object
) -> Outcome:
    found = Outcome("a/b.c", **more)  # type: ignore[arg-type]
    found.records.update(
        read=used + left_out + failed, used=used, left_out=left_out, failed=failed
    )
    return found


def test_as_many_as_expected_is_right() -> None:
    assert findings(outcome(used=2), expected("2 card(s)")) == []


def test_a_row_that_names_nobody_is_no_contact() -> None:
    assert findings(outcome(used=4, failed=1), expected("4 contacts; one empty")) == []
    assert findings(outcome(used=3, failed=1), expected("4 contacts")) == [
        "4 contact(s) expected, 3 found"
    ]


def test_an_event_counts_whatever_it_says_and_a_task_does_not() -> None:
    # Four records: a task, and three events, one of which has no start.
    codes = Counter({"ical-not-a-meeting": 1, "ical-no-start": 1})
    found = outcome(used=1, left_out=2, failed=1, codes=codes)
    assert findings(found, expected("3 event(s)")) == []
    assert findings(found, expected("4 event(s)")) == ["4 event(s) expected, 3 found"]


def test_a_mail_counts_whatever_it_says() -> None:
    assert findings(outcome(left_out=1, failed=1), expected("2 message(s)")) == []


def test_a_table_that_must_be_asked_about_was_not() -> None:
    said = expected("asks for the mapping; 1 contact")
    assert findings(outcome(used=1), said) == ["did not ask what the columns mean"]
    assert findings(outcome(used=1, asked=True), said) == []


def test_a_file_of_which_nothing_is_said_must_have_no_fault_all_the_same() -> None:
    assert findings(outcome(used=7), None) == []
    assert findings(outcome(used=7, faults=["undo"]), None) == ["undo"]


def test_what_is_known_to_be_right_is_no_failure() -> None:
    known = Excepted("mail/*.txt", "1 message(s) expected, 0 found", "No head.")
    found = {
        "mail/a.txt": ["1 message(s) expected, 0 found"],
        "mail/b.txt": ["1 message(s) expected, 2 found"],
    }
    verdict = judge(found, [known])
    # The same file pattern with another finding is another matter.
    assert verdict.failures == [("mail/b.txt", "1 message(s) expected, 2 found")]
    assert verdict.excepted == [
        ("mail/a.txt", "1 message(s) expected, 0 found", "No head.")
    ]
    assert (verdict.stale, verdict.elsewhere) == ([], [])


def test_an_exception_that_no_longer_occurs_is_stale_where_its_file_is() -> None:
    here = Excepted("a.vcf", "1 contact(s) expected, 0 found", "Empty.")
    away = Excepted("b.vcf", "1 contact(s) expected, 0 found", "Empty.")
    verdict = judge({"a.vcf": []}, [here, away])
    assert (verdict.stale, verdict.elsewhere) == ([here], [away])


def test_every_exception_gives_its_reason() -> None:
    known = read_exceptions()
    assert all(one.file and one.found and one.why.strip() for one in known)
    assert FILE.read_text("utf-8").count("[[exception]]") == len(known)


def test_an_exception_without_a_reason_is_none(tmp_path: Path) -> None:
    file = tmp_path / "known.toml"
    file.write_text('[[exception]]\nfile = "a"\nfound = "b"\n')
    with pytest.raises(TypeError, match="why"):
        read_exceptions(file)
