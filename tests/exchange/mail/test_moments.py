from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kontor.exchange.card import Problem
from kontor.exchange.meeting import Meeting
from tests.exchange.mail.mails import ANNA, code, mail, mailbox, one, read

RECEIVED = "Received: from x by y; Fri, 27 Feb 2026 10:00:09 +0100"


def start(*fields: str, **more: str) -> str:
    found = one(*fields, **more)
    assert isinstance(found, Meeting)
    assert found.start is not None
    assert found.start.tzinfo is UTC
    return found.start.isoformat(" ").removesuffix("+00:00")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Fri, 27 Feb 2026 10:00:00 +0100", "2026-02-27 09:00:00"),
        ("27 Feb 2026 10:00 +0100", "2026-02-27 09:00:00"),
        ("Fri, 27 Feb 26 10:00:00 GMT", "2026-02-27 10:00:00"),
        ("Fri, 27 Feb 2026 10:00:00 -0000", "2026-02-27 10:00:00"),
        ("Fri, 27 Feb 2026 10:00:00", "2026-02-27 10:00:00"),
        ("Fri, 27 Feb 2026 10:00:00 EST (Eastern)", "2026-02-27 15:00:00"),
        ("Fri Feb 27 10:00:00 2026", "2026-02-27 10:00:00"),
        ("Fri, 27 Feb 2026 10.00.00 +0100", "2026-02-27 09:00:00"),
        ("Sat, 31 Dec 2016 23:59:60 +0000", "2016-12-31 23:59:59"),
        ("Mon,  2 Mar 2026 23:59:00 +0100", "2026-03-02 22:59:00"),  # today
    ],
)
def test_dates_are_read_however_they_are_written(written: str, expected: str) -> None:
    assert start(Date=written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Fr, 27 Feber 2026 10 Uhr",
        "Thu, 1 Jan 1970 00:00:00 +0000",
        "Mon, 30 Feb 2026 10:00:00 +0100",
        "Fri, 27 Feb 2026 10:00:00 +9900",
        "Fri, 27 Feb 99999 10:00:00 +0100",
        "Fri, 27 Feb 2026 99:00:00 +0100",
        "Tue, 3 Mar 2026 00:00:00 +0100",  # tomorrow
        "Fri, 27 Feb 2062 10:00:00 +0100",
        "Fri, 31 Dec 9999 23:59:59 -2359",
    ],
)
def test_a_date_that_cannot_be_is_that_of_its_arrival(written: str) -> None:
    assert start(RECEIVED, Date=written) == "2026-02-27 09:00:09"


def test_the_last_arrival_that_makes_sense_counts() -> None:
    never = "Received: by z; never"
    early = "Received: by a; Thu, 26 Feb 2026 10:00:00 +0100"
    assert start(never, RECEIVED, early, Date="?") == "2026-02-27 09:00:09"


def test_last_of_all_the_separating_line_tells_the_day() -> None:
    assert start(Date="?") == "2026-02-27 10:00:00"
    gmail = "From 17@xxx Fri Feb 27 10:00:00 +0000 2026"
    (found,) = read(mailbox(mail(Date=""), separator=gmail))
    assert isinstance(found, Meeting)
    assert found.start == datetime(2026, 2, 27, 10, tzinfo=UTC)


def test_a_mail_of_no_day_is_told_with_what_it_says() -> None:
    no_day, wrong = read(
        mailbox(mail(Date=""), mail(Date="Tue, 3 Mar 2026 1:00"), separator="From -")
    )
    assert no_day == Problem("mail-no-date", 1, 1)
    facts = {"value": "Tue, 3 Mar 2026 1:00"}
    assert wrong == Problem("mail-bad-date", 2, 8, facts=facts)


def test_a_date_is_no_reason_to_fail_where_the_mail_is_not_wanted() -> None:
    assert code("Precedence: bulk", Date="?", To=ANNA) == "mail-list"
