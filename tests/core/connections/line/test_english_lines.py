from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

# Read on Wednesday, 18 March 2026 (see conftest.py).
MONDAY, TUESDAY = date(2026, 3, 16), date(2026, 3, 17)
FRIDAY, NEXT_MONDAY = date(2026, 3, 20), date(2026, 3, 23)
MEETING = {"channel": "meeting"}
CALL_OUT = {"channel": "call", "direction": "out"}
CALL = {"channel": "call"}

LINES = [
    (
        "called Ben yesterday, 10 min",
        CALL_OUT | {"day": TUESDAY, "names": ("Ben",), "minutes": 10},
    ),
    (
        "met Clara and Ben at the fair last Tuesday",
        MEETING | {"day": TUESDAY, "names": ("Clara", "Ben"), "place": "fair"},
    ),
    ("lunch with Ana 1h30", MEETING | {"names": ("Ana",), "minutes": 90}),
    (
        "Had a quick coffee with Anna Berger, her new shop",
        MEETING | {"names": ("Anna Berger",), "note": "her new shop"},
    ),
    (
        "Ben called me this morning",
        {"channel": "call", "direction": "in", "names": ("Ben",)},
    ),
    ("ben called", {"channel": "call", "direction": "in", "names": ("ben",)}),
    ("called Will", CALL_OUT | {"names": ("Will",)}),
    (
        "wrote an email to Clara Schmidt about the offer",
        {"channel": "email", "direction": "out"}
        | {"names": ("Clara Schmidt",), "note": "about the offer"},
    ),
    (
        "got an email from Tom",
        {"channel": "email", "direction": "in", "names": ("Tom",)},
    ),
    (
        "Mail to anna@example.org",
        {"channel": "email", "direction": "out", "names": ("anna@example.org",)},
    ),
    (
        "Ben emailed me the contract",
        {"channel": "email", "direction": "in"}
        | {"names": ("Ben",), "note": "the contract"},
    ),
    (
        "Emailed Ben the contract yesterday",
        {"channel": "email", "direction": "out", "day": TUESDAY}
        | {"names": ("Ben",), "note": "the contract"},
    ),
    (
        # Two weeks before 18 March.
        "Email to Ben, Clara and Tom 2 weeks ago",
        {"channel": "email", "direction": "out", "day": date(2026, 3, 4)}
        | {"names": ("Ben", "Clara", "Tom")},
    ),
    (
        "text from Tom: can't come on Friday",
        {"channel": "message", "direction": "in"}
        | {"names": ("Tom",), "note": "can't come on Friday"},
    ),
    (
        "wrote Ben on LinkedIn",
        {"channel": "message", "direction": "out", "names": ("Ben",)},
    ),
    (
        "Lunch with Anna, Ben, Clara",
        MEETING
        | {"names": ("Anna",), "perhaps": ("Ben", "Clara"), "note": "Ben, Clara"},
    ),
    (
        # The day after "on" is that of the meeting, not that of the call.
        "called Ben about the meeting on Friday",
        CALL_OUT | {"names": ("Ben",), "note": "about the meeting on Friday"},
    ),
    (
        "called Ben about the offer yesterday",
        CALL_OUT | {"names": ("Ben",), "day": TUESDAY, "note": "about the offer"},
    ),
    (
        "Zoom with Clara, she will send the contract by next Monday "
        "and I'll call her next week",
        CALL
        | {"names": ("Clara",)}
        | {
            "promises": (
                ("she will send the contract", NEXT_MONDAY, "them"),
                ("I'll call her", date(2026, 3, 27), "me"),
            )
        },
    ),
    (
        "I'll send Ben the brochure by Friday",
        {"names": ("Ben",), "is_touch": False}
        | {"promises": (("I'll send Ben the brochure", FRIDAY, "me"),)},
    ),
    (
        "Clara will send me the slides tomorrow",
        {"names": ("Clara",), "is_touch": False}
        | {"promises": (("Clara will send me the slides", date(2026, 3, 19), "them"),)},
    ),
    (
        # Two weeks after 18 March.
        "lunch with J. R. Smith on March 3rd, 90 minutes, follow up in two weeks",
        MEETING
        | {"day": date(2026, 3, 3), "names": ("J. R. Smith",), "minutes": 90}
        | {"promises": (("follow up", date(2026, 4, 1), "me"),)},
    ),
    (
        "2026-03-10: call with Ben, 15 min, he'll introduce me to Clara",
        CALL
        | {"day": date(2026, 3, 10), "names": ("Ben",), "minutes": 15}
        | {"promises": (("he'll introduce me to Clara", None, "them"),)},
    ),
    (
        "call Ben tomorrow",
        CALL | {"names": ("Ben",), "day": date(2026, 3, 19), "future": True},
    ),
    (
        "left Ben a voicemail",
        CALL_OUT | {"names": ("Ben",), "answered": False},
    ),
    ("tried to call Ben", CALL_OUT | {"names": ("Ben",), "answered": False}),
    (
        "called Ben, no answer, left voicemail",
        CALL_OUT | {"names": ("Ben",), "answered": False},
    ),
    (
        "spoke to Ben on the phone for half an hour",
        CALL | {"names": ("Ben",), "minutes": 30},
    ),
    (
        "coffee w/ Ben Carter 45m, intro to Clara?",
        MEETING | {"names": ("Ben Carter",), "minutes": 45, "note": "intro to Clara?"},
    ),
    (
        "visited Clara at her office on Monday, 1.5 hours: they need a new website",
        MEETING
        | {"day": MONDAY, "names": ("Clara",), "place": "her office", "minutes": 90}
        | {"note": "they need a new website"},
    ),
    (
        "met Dr. Smith, Prof. Jones and Ms. Lee at the conference on 3 March",
        MEETING
        | {"day": date(2026, 3, 3), "place": "conference"}
        | {"names": ("Dr. Smith", "Prof. Jones", "Ms. Lee")},
    ),
    (
        "Meeting with Tom O'Brien re: new office, 45 minutes",
        MEETING | {"names": ("Tom O'Brien",), "minutes": 45, "note": "re: new office"},
    ),
    (
        "dinner with anna and ben at luigi's 2h",
        MEETING | {"names": ("anna", "ben"), "place": "luigi's", "minutes": 120},
    ),
    (
        "Call with Ben at 9:30 for 20 minutes",
        CALL | {"names": ("Ben",), "time": time(9, 30), "minutes": 20},
    ),
    (
        # Day first where both ways give a day.
        "12/03 coffee Anna",
        MEETING | {"names": ("Anna",), "day": date(2026, 3, 12)},
    ),
    (
        # There is no 15th month.
        "03/15/2026 lunch with Ana",
        MEETING | {"names": ("Ana",), "day": date(2026, 3, 15)},
    ),
    ("42", {"note": "42"}),
]


@pytest.mark.parametrize(("text", "told"), LINES, ids=[text for text, _ in LINES])
def test_an_english_line_is_read(
    text: str, told: dict[str, object], read: Callable[[str], dict[str, object]]
) -> None:
    assert read(text) == told
