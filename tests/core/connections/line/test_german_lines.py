from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

# Read on Wednesday, 18 March 2026 (see conftest.py).
MONDAY, TUESDAY = date(2026, 3, 16), date(2026, 3, 17)
FRIDAY, NEXT_MONDAY = date(2026, 3, 20), date(2026, 3, 23)
MEETING = {"channel": "meeting"}
CALL = {"channel": "call"}

LINES = [
    (
        "Kaffee mit Anna Berger 40 min, schickt Angebot bis Freitag",
        MEETING
        | {"minutes": 40, "names": ("Anna Berger",)}
        | {"promises": (("schickt Angebot", FRIDAY, "them"),)},
    ),
    (
        "Mail von Dr. von der Heide letzten Dienstag: fragt nach Preisliste",
        {"channel": "email", "direction": "in", "day": TUESDAY}
        | {"names": ("Dr. von der Heide",), "note": "fragt nach Preisliste"},
    ),
    (
        # 1,5 h are 90 minutes; 20.3. is the coming Friday.
        "Telefonat mit Müller, Schmidt und Jörg Abt am 12.3., 1,5 h, "
        "ich schicke ihm die Broschüre bis 20.3.",
        CALL
        | {"day": date(2026, 3, 12), "minutes": 90}
        | {"names": ("Müller", "Schmidt", "Jörg Abt")}
        | {"promises": (("ich schicke ihm die Broschüre", FRIDAY, "me"),)},
    ),
    ("WhatsApp an Tom", {"channel": "message", "direction": "out", "names": ("Tom",)}),
    (
        "Ben angerufen, nicht erreicht",
        CALL | {"direction": "out", "names": ("Ben",), "answered": False},
    ),
    ("kaffee mit anna berger", MEETING | {"names": ("anna berger",)}),
    (
        "KAFFEE MIT ANNA BERGER 40 MIN",
        MEETING | {"names": ("ANNA BERGER",), "minutes": 40},
    ),
    (
        "mittagessen mit thomas von der heide gestern, meldet sich bis montag",
        MEETING
        | {"day": TUESDAY, "names": ("thomas von der heide",)}
        | {"promises": (("meldet sich", NEXT_MONDAY, "them"),)},
    ),
    (
        "telefonat mit frau müller 20 min, schicke ihr morgen das angebot",
        CALL
        | {"names": ("frau müller",), "minutes": 20}
        | {"promises": (("schicke ihr das angebot", date(2026, 3, 19), "me"),)},
    ),
    (
        "Kaffee mit Anna im Café Luise, ihr neuer Laden läuft gut",
        MEETING
        | {"names": ("Anna",), "place": "Café Luise"}
        | {"note": "ihr neuer Laden läuft gut"},
    ),
    (
        "Gestern mit Ben telefoniert, 20 Minuten",
        CALL | {"day": TUESDAY, "names": ("Ben",), "minutes": 20},
    ),
    (
        "rief Ben gestern an",
        CALL | {"direction": "out", "day": TUESDAY, "names": ("Ben",)},
    ),
    ("Ben rief an", CALL | {"direction": "in", "names": ("Ben",)}),
    (
        "Ben hat angerufen, muss ihm noch die Preisliste schicken",
        CALL
        | {"direction": "in", "names": ("Ben",)}
        | {"promises": (("muss ihm noch die Preisliste schicken", None, "me"),)},
    ),
    (
        "Frau Müller hat mir gestern eine Mail geschrieben",
        {"channel": "email", "direction": "in"}
        | {"day": TUESDAY, "names": ("Frau Müller",)},
    ),
    (
        "Ben eine Mail geschickt",
        {"channel": "email", "direction": "out", "names": ("Ben",)},
    ),
    ("Anna Berger 40 min", {"names": ("Anna Berger",), "minutes": 40}),
    (
        "Anna Berger, 40 min Kaffee",
        MEETING | {"names": ("Anna Berger",), "minutes": 40},
    ),
    ("Messe: Anna getroffen", {"channel": "event", "names": ("Anna",)}),
    (
        "Stammtisch am Montag, Anna und Ben getroffen",
        {"channel": "event", "day": MONDAY, "names": ("Anna", "Ben")},
    ),
    (
        "Anna Berger im Café Luise getroffen, 1 h, will Angebot schicken",
        MEETING
        | {"names": ("Anna Berger",), "place": "Café Luise", "minutes": 60}
        | {"promises": (("will Angebot schicken", None, "them"),)},
    ),
    (
        "Ben, Clara und Tom beim Stammtisch getroffen",
        MEETING | {"names": ("Ben", "Clara", "Tom"), "place": "Stammtisch"},
    ),
    (
        "Telko mit Anna, Ben & Clara, 14-15 Uhr",
        CALL | {"names": ("Anna", "Ben", "Clara"), "time": time(14), "minutes": 60},
    ),
    (
        # "Kaffee mit ..., ..." may go on with people or with anything.
        "Kaffee mit Anna, Ben",
        MEETING | {"names": ("Anna",), "perhaps": ("Ben",), "note": "Ben"},
    ),
    (
        "Kaffee mit Anna Berger, Angebot besprochen",
        MEETING | {"names": ("Anna Berger",), "note": "Angebot besprochen"},
    ),
    (
        # A few words with a deadline are the keeper's own promise.
        "Kaffee mit Anna, Angebot bis Freitag",
        MEETING | {"names": ("Anna",), "promises": (("Angebot", FRIDAY, "me"),)},
    ),
    (
        "Kaffee mit Anna, bis Freitag im Urlaub",
        MEETING | {"names": ("Anna",), "note": "bis Freitag im Urlaub"},
    ),
    (
        # Neither the move nor the wedding is the day of the coffee.
        "Kaffee mit Anna, zieht im Mai um, Tochter heiratet am 12.6.",
        MEETING
        | {"names": ("Anna",)}
        | {"note": "zieht im Mai um, Tochter heiratet am 12.6"},
    ),
    (
        "Kaffee mit Anna Berger 40 Min. Ihr neuer Laden läuft. "
        "Schickt Angebot bis Freitag.",
        MEETING
        | {"names": ("Anna Berger",), "minutes": 40}
        | {"promises": (("Schickt Angebot", FRIDAY, "them"),)}
        | {"note": "Ihr neuer Laden läuft"},
    ),
    (
        "Kaffee mit Anna Berger 40 min schickt Angebot bis Freitag",
        MEETING
        | {"names": ("Anna Berger",), "minutes": 40}
        | {"promises": (("schickt Angebot", FRIDAY, "them"),)},
    ),
    (
        "Kaffee mit Anna, schickt Angebot bis 20.3. und ruft am Montag an",
        MEETING
        | {"names": ("Anna",)}
        | {
            "promises": (
                ("schickt Angebot", FRIDAY, "them"),
                ("ruft an", NEXT_MONDAY, "them"),
            )
        },
    ),
    (
        "Kaffee mit Jörg, verspricht, bis Freitag das Buch zu schicken",
        MEETING
        | {"names": ("Jörg",)}
        | {"promises": (("verspricht, das Buch zu schicken", FRIDAY, "them"),)},
    ),
    (
        "Kaffee mit Jörg, todo: Buch schicken",
        MEETING | {"names": ("Jörg",), "promises": (("Buch schicken", None, "me"),)},
    ),
    (
        "Kaffee mit Anna - sie sucht Steuerberater - ich stelle ihr Ben vor",
        MEETING
        | {"names": ("Anna",), "note": "sie sucht Steuerberater"}
        | {"promises": (("ich stelle ihr Ben vor", None, "me"),)},
    ),
    (
        "Mittag mit Herrn Dr. Schmidt, er meldet sich bis Ende März wegen Auftrag",
        MEETING
        | {"names": ("Herrn Dr. Schmidt",)}
        | {"promises": (("er meldet sich wegen Auftrag", date(2026, 3, 31), "them"),)},
    ),
    (
        # "nächste Woche": by its Friday, 27 March.
        "telefonisch mit Anna gesprochen, meldet sich nächste Woche",
        CALL
        | {"names": ("Anna",)}
        | {"promises": (("meldet sich", date(2026, 3, 27), "them"),)},
    ),
    (
        "Ben anrufen bis Freitag",
        {"names": ("Ben",), "promises": (("Ben anrufen", FRIDAY, "me"),)}
        | {"is_touch": False},
    ),
    (
        "Schicke Anna bis Freitag das Angebot",
        {"names": ("Anna",), "promises": (("Schicke Anna das Angebot", FRIDAY, "me"),)}
        | {"is_touch": False},
    ),
    (
        "Treffen mit Anna Maria Müller-Lüdenscheidt bei Rewe vor 3 Tagen",
        MEETING
        | {"day": date(2026, 3, 15), "names": ("Anna Maria Müller-Lüdenscheidt",)}
        | {"place": "Rewe"},
    ),
    (
        "Mittagessen mit Prof. Dr. med. Jörg von der Heide, halbe Stunde",
        MEETING | {"names": ("Prof. Dr. med. Jörg von der Heide",), "minutes": 30},
    ),
    ("Kaffee mit Graf von Zeppelin", MEETING | {"names": ("Graf von Zeppelin",)}),
    ("Treffen mit Fr. Müller", MEETING | {"names": ("Fr. Müller",)}),
    ("Besuch bei Anna", MEETING | {"names": ("Anna",)}),
    ("mit der Anna telefoniert", CALL | {"names": ("Anna",)}),
    (
        "Termin mit Herrn Schmidt am 20.3. um 15 Uhr",
        MEETING
        | {"names": ("Herrn Schmidt",), "day": FRIDAY, "future": True}
        | {"time": time(15)},
    ),
    (
        "Kaffee mit Anna morgen um 10",
        MEETING
        | {"names": ("Anna",), "day": date(2026, 3, 19), "future": True}
        | {"time": time(10)},
    ),
    (
        # Nine months ahead is last December.
        "Kaffee mit Anna am 31.12.",
        MEETING | {"names": ("Anna",), "day": date(2025, 12, 31)},
    ),
    (
        "Kaffee mit Anna am 30.2.",
        MEETING | {"names": ("Anna",), "no_day": "30.2."},
    ),
    (
        # Half an hour before four.
        "Kaffee mit Anna um halb vier",
        MEETING | {"names": ("Anna",), "time": time(15, 30)},
    ),
    (
        "Ben wegen Preisliste angerufen",
        CALL | {"direction": "out", "names": ("Ben",), "note": "wegen Preisliste"},
    ),
    (
        "Anruf bei Firma Abt, niemand erreicht",
        CALL | {"direction": "out", "names": ("Firma Abt",), "answered": False},
    ),
    (
        "Lunch mit Anna und Ben am Dienstag, 12.30 Uhr, "
        "1,5 Stunden im Restaurant Adler",
        MEETING
        | {"names": ("Anna", "Ben"), "day": TUESDAY, "time": time(12, 30)}
        | {"minutes": 90, "place": "Restaurant Adler"},
    ),
    (
        "Telefonat mit Peter Müller (Bosch) 15 min. Er braucht ein Angebot.",
        CALL
        | {"names": ("Peter Müller",), "minutes": 15}
        | {"note": "(Bosch) Er braucht ein Angebot"},
    ),
    (
        "Kaffee mit Clara, Ben meldet sich nicht mehr",
        MEETING | {"names": ("Clara",), "note": "Ben meldet sich nicht mehr"},
    ),
    (
        # A note to oneself; without a day it might be a name.
        "schick Dora bis morgen den Prospekt",
        {"names": ("Dora",), "is_touch": False}
        | {"promises": (("schick Dora den Prospekt", date(2026, 3, 19), "me"),)},
    ),
    ("Frage von Dora bis morgen", {"names": ("Frage von Dora",), "note": "bis morgen"}),
    ("gestern", {"day": TUESDAY}),
    ("Kaffee", MEETING),
]


@pytest.mark.parametrize(("text", "told"), LINES, ids=[text for text, _ in LINES])
def test_a_german_line_is_read(
    text: str, told: dict[str, object], read: Callable[[str], dict[str, object]]
) -> None:
    assert read(text) == told
