from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.exchange.card import (
    Card,
    Entry,
    Job,
    Name,
    PartialDate,
    PostalAddress,
    Problem,
)
from kontor.exchange.csv import read as module
from kontor.exchange.csv.layout import Mapping
from kontor.exchange.csv.plan import Plan
from kontor.exchange.csv.read import read_table
from kontor.exchange.csv.rows import Row
from kontor.exchange.problems import SENTENCES


def read(text: str | bytes, mapping: Mapping | None = None) -> list[Card | Problem]:
    data = text.encode() if isinstance(text, str) else text
    return list(read_table(io.BytesIO(data), mapping))


def cards(text: str | bytes, mapping: Mapping | None = None) -> list[Card]:
    return [found for found in read(text, mapping) if isinstance(found, Card)]


def codes(found: list[Problem]) -> list[str]:
    return [problem.code for problem in found]


LINKEDIN = """Notes:
"When exporting your connection data, you may notice that some fields are empty."


First Name,Last Name,URL,Email Address,Company,Position,Connected On
Erika,Abt,https://www.linkedin.com/in/erika/,erika@abt.example,"Abt, Co",CEO,12 Nov 2023
Erika,Abt,https://www.linkedin.com/in/erika-2,,,,13 Nov 2023
,,,,,,14 Nov 2023
Jörg,Beck,https://www.linkedin.com/in/beck,,,Freelancer,
"""


class TestLinkedIn:
    def test_a_connection_comes_with_its_url_as_id_and_its_day(self) -> None:
        erika = cards(LINKEDIN)[0]
        assert erika.source == "linkedin"
        assert erika.source_id == "https://www.linkedin.com/in/erika"
        assert erika.name == Name(given="Erika", family="Abt")
        assert erika.emails == [Entry("erika@abt.example")]
        assert erika.jobs == [Job("Abt, Co", "", "CEO")]
        assert erika.links == [Entry("https://www.linkedin.com/in/erika/", "linkedin")]
        assert erika.met_day == date(2023, 11, 12)
        assert erika.problems == []

    def test_two_people_of_one_name_differ_by_their_url(self) -> None:
        first, second = cards(LINKEDIN)[:2]
        assert first.name == second.name
        assert first.source_id != second.source_id

    def test_a_row_with_only_a_day_is_reported_and_costs_no_other(self) -> None:
        found = read(LINKEDIN)
        # Lines 1 to 4 are the preamble, 5 the heading.
        assert [(f.record, f.line) for f in found] == [(1, 6), (2, 7), (3, 8), (4, 9)]
        assert isinstance(found[2], Problem)
        assert (found[2].code, found[2].outcome) == ("no-name", "failed")

    def test_a_job_without_a_firm_and_a_missing_day_are_no_problem(self) -> None:
        joerg = cards(LINKEDIN)[2]
        assert joerg.jobs == [Job(role="Freelancer")]
        assert joerg.met_day is None
        assert joerg.problems == []

    @pytest.mark.parametrize(
        "preamble",
        [
            "",
            "Notes:\nA remark, without marks.\nAnd another one.\n\n",
            'Hinweise:\n"Eine Bemerkung mit einem Komma, so."\n\n',
            'Notes:\n"A mark that is never closed\n\n',
        ],
    )
    def test_no_preamble_costs_a_row(self, preamble: str) -> None:
        body = (
            "Verbunden am,Nachname,Vorname,URL,Unternehmen\n"
            '12.11.2023,Abt,Anna,https://www.linkedin.com/in/a,"Abt, Co"\n'
            '13.11.2023,Beck,Ben,https://www.linkedin.com/in/b,"Beck, Co"\n'
        )
        found = cards(preamble + body)
        assert [card.name.family for card in found] == ["Abt", "Beck"]
        assert [card.met_day for card in found] == [
            date(2023, 11, 12),
            date(2023, 11, 13),
        ]

    @pytest.mark.parametrize(
        ("day", "meant"),
        [
            ("12 Nov 2023", date(2023, 11, 12)),
            ("12. Nov. 2023", date(2023, 11, 12)),
            ("12.11.2023", date(2023, 11, 12)),
            ("2023-11-12", date(2023, 11, 12)),
            ('"11/12/23, 2:05 PM"', date(2023, 11, 12)),
            ("11/30/23", date(2023, 11, 30)),
            ("12-Nov-23", date(2023, 11, 12)),
        ],
    )
    def test_every_form_of_the_day_is_read(self, day: str, meant: date) -> None:
        text = f"First Name,URL,Connected On\nAnna,https://l.example/in/a,{day}\n"
        assert cards(text)[0].met_day == meant

    def test_what_is_no_day_becomes_a_note(self) -> None:
        anna = cards("First Name,URL,Connected On\nAnna,https://l.example/a,soon\n")[0]
        assert anna.met_day is None
        assert anna.note == "Connected On: soon"
        assert codes(anna.problems) == ["bad-date"]


GOOGLE_OLD = """Name,Given Name,Family Name,Birthday,Notes,Group Membership,\
E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,\
Phone 1 - Type,Phone 1 - Value,Address 1 - Type,Address 1 - Formatted,\
Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Postal Code,\
Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,\
Relation 1 - Type,Relation 1 - Value,Website 1 - Type,Website 1 - Value
"Abt, Anna",Anna,Abt, --11-12,"Two
lines",* myContacts ::: Skat ::: * Friends,* Home,a@abt.example ::: b@abt.example,\
Work,w@abt.example,Mobile,0170 1 ::: 0170 2,Home,"Weg 1
50667 Köln",Weg 1,Köln,Postfach 7,50667,,Abt & Co,Owner,Spouse,\
Ben Abt,Profile,abt.example
"""
GOOGLE_NEW = """First Name,Last Name,Organization Name,Labels,E-mail 1 - Label,\
E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Address 1 - Label,\
Address 1 - Formatted,Address 1 - Street,Phone 1 - Label,Phone 1 - Value
Anna,Abt,Abt & Co,Skat ::: * myContacts,Segeln,a@abt.example,* Work,w@abt.example,\
Work,"Weg 1
Köln",,Work Fax,0221 1
"""


class TestGoogle:
    def test_old_headings(self) -> None:
        anna = cards(GOOGLE_OLD)[0]
        assert anna.source == "google"
        assert anna.display == "Abt, Anna"
        assert anna.name == Name(given="Anna", family="Abt")
        assert anna.birthday == PartialDate(11, 12)
        assert anna.note == "Two\nlines"
        assert anna.jobs == [Job("Abt & Co", "", "Owner")]
        assert anna.related == [Entry("Ben Abt", "spouse")]
        assert anna.links == [Entry("abt.example", "Profile")]
        assert anna.unknown == []
        assert anna.problems == []

    def test_several_values_in_one_cell_are_several(self) -> None:
        anna = cards(GOOGLE_OLD)[0]
        # The star marks the first choice: one address, not both.
        assert anna.emails == [
            Entry("a@abt.example", "home", preferred=True),
            Entry("b@abt.example", "home"),
            Entry("w@abt.example", "work"),
        ]
        assert anna.phones == [Entry("0170 1", "mobile"), Entry("0170 2", "mobile")]

    def test_groups_become_tags_but_not_that_of_everybody(self) -> None:
        assert cards(GOOGLE_OLD)[0].tags == ["Skat", "Friends"]

    def test_an_address_is_taken_in_parts(self) -> None:
        assert cards(GOOGLE_OLD)[0].addresses == [
            PostalAddress("Weg 1", "Postfach 7", "50667", "Köln", kind="home")
        ]

    def test_new_headings(self) -> None:
        anna = cards(GOOGLE_NEW)[0]
        assert anna.source == "google"
        assert anna.tags == ["Skat"]
        assert anna.emails == [
            Entry("a@abt.example", "Segeln"),
            Entry("w@abt.example", "work", preferred=True),
        ]
        assert anna.phones == [Entry("0221 1", "fax")]
        assert anna.jobs == [Job("Abt & Co")]

    def test_an_address_in_one_piece_is_kept_where_there_are_no_parts(self) -> None:
        assert cards(GOOGLE_NEW)[0].addresses == [
            PostalAddress("Weg 1\nKöln", kind="work")
        ]

    def test_two_addresses_in_one_set_of_cells_are_two(self) -> None:
        text = (
            "First Name,Address 1 - Label,Address 1 - Street,Address 1 - City\n"
            "Anna,Home,Weg 1 ::: Gasse 2,Köln ::: Bonn\n"
        )
        assert cards(text)[0].addresses == [
            PostalAddress("Weg 1", city="Köln", kind="home"),
            PostalAddress("Gasse 2", city="Bonn", kind="home"),
        ]


OUTLOOK_EN = (
    "First Name,Middle Name,Last Name,Title,Suffix,E-mail Address,E-mail Type,"
    "E-mail 2 Address,Business Phone,Business Phone 2,Home Street,Home Street 2,"
    "Home Postal Code,Home City,Company,Job Title,Birthday,Spouse,Referred By,"
    "Categories,Sensitivity,Private,Notes\r\n"
    "Linus,B.,Abt,Dr.,Jr.,l@abt.example,SMTP,,030 1,030 2,Weg 1,Hinterhaus,"
    "10115,Berlin,Abt AG,Smith,12/28/1969,Tove,Ben Beck,"
    "Friends;;Open source; Skat,Confidential,False,Likes penguins\r\n"
)
OUTLOOK_DE = (
    "Anrede;Vorname;Nachname;Firma;Position;E-Mail-Adresse;E-Mail 2: Adresse;"
    "Telefon (privat);Mobiltelefon;Straße geschäftlich;Postleitzahl geschäftlich;"
    "Ort geschäftlich;Land/Region geschäftlich;Geburtstag;Empfohlen von;Kategorien;"
    "Privat;Vertraulichkeit;Büro\r\n"
    "Frau;Änne;Größ;Müller GmbH;Geschäftsführerin;a@x.example;;0221 1;0170 1;"
    "Königstraße 1;50667;Köln;Deutschland;28.12.1969;Jörg Löwe;Verein;Wahr;Normal;7a"
    "\r\nHerr;Otto;Ohne;;;o@x.example;;;;;;;;0.0.00;;;Falsch;Normal;\r\n"
)


class TestOutlook:
    def test_english_headings(self) -> None:
        linus = cards(OUTLOOK_EN)[0]
        assert linus.source == "outlook"
        assert linus.name == Name("Linus", "B.", "Abt", "Dr.", "Jr.")
        assert linus.jobs == [Job("Abt AG", "", "Smith")]
        assert linus.emails == [Entry("l@abt.example")]
        assert linus.phones == [Entry("030 1", "work"), Entry("030 2", "work")]
        assert linus.addresses == [
            PostalAddress("Weg 1", "Hinterhaus", "10115", "Berlin", kind="home")
        ]
        assert linus.birthday == PartialDate(12, 28, 1969)
        assert linus.tags == ["Friends", "Open source", "Skat"]
        assert linus.related == [
            Entry("Tove", "spouse"),
            Entry("Ben Beck", "referred-by"),
        ]
        assert linus.note == "Likes penguins"
        assert linus.secrecy == "confidential"
        assert linus.unknown == [("E-mail Type", "SMTP")]

    def test_a_comma_in_a_category_does_not_part_it(self) -> None:
        text = (
            "Name,E-mail Address,Business Phone,Categories\n"
            'A,a@abt.example,,"Sun, sea;Skat"\nB,b@abt.example,,"Sun, sea"\n'
        )
        assert [card.tags for card in cards(text)] == [
            ["Sun, sea", "Skat"],
            ["Sun, sea"],
        ]

    def test_german_headings_in_windows_1252(self) -> None:
        aenne, otto = cards(OUTLOOK_DE.encode("cp1252"))
        assert aenne.source == "outlook"
        assert aenne.name == Name("Änne", "", "Größ", "Frau")
        assert aenne.jobs == [Job("Müller GmbH", "", "Geschäftsführerin")]
        assert aenne.addresses == [
            PostalAddress(
                "Königstraße 1", "", "50667", "Köln", "", "Deutschland", "work"
            )
        ]
        assert aenne.related == [Entry("Jörg Löwe", "referred-by")]
        assert aenne.birthday == PartialDate(12, 28, 1969)
        assert aenne.secrecy == "private"
        assert aenne.unknown == [("Büro", "7a")]
        assert otto.secrecy == ""

    def test_how_outlook_writes_no_birthday_is_no_problem(self) -> None:
        otto = cards(OUTLOOK_DE.encode("cp1252"))[1]
        assert otto.birthday is None
        assert otto.problems == []

    def test_title_alone_is_the_job(self) -> None:
        assert cards("Name,Email,Title\nAnna,a@x.example,CEO\n")[0].jobs == [
            Job(role="CEO")
        ]


THUNDERBIRD_DE = (
    "Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,"
    "Sekundäre E-Mail-Adresse,Tel. dienstlich,Mobil-Tel.-Nr.,Privat: Adresse,"
    "Privat: Adresse 2,Privat: Ort,Privat: PLZ,Arbeitstitel,Organisation,Webseite 1,"
    "Geburtsjahr,Geburtsmonat,Geburtstag,Benutzerdef. 1,Notizen,\n"
    "Anna,Abt,Anna Abt,Änni,a@abt.example,b@abt.example,030 1,0170 1,Weg 1,Hof,"
    "Köln,50667,Leiterin,Abt,abt.example,1970,1,5,rot,Notiz,\n"
    ",,Ben,,b@beck.example,,,,,,,,,,,,12,24,,,\n"
)


class TestThunderbird:
    def test_german_headings_with_the_birthday_in_three_columns(self) -> None:
        anna, ben = cards(THUNDERBIRD_DE)
        assert anna.source == "thunderbird"
        assert anna.birthday == PartialDate(1, 5, 1970)
        assert ben.birthday == PartialDate(12, 24)
        assert anna.nickname == "Änni"
        assert anna.emails == [
            Entry("a@abt.example", preferred=True),
            Entry("b@abt.example", "other"),
        ]
        assert anna.addresses == [
            PostalAddress("Weg 1", "Hof", "50667", "Köln", kind="home")
        ]
        assert anna.jobs == [Job("Abt", "", "Leiterin")]
        assert anna.unknown == [("Benutzerdef. 1", "rot")]

    def test_the_plain_form_with_semicolons(self) -> None:
        text = "Display Name;Last Name;Primary Email\nAnna Abt;Abt;a@abt.example\n"
        anna = cards(text)[0]
        assert anna.source == "thunderbird"
        assert anna.display == "Anna Abt"

    def test_a_birth_year_alone_is_kept_as_a_note(self) -> None:
        text = "Display Name,Primary Email,Birth Year\nAnna,a@abt.example,1970\n"
        anna = cards(text)[0]
        assert anna.birthday is None
        assert anna.note == "Birth Year: 1970"


class TestOtherTables:
    def test_a_list_made_by_hand_is_read(self) -> None:
        text = "Name;Vorname;Firma;Tel.;E-Mail;PLZ Ort\nAbt;Anna;Abt & Co;1;;50667 Köln"
        anna = cards(text)[0]
        assert anna.source == "csv"
        assert anna.name == Name(given="Anna", family="Abt")
        assert anna.addresses == [PostalAddress("", "", "50667", "Köln")]

    def test_a_row_with_a_firm_and_nobody_is_an_organisation(self) -> None:
        firm = cards("organization_name,email\nBobCo,info@bob.example\n")[0]
        assert (firm.kind, firm.display) == ("organisation", "BobCo")
        assert firm.emails == [Entry("info@bob.example")]

    def test_hubspot_gives_its_own_id(self) -> None:
        text = (
            "Record ID,First Name,Last Name,Email,Lifecycle Stage\n"
            "51,Anna,Abt,a@abt.example,Lead\n"
        )
        anna = cards(text)[0]
        assert (anna.source, anna.source_id) == ("hubspot", "51")
        assert anna.unknown == [("Lifecycle Stage", "Lead")]

    def test_an_id_of_who_knows_what_is_no_id_of_the_source(self) -> None:
        anna = cards("id,first_name,last_name\n1,Anna,Abt\n")[0]
        assert anna.source_id == ""
        assert anna.unknown == [("id", "1")]

    def test_an_invalid_address_is_reported_and_the_rest_kept(self) -> None:
        anna = cards("Name,Email\nAnna,joseph-email.com\n")[0]
        assert anna.display == "Anna"
        assert anna.emails == []
        assert anna.unknown == [("Email", "joseph-email.com")]
        assert [(p.code, p.outcome, p.facts) for p in anna.problems] == [
            ("bad-email", "noted", {"value": "joseph-email.com"})
        ]

    def test_an_address_under_a_heading_of_somebody_else_is_not_taken(self) -> None:
        anna = cards("First Name,Last Name,Dads email\nAnna,Abt,nonsense\n")[0]
        assert anna.emails == []
        assert anna.unknown == [("Dads email", "nonsense")]
        assert codes(anna.problems) == ["bad-email"]

    @pytest.mark.parametrize(
        "cell",
        [
            "a@x.example;b@x.example",
            '"a@x.example, b@x.example"',
            "a@x.example b@x.example",
            '"Anna <a@x.example>, mailto:b@x.example"',
        ],
    )
    def test_several_addresses_in_one_cell_are_several(self, cell: str) -> None:
        anna = cards(f"Name,Email\nAnna,{cell}\n")[0]
        assert [e.value for e in anna.emails] == ["a@x.example", "b@x.example"]

    def test_a_number_that_excel_protects_is_freed(self) -> None:
        anna = cards('Name;Telefon\nAnna;="0221 1"\n')[0]
        assert anna.phones == [Entry("0221 1")]


class TestBrokenTables:
    def test_a_table_without_heading_is_one_problem(self) -> None:
        found = read("John Doe,John,j@doe.invalid\nJane Doe,Jane,i@doe.invalid\n")
        assert found == [Problem("csv-needs-mapping", 0, 0)]

    def test_columns_that_cannot_be_told_are_one_problem(self) -> None:
        assert read("a,b\n1,2\n") == [Problem("csv-needs-mapping", 0, 0)]

    def test_a_heading_without_rows_is_told(self) -> None:
        found = read("Vorname,Nachname\n")
        assert found == [Problem("csv-no-rows", 0, 0, "noted")]

    def test_the_keeper_can_say_what_the_columns_mean(self) -> None:
        mapping = Mapping(("display", "name.given", "email"), has_heading=False)
        john, jane = cards("J D,John,j@doe.invalid\nI D,Jane,i@doe.invalid\n", mapping)
        assert john.name == Name(given="John")
        assert (john.record, john.line) == (1, 1)
        assert jane.emails == [Entry("i@doe.invalid")]

    def test_rows_of_another_length_than_the_heading_lose_nothing(self) -> None:
        found = cards("Name,Email,Ort\nAnna,a@x.example,Köln,,extra\nBen\nCarl,,\n")
        assert found[0].unknown == [("#5", "extra")]
        assert codes(found[0].problems) == ["csv-row-longer"]
        assert codes(found[1].problems) == ["csv-row-shorter"]
        assert found[1].display == "Ben"
        assert codes(found[2].problems) == []

    def test_empty_cells_beyond_the_heading_are_no_problem(self) -> None:
        assert cards("Name,Email\nAnna,a@x.example,,\n")[0].problems == []

    def test_of_two_columns_with_one_heading_the_first_counts(self) -> None:
        text = "First Name,Last Name,Email,Last Name\nAnna,Abt,a@x.example,Beck\n"
        problem, anna = read(text)
        assert isinstance(problem, Problem)
        assert (problem.code, problem.outcome) == ("csv-double-heading", "noted")
        assert isinstance(anna, Card)
        assert anna.name.family == "Abt"
        assert anna.unknown == [("Last Name", "Beck")]

    def test_of_two_columns_for_one_thing_the_first_filled_counts(self) -> None:
        text = "Name,Beruf,Position\nAnna,,CEO\nBen,Arzt,Chef\n"
        anna, ben = cards(text)
        assert anna.jobs == [Job(role="CEO")]
        assert ben.jobs == [Job(role="Arzt")]
        assert ben.unknown == [("Position", "Chef")]

    def test_rows_above_the_heading_are_not_lost_in_silence(self) -> None:
        found = read("Liste 2024\nAnna,Abt\nVorname,Nachname\nBen,Beck\n")
        assert [(f.record, f.line) for f in found] == [(1, 2), (2, 4)]
        assert isinstance(found[0], Problem)
        assert found[0].code == "csv-above-heading"

    def test_a_hint_for_excel_above_the_heading_is_no_row(self) -> None:
        found = read("sep=;\r\nVorname;Nachname\r\nBen;Beck\r\n")
        assert [type(f) for f in found] == [Card]

    def test_rows_of_nothing_but_separators_are_no_records(self) -> None:
        found = read("Vorname,Nachname\n,\nBen,Beck\n , \n")
        assert [(f.record, f.line) for f in found] == [(1, 3)]

    def test_lines_are_counted_over_cells_of_several_lines(self) -> None:
        found = read('Name,Note\nAnna,"one\ntwo\nthree"\n\nBen,x\n')
        assert [(f.record, f.line) for f in found] == [(1, 2), (2, 6)]

    def test_a_broken_row_is_told_on_its_card(self) -> None:
        anna, ben = cards('Name,Email,Ort\nAn\0na,a@x.example,"Köln\nBen,,Bonn\n')
        assert sorted(codes(anna.problems)) == ["csv-nul", "csv-quote"]
        assert anna.addresses[0].city == "Köln"
        assert (ben.display, ben.line) == ("Ben", 3)

    def test_a_row_beyond_all_measure_fails_alone(self) -> None:
        found = read("Name,Note\nAnna," + "x" * 1_100_000 + "\nBen,y\n")
        assert isinstance(found[0], Problem)
        assert found[0] == Problem("csv-too-long", 1, 2)
        assert isinstance(found[1], Card)

    def test_the_record_as_it_stood_is_kept(self) -> None:
        assert cards('Name,Ort\n"Abt, Anna",Köln\r\n')[0].raw == '"Abt, Anna",Köln'

    def test_a_row_that_breaks_the_reader_costs_no_other(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def failing(row: Row, number: int, plan: Plan) -> Card:
            if row.cells[0] == "Ben":
                raise RuntimeError
            return card_of(row, number, plan)

        card_of = module.card_of
        monkeypatch.setattr(module, "card_of", failing)
        found = read("Vorname,Nachname\nAnna,Abt\nBen,Beck\nBen,Bo\nCarl,Carr\n")
        assert [type(f) for f in found] == [Card, Problem, Problem, Card]
        assert found[1] == Problem("unreadable", 2, 3)
        assert len(caplog.records) == 1

    def test_every_code_has_its_sentence(self) -> None:
        texts = [
            "a,b\n1,2\n", "x@y.example,1\n", "Vorname,Nachname\n",
            "A,B\nVorname,Nachname\nBen,Beck,x\nBen\nB\0,\"\n",
            "Name,Email,Email,Birthday\n,,,\nA,b,c,d\n",
        ]  # fmt: skip
        found = [f for text in texts for f in read(text)]
        noted = [p for f in found if isinstance(f, Card) for p in f.problems]
        problems = [f for f in found if isinstance(f, Problem)] + noted
        assert len({p.code for p in problems}) > 7
        for problem in problems:
            assert SENTENCES[problem.code].format(**problem.facts)


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    for found in read(data):
        assert found.record >= 0


@settings(max_examples=200)
@given(
    st.binary(max_size=200),
    st.sampled_from(
        [
            b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
            b"Name;Vorname;E-Mail;Geburtstag;Kategorien;Anrede;Titel;Adresse;Privat\n",
            b"Name\tE-mail 1 - Label\tE-mail 1 - Value\tAddress 1 - Street\tLabels\n",
        ]
    ),
)
def test_no_bytes_below_a_heading_raise(data: bytes, heading: bytes) -> None:
    for found in read(heading + data):
        assert getattr(found, "code", "") != "unreadable"


_CELL = st.text(
    alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=20
).map(str.strip)


@given(st.lists(st.tuples(_CELL, _CELL, _CELL), min_size=1, max_size=8))
def test_every_row_of_a_table_comes_back_with_its_text(
    table: list[tuple[str, str, str]],
) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(["Spitzname", "E-Mail", "Schuhgröße"])
    # A nickname, so that every row names somebody.
    writer.writerows(
        (f"N{i} {a}", "n@x.example", b) for i, (a, b, _) in enumerate(table)
    )
    found = cards(stream.getvalue())
    assert [c.nickname for c in found] == [
        f"N{i} {a}".strip() for i, (a, _, _) in enumerate(table)
    ]
    assert [c.unknown for c in found] == [
        [("Schuhgröße", b)] if b else [] for _, b, _ in table
    ]


class TestLeftOut:
    TABLE = "Name;E-Mail;Gehalt\nAnna Abt;a@abt.example;9000\n"

    def test_nothing_is_kept_of_a_column_that_the_keeper_leaves_out(self) -> None:
        mapping = Mapping(("display", "email", "-"))
        (anna,) = read_table(io.BytesIO(self.TABLE.encode()), mapping)
        assert isinstance(anna, Card)
        assert anna.unknown == []
        # Nor of the record as it stood.
        assert anna.raw == "Anna Abt;a@abt.example;"

    def test_a_column_without_a_meaning_is_kept_as_it_is(self) -> None:
        mapping = Mapping(("display", "email", ""))
        (anna,) = read_table(io.BytesIO(self.TABLE.encode()), mapping)
        assert isinstance(anna, Card)
        assert anna.unknown == [("Gehalt", "9000")]


def test_a_formula_is_nothing_but_text() -> None:
    (anna,) = cards("Name,E-Mail,Notiz\n=cmd|'/c calc'!A1,a@abt.example,=1+1\n")
    assert (anna.display, anna.note) == ("=cmd|'/c calc'!A1", "=1+1")


def test_how_they_met_is_read() -> None:
    heading = "Name,E-Mail,Kennengelernt am,Kennengelernt bei,Vermittelt durch"
    row = "Anna Abt,a@abt.example,3.4.2019,Messe Kiel,Ben Bock"
    (anna,) = cards(f"{heading}\n{row}\n")
    assert anna.met_day == date(2019, 4, 3)
    assert anna.met_place == "Messe Kiel"
    assert anna.related == [Entry("Ben Bock", "referred-by")]


def test_a_table_for_monica_is_read_by_place() -> None:
    # Its heading names four columns; the birthday is the 15th, the mail the 29th.
    row = [
        "7",
        "Bo",
        "Paul",
        "Hew",
        *[""] * 10,
        "1960-05-10",
        *[""] * 13,
        "b@x.example",
    ]
    (bo,) = cards("id,first_name,middle_name,last_name\n" + ",".join(row))
    assert (bo.source, bo.name.family) == ("monica-csv", "Hew")
    assert bo.birthday == PartialDate(5, 10, 1960)
    assert bo.emails == [Entry("b@x.example")]
    assert bo.problems == []


def test_hubspot_tells_its_records_by_their_id() -> None:
    heading = "Record ID - Contact,First Name,Last Name,Email,Create Date"
    (bo,) = cards(f"{heading}\n5101,Bo,Hew,b@x.example,2023-04-12 09:31\n")
    assert (bo.source, bo.source_id) == ("hubspot", "5101")
    assert bo.unknown == [("Create Date", "2023-04-12 09:31")]


@pytest.mark.parametrize(
    ("forms", "name", "jobs"),
    [
        (("name.given", "name"), Name("Anna", family="Abt"), []),
        (("display", "name.title"), Name(), [Job(role="Abt")]),
        (("display", "name.salutation"), Name(prefix="Abt"), []),
    ],
)
def test_words_that_were_remembered_before_they_were_settled_cost_no_row(
    forms: tuple[str, ...], name: Name, jobs: list[Job]
) -> None:
    (card,) = cards("A;B\nAnna;Abt\n", Mapping(forms))
    assert (card.name, card.jobs) == (name, jobs)


def test_a_heading_as_long_as_a_book_does_not_stand_with_every_row() -> None:
    rows = "Anna,a@abt.example,x\n" * 2
    found = cards(f"Name,Email,{'w' * 10_000}\n{rows}")
    assert [card.unknown for card in found] == [[("w" * 200, "x")]] * 2
