from __future__ import annotations

import io
import zipfile
from collections import Counter
from datetime import date

import pytest

from kontor.exchange.attendance import ledger as ledger_module
from kontor.exchange.attendance import read as read_module
from kontor.exchange.attendance.read import looks_like_attendance, read_attendance
from kontor.exchange.attendance.sheet import Held, Presence, Sheet, Tally
from kontor.exchange.problems import SENTENCES

TODAY = date(2026, 3, 2)
REPORT = (
    "Summary Report,,,,,,,,\n"
    "Chapter:,Rhine,,,,,,,\n"
    ",,,,,,,,\n"
    "From:,{first},,,,,,,\n"
    "To:,{last},,,,,,,\n"
    "First Name,Last Name,P,A,,L,M,S,RGI\n"
    "Anna,Abt,{anna},0,,0,0,0,7\n"
    "Ben,Beck,0,0,,0,1,0,0\n"
    "Cleo,Carr,0,0,,0,0,0,0\n"
    "Visitors,,3,0,,,,,\n"
    "BNI,,0,1,,,,,\n"
    "Total,,4,0,,0,1,0,7\n"
)


def read(text: str | bytes) -> Sheet:
    data = text.encode() if isinstance(text, str) else text
    sheet = read_attendance(io.BytesIO(data), today=TODAY)
    assert sheet.rows_read == sheet.used + sheet.left_out + sheet.failed
    for problem in sheet.problems:
        assert SENTENCES[problem.code].format(**problem.facts)
    return sheet


def codes(sheet: Sheet) -> list[str]:
    return [problem.code for problem in sheet.problems]


def came(sheet: Sheet) -> set[tuple[str, str, str]]:
    """Give the name, the day or title, and the state of each attendance."""
    return {
        (
            sheet.members[one.member].name,
            str(sheet.gatherings[one.gathering].day or "")
            or sheet.gatherings[one.gathering].title,
            one.state,
        )
        for one in sheet.present
    }


# Long: a row is an attendance.


@pytest.mark.parametrize(
    "heading",
    [
        "member,event",
        "Mitglied,Treffen",
        "Name,Termin",
        "Person,Event",
        "Teilnehmer,Veranstaltung",
        "Schwester,Probe zwei",
    ],
)
def test_each_row_of_two_columns_is_somebody_at_a_gathering(heading: str) -> None:
    sheet = read(f"{heading}\nAnna,E1\nAnna,E2\nBen,E1\n")
    assert [m.name for m in sheet.members] == ["Anna", "Ben"]
    assert sheet.gatherings == [Held("E1", None), Held("E2", None)]
    assert sheet.present == [
        Presence(0, 0, "present"),
        Presence(0, 1, "present"),
        Presence(1, 0, "present"),
    ]
    assert (sheet.rows_read, sheet.used, sheet.problems) == (3, 3, [])


def test_the_order_of_the_columns_does_not_matter() -> None:
    sheet = read("Datum;Name\n1.3.2024;Anna\n2024-03-01;Ben\n")
    # One day written in two ways is one gathering.
    assert sheet.gatherings == [Held("", date(2024, 3, 1))]
    assert [m.name for m in sheet.members] == ["Anna", "Ben"]


def test_a_table_without_a_heading_is_read_where_it_is_clear() -> None:
    sheet = read("Anna;1.3.2024\nBen;1.3.2024\n")
    assert came(sheet) == {
        ("Anna", "2024-03-01", "present"),
        ("Ben", "2024-03-01", "present"),
    }


def test_a_day_and_a_title_are_one_gathering() -> None:
    sheet = read("Name,Date,Event\nAnna,2024-03-01,Summer party\nBen,no day,Dinner\n")
    assert sheet.gatherings == [
        Held("Summer party", date(2024, 3, 1)),
        Held("Dinner no day", None),
    ]
    assert codes(sheet) == ["attendance-bad-day"]


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("present", "present"), ("anwesend", "present"), ("x", "present"),
        ("ja", "present"), ("Yes", "present"), ("1", "present"), ("✓", "present"),
        ("late", "late"), ("verspätet", "late"), ("L", "late"),
        ("absent", "absent"), ("abwesend", "absent"), ("0", "absent"),
        ("excused", "excused"), ("entschuldigt", "excused"), ("M", "excused"),
        ("represented", "represented"), ("vertreten", "represented"),
        ("S", "represented"),
    ],
)  # fmt: skip
def test_a_third_column_says_the_state(word: str, state: str) -> None:
    sheet = read(f"Mitglied;Termin;Status\nAnna;E1;{word}\n")
    assert [one.state for one in sheet.present] == [state]


def test_columns_for_single_states_are_ticked() -> None:
    sheet = read(
        "Name;Termin;Anwesend;Entschuldigt\nAnna;E1;x;\nBen;E1;;x\nCleo;E1;;\n"
    )
    assert came(sheet) == {("Anna", "E1", "present"), ("Ben", "E1", "excused")}
    assert codes(sheet) == ["attendance-no-state"]


def test_a_blank_or_unknown_state_is_left_open_and_told() -> None:
    sheet = read("Name;Termin;Status\nAnna;E1;\nBen;E1;vielleicht\nCleo;E1;x\n")
    assert came(sheet) == {("Cleo", "E1", "present")}
    assert codes(sheet) == ["attendance-no-state", "attendance-unknown-mark"]
    assert sheet.problems[1].facts == {"value": "vielleicht"}
    assert (sheet.problems[1].record, sheet.problems[1].line) == (2, 3)
    assert len(sheet.members) == 3


def test_an_attendance_said_twice_is_noted_once() -> None:
    sheet = read("member,event\nAnna,E1\nAnna,E1\nanna,E1\n")
    assert len(sheet.present) == len(sheet.members) == 1
    assert codes(sheet) == ["attendance-twice"]
    assert sheet.used == 3


def test_of_two_states_for_one_attendance_the_first_is_kept() -> None:
    sheet = read("Name,Event,State\nAnna,E1,late\nAnna,E1,absent\n")
    assert came(sheet) == {("Anna", "E1", "late")}
    assert codes(sheet) == ["attendance-two-states"]
    assert (sheet.used, sheet.left_out) == (1, 1)


def test_a_name_with_other_facts_is_somebody_else() -> None:
    sheet = read(
        "Name,Event,E-Mail\n"
        "Anna,E1,a@one.example\nAnna,E1,a@two.example\nAnna,E2,\nBen,E1,\n"
        "Ben,E2,b@one.example\n"
    )
    # Where nothing is said against it, it is the one before.
    assert [(m.name, m.email) for m in sheet.members] == [
        ("Anna", "a@one.example"),
        ("Anna", "a@two.example"),
        ("Ben", "b@one.example"),
    ]
    assert codes(sheet) == ["attendance-same-name"]
    assert Presence(0, 1, "present") in sheet.present


# Wide: a row is a member.


def test_each_column_is_a_gathering_and_an_empty_cell_says_nothing() -> None:
    sheet = read(
        "Name;01.03.2024;08.03.2024;15.03.2024\nAnna;x;;e\nBen;-;0;\nCleo;;L;V\n"
    )
    assert [held.day for held in sheet.gatherings] == [
        date(2024, 3, 1),
        date(2024, 3, 8),
        date(2024, 3, 15),
    ]
    assert came(sheet) == {
        ("Anna", "2024-03-01", "present"),
        ("Anna", "2024-03-15", "excused"),
        ("Ben", "2024-03-08", "absent"),
        ("Cleo", "2024-03-08", "late"),
    }
    # "V" may be late or represented in German.
    assert codes(sheet) == ["attendance-unknown-mark"]
    assert sheet.problems[0].facts == {"value": "V"}


def test_gatherings_may_have_names_and_nobody_may_have_come() -> None:
    sheet = read(",E0,E1,E2,E3\nAnna,,1,0,\nBen,,1,1,\n")
    assert [held.title for held in sheet.gatherings] == ["E0", "E1", "E2", "E3"]
    assert len(sheet.present) == 4


def test_a_name_may_stand_beside_the_day() -> None:
    sheet = read("Name;Fr., 01.03.2024;Feier 08.03.2024\nAnna;x;x\n")
    assert sheet.gatherings == [
        Held("", date(2024, 3, 1)),
        Held("Feier", date(2024, 3, 8)),
    ]


def test_columns_of_other_things_are_no_gatherings() -> None:
    sheet = read(
        "Nr;Name;Firma;Geburtstag;01.03.2024;08.03.2024;Summe\n"
        "1;Anna;Abt KG;1.1.1980;x;x;2\n2;Ben;;;x;;1\n"
    )
    assert [(m.name, m.organisation) for m in sheet.members] == [
        ("Anna", "Abt KG"),
        ("Ben", ""),
    ]
    assert len(sheet.gatherings) == 2
    assert len(sheet.present) == 3
    assert sheet.problems[0].facts == {"names": "Geburtstag, Summe"}


def test_a_row_without_a_name_and_one_of_totals_cost_no_other() -> None:
    sheet = read("Name,E1,E2\nAnna,x,x\n,x,\nTotal,2,1\nSumme anwesend,2,1\nBen,,x\n")
    assert [m.name for m in sheet.members] == ["Anna", "Ben"]
    assert codes(sheet) == [
        "attendance-no-name",
        "attendance-nobody",
        "attendance-nobody",
    ]
    assert (sheet.rows_read, sheet.used, sheet.left_out, sheet.failed) == (5, 2, 2, 1)


def test_two_rows_of_one_name_are_both_kept_unless_all_is_the_same() -> None:
    sheet = read("Name,E1,E2\nAnna,x,\nAnna,x,\nAnna,,x\n")
    assert [(m.name, m.record) for m in sheet.members] == [("Anna", 1), ("Anna", 3)]
    assert codes(sheet) == ["attendance-row-twice", "attendance-same-name"]
    assert sheet.left_out == 1


def test_a_day_that_is_none_and_one_without_a_year_are_kept_as_names() -> None:
    sheet = read("Name;31.02.2024;08.03.;15.03.2024\nAnna;x;x;x\n")
    assert sheet.gatherings == [
        Held("31.02.2024", None),
        Held("08.03.", None),
        Held("", date(2024, 3, 15)),
    ]
    assert codes(sheet) == ["attendance-bad-day", "attendance-no-year"]


def test_nobody_was_at_a_gathering_that_lies_ahead() -> None:
    sheet = read("Name;02.03.2026;03.03.2026\nAnna;x;x\nBen;x;\n")
    # Today is the 2nd: a gathering of today may have been.
    assert len(sheet.gatherings) == 2
    assert {one.gathering for one in sheet.present} == {0}
    assert codes(sheet) == ["attendance-future"]
    assert sheet.problems[0].facts == {"value": "2026-03-03"}


def test_a_is_absent_only_beside_a_mark_for_present() -> None:
    assert came(read("Name,E1,E2\nAnna,A,P\n")) == {
        ("Anna", "E1", "absent"),
        ("Anna", "E2", "present"),
    }
    # In German it may be the first letter of "anwesend".
    sheet = read("Name,E1,E2\nAnna,A,E\n")
    assert came(sheet) == {("Anna", "E2", "excused")}
    assert codes(sheet) == ["attendance-unknown-mark"]


def test_two_columns_of_one_heading_are_one_gathering() -> None:
    sheet = read("Name,E1,E1\nAnna,x,\nBen,x,0\n")
    assert came(sheet) == {("Anna", "E1", "present"), ("Ben", "E1", "present")}
    assert codes(sheet) == ["attendance-double-heading", "attendance-two-marks"]


def test_marks_below_nothing_are_not_read() -> None:
    sheet = read("Name,E1,\nAnna,x,x\n")
    assert came(sheet) == {("Anna", "E1", "present")}
    assert codes(sheet) == ["attendance-no-heading"]
    assert sheet.problems[0].facts == {"count": "3"}


def test_a_table_may_stand_the_other_way_round() -> None:
    sheet = read("Datum;Anna;Ben\n01.03.2024;x;\n08.03.2024;e;x\n;x;x\n")
    assert came(sheet) == {
        ("Anna", "2024-03-01", "present"),
        ("Anna", "2024-03-08", "excused"),
        ("Ben", "2024-03-08", "present"),
    }
    assert codes(sheet) == ["attendance-no-day"]


@pytest.mark.parametrize(
    ("heading", "days", "told"),
    [
        # 13 is no month.
        ("Name,01/03/2024,01/13/2024", [(1, 3), (1, 13)], []),
        ("Name,01/03/2024,13/03/2024", [(3, 1), (3, 13)], []),
        # 2 November 2026 lies ahead, 11 February does not.
        ("Name,02/11/2026,02/12/2026", [(2, 11), (2, 12)], []),
        # Nothing decides but the language.
        ("Name,01/03/2024,01/04/2024", [(1, 3), (1, 4)], ["attendance-month-first"]),
        ("Mitglied,01/03/2024,1/4/2024", [(3, 1), (4, 1)], ["attendance-day-first"]),
    ],
)
def test_which_comes_first_is_decided_by_all_days(
    heading: str, days: list[tuple[int, int]], told: list[str]
) -> None:
    sheet = read(f"{heading}\nAnna,x,x\n")
    found = [(h.day.month, h.day.day) for h in sheet.gatherings if h.day]
    assert (found, codes(sheet)) == (days, told)


# Members alone.


def test_a_list_of_members_is_read_without_gatherings() -> None:
    sheet = read(
        "Vorname;Nachname;Firma;Branche;E-Mail;Telefon;Mitglied seit\n"
        "Jörg;Abt;Abt KG;Dachdecker;j@abt.example;0221 1;01.02.2020\n"
        "Ben;Beck;;;kein;;gestern\n"
    )
    first, second = sheet.members
    assert (first.name, first.organisation, first.trade) == (
        "Jörg Abt",
        "Abt KG",
        "Dachdecker",
    )
    assert (first.email, first.phone, first.since) == (
        "j@abt.example",
        "0221 1",
        date(2020, 2, 1),
    )
    assert (second.name, second.email, second.since) == ("Ben Beck", "", None)
    assert codes(sheet) == ["bad-email", "attendance-bad-since"]
    assert sheet.gatherings == sheet.present == []


def test_old_charsets_are_read() -> None:
    sheet = read("Name;Firma\nJörg Müller;Größe GmbH\n".encode("cp1252"))
    assert sheet.members[0].name == "Jörg Müller"


def test_a_birthday_is_no_gathering() -> None:
    sheet = read("Name,Geburtstag\nAnna,1.1.1980\nBen,2.2.1981\n")
    assert len(sheet.members) == 2
    assert sheet.gatherings == []


def test_what_stands_above_the_heading_is_told() -> None:
    sheet = read("Liste 2024\n\nStand;heute\nName;Firma\nAnna;A\n")
    assert [m.name for m in sheet.members] == ["Anna"]
    assert codes(sheet) == ["csv-above-heading"]
    assert (sheet.rows_read, sheet.left_out) == (2, 1)


# The report of a leads group.


def test_a_report_of_one_day_says_who_came() -> None:
    sheet = read(REPORT.format(first="9/30/2025", last="9/30/2025", anna=1))
    assert [m.name for m in sheet.members] == ["Anna Abt", "Ben Beck", "Cleo Carr"]
    assert came(sheet) == {
        ("Anna Abt", "2025-09-30", "present"),
        ("Ben Beck", "2025-09-30", "excused"),
    }
    assert Counter(codes(sheet)) == {
        "attendance-columns-unread": 1,
        "attendance-nobody": 3,
    }
    assert (sheet.rows_read, sheet.used, sheet.left_out) == (6, 3, 3)


def test_a_report_of_a_period_gives_counts_and_no_gathering() -> None:
    sheet = read(REPORT.format(first="2025-04-01", last="2025-09-30", anna=17))
    assert sheet.gatherings == sheet.present == []
    assert sheet.tallies == [Tally(0, "present", 17), Tally(1, "excused", 1)]
    assert (sheet.first, sheet.last) == (date(2025, 4, 1), date(2025, 9, 30))
    assert "attendance-only-counts" in codes(sheet)


def test_a_count_that_one_day_cannot_have_is_not_believed() -> None:
    # 45930 is what spreadsheets keep for 30 September 2025.
    sheet = read(REPORT.format(first=45930, last=45930, anna=3))
    assert sheet.first == date(2025, 9, 30)
    assert {name for name, _, _ in came(sheet)} == {"Ben Beck"}
    assert "attendance-counts-differ" in codes(sheet)


# What is no such list.


def test_a_workbook_is_told_how_to_bring_it() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    xml = b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    for one in (data.getvalue(), old, xml):
        assert codes(read(one)) == ["attendance-workbook"]
    assert "Save the sheet as CSV" in SENTENCES["attendance-workbook"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b" \n\n", "empty-file"),
        (b"%PDF-1.4", "format-pdf"),
        (bytes(range(9)) * 99, "attendance-no-table"),
        (b"BEGIN:VCARD\nFN:Anna\nEND:VCARD\n", "attendance-no-table"),
        (b"Dear Anna,\nthis is, a letter\nto you\n", "attendance-needs-heading"),
        (b"Anna,x,x\nBen,,x\n", "attendance-needs-heading"),
        (b"Name;E1\n", "csv-no-rows"),
    ],
)
def test_what_is_no_list_is_said(data: bytes, code: str) -> None:
    sheet = read(data)
    assert code in codes(sheet)
    assert sheet.members == []


@pytest.mark.parametrize(
    "text",
    [
        "member,event\nAnna,E1\n",
        "Name;01.03.2024;08.03.2024\nAnna;x;\n",
        "Vorname;Nachname;01.03.2024;08.03.2024\nAnna;Abt;x;\n",
        REPORT.format(first="9/30/2025", last="9/30/2025", anna=1),
    ],
)
def test_a_list_of_attendance_is_recognised(text: str) -> None:
    assert looks_like_attendance(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "Name,E-Mail\nAnna,a@abt.example\n",
        "Name;Firma\nAnna;Abt\n",
        "First Name,Last Name,URL,Connected On\nAnna,Abt,x,01 Mar 2024\n",
        "Name,Birthday\nAnna,1980-01-01\n",
        "Name,Date\nAnna,2024-01-01\n",
        "Name;Newsletter;Karte\nAnna;x;\nBen;;x\n",
        "Name;Telefon;01.03.2024;08.03.2024\nAnna;0221;x;x\n",
        "Subject,Start Date\nDinner,2024-01-01\n",
        "",
    ],
)
def test_a_table_of_addresses_is_never_taken_for_one(text: str) -> None:
    assert not looks_like_attendance(text.encode())


# Bounds.


def test_more_than_there_is_room_for_is_said_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ledger_module, "MOST_MEMBERS", 2)
    sheet = read("member,event\nA,E1\nB,E1\nC,E1\nD,E1\nA,E2\n")
    assert [m.name for m in sheet.members] == ["A", "B"]
    assert codes(sheet) == ["attendance-too-many-members"]
    assert (sheet.used, sheet.failed) == (3, 2)
    # Those who are known may still be at another gathering.
    assert Presence(0, 1, "present") in sheet.present


def test_no_more_than_two_thousand_gatherings_are_read() -> None:
    rows = "".join(f"Anna,E{i}\n" for i in range(2_003))
    sheet = read(f"member,event\n{rows}")
    assert len(sheet.gatherings) == len(sheet.present) == 2_000
    assert codes(sheet) == ["attendance-too-many-gatherings"]
    assert sheet.failed == 3


def test_problems_and_rows_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_module, "MOST_PROBLEMS", 3)
    monkeypatch.setattr(read_module, "MOST_ROWS", 6)
    sheet = read("Name,E1\n" + "Anna,x\n" + ",x\n" * 9)
    # One of six rows is used; of six problems three are listed, and how many not.
    assert (sheet.rows_read, sheet.failed) == (6, 5)
    assert codes(sheet) == ["attendance-no-name"] * 3 + ["attendance-more-problems"]
    assert sheet.problems[-1].facts == {"count": "3"}


def test_a_name_that_is_too_long_is_cut_and_a_huge_line_costs_no_other() -> None:
    sheet = read(f"Name,E1\n{'A' * 300},x\nBen,{'y' * 1_100_000}\nCleo\0,x\nDora,x\n")
    assert [len(m.name) for m in sheet.members] == [200, 4, 4]
    assert codes(sheet) == ["attendance-cut", "csv-too-long", "csv-nul"]
    assert sheet.failed == 1
