"""Three visits, one decision: which network Anna joins, and what comes of it.

She looks at three networks as a guest and writes down, on the way home, whom she met.
She says whom she is looking for, lays the three side by side, and joins the one that
leads to most new people. Some weeks later its figures are others, and one evening was
noted wrongly. All of it happens on the command line, in German and in English.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kontor.cli.main import run
from kontor.records.models import Attendance, Book, Person, Touch

VISITS = {
    # Two property managers of five.
    "Breakfast": ("leads", 24, "2026-01-07", {
        "Berta Boll": "Property manager", "Cem Can": "Property manager",
        "Dora Dorn": "Printer", "Emil Ernst": "Lawyer", "Fatma Friis": "Baker",
    }),
    # One property manager and one roofer of three; she knows them from breakfast.
    "Chamber": ("chamber", 90, "2026-01-13", {
        "Gesa Groth": "Potter", "Hauke Hinz": "Notary", "Ida Iversen": "Tailor",
    }),
    # Three roofers of four.
    "Club": ("association", 60, "2026-01-24", {
        "Jan Jansen": "Roofer", "Kaja Kruse": "Roofer", "Lars Lund": "Roofer",
        "Mia Moor": "Teacher",
    }),
}  # fmt: skip
# Whom she met again in the chamber.
AGAIN = ("Berta Boll", "Cem Can")
SAID = {
    "de": ("Netzwerk „Club“ eingetragen", "In diesem Buch ist noch kein Netzwerk."),
    "en": ("Added the network “Club”", "No network is in this book yet."),
}


@dataclass
class Anna:
    """What Anna types, and on which day."""

    moment: datetime
    capsys: pytest.CaptureFixture[str]

    def types(self, *words: str) -> str:
        with pytest.raises(SystemExit) as ended:
            run(words)
        said = self.capsys.readouterr()
        assert not ended.value.code, said.err
        return str(said.out)

    def reads(self, *words: str) -> Any:
        return json.loads(self.types(*words, "--json"))

    def sleeps_until(self, day: str) -> None:
        wanted = date.fromisoformat(day)
        self.moment += timedelta(days=(wanted - self.moment.date()).days)

    def figures(self) -> dict[str, dict[str, Any]]:
        """Give the line of each network that can be compared."""
        return {row["name"]: row for row in self.reads("groups")["rows"]}


@pytest.fixture
def anna(
    book: Book,
    moment: datetime,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Anna:
    told = Anna(moment, capsys)
    monkeypatch.setattr("kontor.cli.ground.now", lambda: told.moment)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return told


@pytest.mark.parametrize("language", ["de", "en"])
def test_three_visits_one_decision(
    anna: Anna, book: Book, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KONTOR_LANGUAGE", language)
    added, none = SAID[language]
    assert none in anna.types("groups")

    # Three evenings, each written down on the way home: names are enough.
    for name, (kind, size, day, met) in VISITS.items():
        anna.sleeps_until(day)
        said = anna.types(
            "group", name, "--new", "--kind", kind, "--size", str(size), "--visited",
            day, "--minutes", "90",
        )  # fmt: skip
        assert added.replace("Club", name) in said
        anna.types("attendance", name, day, "--new", ", ".join(met))
    for name in AGAIN:
        anna.types("member", "Chamber", name)

    # At her desk she adds what they do.
    for name, (_kind, _size, _day, met) in VISITS.items():
        for person, trade in met.items():
            anna.types("member", name, person, "--trade", trade)
    everybody = sum(len(met) for *_, met in VISITS.values())
    assert Person.objects.filter(book=book, is_owner=False).count() == everybody
    # She has talked with each of them, on the day of the visit.
    assert Touch.objects.filter(book=book).count() == everybody

    # Whom does she look for?
    anna.types("segment", "Houses", "--new", "--trade", "property manager",
               "--importance", "3")  # fmt: skip
    anna.types("segment", "Roofs", "--new", "--trade", "roofer")

    # Side by side: what she knows for certain, and what she may expect.
    rows = anna.figures()
    known = {name: (row["known"], row["size"]) for name, row in rows.items()}
    assert known == {"Breakfast": (5, 24), "Chamber": (5, 90), "Club": (4, 60)}
    cards = {name: row["target"]["card"] for name, row in rows.items()}
    assert {name: card["in_segment"] for name, card in cards.items()} == {
        "Breakfast": 2, "Chamber": 2, "Club": 3,
    }  # fmt: skip
    for card in cards.values():
        unknown = card["total"] - card["known"]
        assert card["in_segment"] <= card["low"] < card["expected"] < card["high"]
        assert card["high"] <= card["in_segment"] + unknown
    # Those of the breakfast she has in the chamber as well: neither adds anybody.
    assert {name: row["added"] for name, row in rows.items()} == {
        "Breakfast": 0, "Chamber": 0, "Club": 3,
    }  # fmt: skip
    view = anna.reads("groups", "--sort", "added")
    # Five people, though the networks add up to seven.
    assert (view["union"], view["summed"]) == (5, 7)
    assert view["rows"][0]["name"] == "Club"

    # She joins the one that leads to most who are new, and looks what comes of it.
    anna.sleeps_until("2026-02-01")
    anna.types("group", "Club", "--joined", "2026-02-01", "--fee", "10", "--per",
               "month", "--currency", "EUR")  # fmt: skip
    before = anna.figures()["Club"]
    assert (before["standing"], before["attended"], before["held"]) == ("member", 0, 0)
    evenings: dict[str, int] = {}
    for day, newcomer in (
        ("2026-02-07", "Nils Nagel"),
        ("2026-02-14", "Olga Ott"),
        ("2026-02-21", "Piet Paul"),
    ):
        anna.sleeps_until(day)
        evenings[day] = anna.reads(
            "attendance", "Club", day, "--present", "me, Jan, Kaja", "--talked",
            "Jan", "--new-member", newcomer, "--others", "absent",
        )["deed"]  # fmt: skip
        anna.types("member", "Club", newcomer, "--trade", "Roofer")
    after = anna.figures()["Club"]
    # Seven known of sixty, six of them roofers; three of three evenings; ten euros.
    assert (after["known"], after["added"]) == (7, 6)
    assert (after["attended"], after["held"]) == (3, 3)
    assert after["money"] == [[1000, "EUR"]]
    # Four evenings of 90 minutes, the visit among them, in less than two months.
    assert after["hours"] > before["hours"] > 0
    width = [
        (row["target"]["card"]["high"] - row["target"]["card"]["low"])
        / row["target"]["card"]["expected"]
        for row in (before, after)
    ]
    # She knows more members, so she can say more.
    assert width[1] < width[0]

    # On the third evening Kaja came late, she believes; no, that was somebody else.
    wrong = anna.reads("attendance", "Club", "2026-02-21", "--late", "Kaja")["deed"]
    third = Attendance.objects.filter(gathering__day=date(2026, 2, 21))
    kaja = third.filter(person__display="Kaja Kruse")
    assert kaja.get().state == "late"
    anna.types("undo", str(wrong))
    assert kaja.get().state == "present"

    # And the second evening was another group's altogether: all of it is taken back.
    talked = Touch.objects.filter(day=date(2026, 2, 14))
    assert talked.count() == 2  # with Jan, and with Olga who was new
    anna.types("undo", str(evenings["2026-02-14"]))
    assert not talked.exists()
    assert anna.figures()["Club"]["attended"] == 2
