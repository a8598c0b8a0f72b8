from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime

import icalendar
import pytest

from kontor.actions.connections.organisations import edit_organisation
from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.photos import set_photo
from kontor.actions.connections.pieces import Point, Work
from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.ties import add_tie
from kontor.actions.connections.touches import log_touch
from kontor.exchange.vcard.read import read_vcards
from kontor.lib.hand import Hand
from kontor.records.models import Book, Organisation, Person, Touch
from kontor.reports.overview.everything.pack import (
    calendar_alone,
    everything,
    people_alone,
    table_alone,
)
from tests.actions.overview.bringing import bring, card
from tests.conftest import MOMENT

NAMES = [
    "README.txt", "kontor.jsonl", "people.vcf", "people.csv", "organisations.csv",
    "promises.csv", "touches.csv", "calendar.ics",
]  # fmt: skip
GIF = b"GIF89a" + bytes(20)


def opened(book: Book, **how: bool) -> dict[str, bytes]:
    data = b"".join(everything(book.pk, moment=MOMENT, **how))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rows(data: bytes, delimiter: str = ";") -> list[dict[str, str]]:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=delimiter))


@pytest.fixture
def full(book: Book, hand: Hand) -> Book:
    """Ben, who may be told of; Sid, who may not."""
    ben = add_person(
        book.pk, hand=hand, name="Ben Brandt", emails=[Point("ben@x.example", "work")],
        work=[Work("Brandt GmbH", "Chef")], tags=["Chor"], note="=1+1",
    ).uid  # fmt: skip
    sid = add_person(
        book.pk, hand=hand, name="Sid Sander", emails=[Point("sid@x.example")],
        confidential=True,
    ).uid  # fmt: skip
    edit_person(book.pk, ben, hand=hand, birthday=(1970, 3, 4), met_through=sid)
    edit_person(book.pk, sid, hand=hand, birthday=(None, 5, 6))
    set_photo(book.pk, sid, hand=hand, data=GIF)
    add_tie(book.pk, ben, sid, hand=hand)
    day = date(2026, 2, 27)
    log_touch(book.pk, [ben, sid], hand=hand, day=day, channel="meeting", note="both")
    log_touch(book.pk, [sid], hand=hand, day=day, channel="call", note="alone")
    add_promise(book.pk, ben, hand=hand, text="Angebot", due=date(2026, 3, 6))
    add_promise(book.pk, sid, hand=hand, text="Geheimes")
    return book


def test_the_zip_holds_everything_and_says_what_is_what(full: Book) -> None:
    files = opened(full)
    sid = Person.objects.get(display="Sid Sander")
    assert list(files) == [*NAMES, f"photos/{sid.uid}.gif"]
    assert files[f"photos/{sid.uid}.gif"] == GIF
    readme = files["README.txt"].decode()
    for name in [*NAMES[1:], "photos"]:
        assert f"\r\n{name}\r\n" in readme


def test_confidential_people_are_in_the_json_and_in_no_other_file(full: Book) -> None:
    files = opened(full)
    assert b"Sid Sander" in files["kontor.jsonl"]
    assert b"alone" in files["kontor.jsonl"]
    for name in NAMES[2:]:
        for told in (b"Sid", b"sid@", b"alone", b"Geheimes"):
            assert told not in files[name], name
    sid = str(Person.objects.get(display="Sid Sander").uid).encode()
    assert not any(sid in files[name] for name in NAMES[2:])
    assert b"kontor.jsonl" in files["README.txt"]


def test_whoever_asks_gets_confidential_people_in_every_file(full: Book) -> None:
    files = opened(full, confidential=True)
    for name in ("people.vcf", "people.csv", "promises.csv", "calendar.ics"):
        assert b"Sid Sander" in files[name], name
    assert b"alone" in files["touches.csv"]
    assert b"CLASS:CONFIDENTIAL" in files["people.vcf"]


def test_the_people_of_a_confidential_organisation_stay_in_too(
    full: Book, hand: Hand
) -> None:
    firm = Organisation.objects.get(name="Brandt GmbH")
    edit_organisation(full.pk, firm.uid, hand=hand, name=firm.name, confidential=True)
    files = opened(full)
    for name in NAMES[2:]:
        assert b"Brandt" not in files[name], name


def test_cards_can_be_read_and_tell_of_ties_that_may_be_told(full: Book) -> None:
    cards = {
        c.display: c  # type: ignore[union-attr]
        for c in read_vcards(io.BytesIO(opened(full)["people.vcf"]))
    }
    ben = cards["Ben Brandt"]
    assert [e.value for e in ben.emails] == ["ben@x.example"]  # type: ignore[union-attr]
    assert ben.tags == ["Chor"]  # type: ignore[union-attr]
    assert ben.related == []  # type: ignore[union-attr]
    assert set(cards) == {"Anna Ahlers", "Ben Brandt"}


def test_a_card_was_changed_when_any_piece_of_it_was(full: Book, hand: Hand) -> None:
    later = Hand(hand.account_id, datetime(2026, 3, 5, 10, tzinfo=UTC))
    ben = Person.objects.get(display="Ben Brandt")
    edit_person(full.pk, ben.uid, hand=later, emails=[Point("neu@x.example")])
    data = b"".join(people_alone(full.pk, moment=MOMENT)).decode()
    card = data[data.index("FN:Ben Brandt") :]
    assert card[card.index("REV:") :].startswith("REV:20260305T100000Z")


def test_unknown_properties_of_a_card_go_out_again(book: Book, hand: Hand) -> None:
    bring(book, hand, card("X-SHOE;TYPE=left:42", uid="a", name="Ada Alt"))
    data = b"".join(people_alone(book.pk, moment=MOMENT))
    assert b"\r\nX-SHOE;TYPE=left:42\r\n" in data


def test_a_table_shows_dates_and_neutral_cells(full: Book) -> None:
    files = opened(full)
    ben = next(r for r in rows(files["people.csv"]) if r["First Name"] == "Ben")
    assert (ben["Notes"], ben["Birthday"], ben["Labels"]) == (
        "'=1+1", "1970-03-04", "Chor",
    )  # fmt: skip
    (touch,) = rows(files["touches.csv"])
    assert list(touch.values())[0] == "2026-02-27"
    assert "Ben Brandt" in touch.values()
    (promise,) = rows(files["promises.csv"])
    assert {"2026-03-06", "Ben Brandt", "Angebot"} <= set(promise.values())
    (firm,) = rows(files["organisations.csv"])
    assert firm["Organization Name"] == "Brandt GmbH"


def test_tables_are_in_the_language_of_the_book(full: Book) -> None:
    Book.objects.filter(pk=full.pk).update(language="en")
    heading = opened(full)["touches.csv"].decode("utf-8-sig").splitlines()[0]
    assert heading == "Day,Hour,Channel,Direction,Minutes,People,Place,Note,UID"


def test_the_calendar_has_touches_promises_and_birthdays(full: Book) -> None:
    Book.objects.filter(pk=full.pk).update(language="en")
    data = b"".join(calendar_alone(full.pk, moment=MOMENT))
    assert data == opened(full)["calendar.ics"]
    found = icalendar.Calendar.from_ical(data)
    assert [str(event["summary"]) for event in found.events] == [
        "Meeting: Ben Brandt",
        "Birthday: Ben Brandt (1970)",
    ]
    assert [str(task["summary"]) for task in found.walk("VTODO")] == [
        "Angebot (Ben Brandt)"
    ]


def test_uids_of_the_calendar_are_the_same_next_time(full: Book) -> None:
    first = opened(full)["calendar.ics"]
    assert opened(full)["calendar.ics"] == first
    touch = Touch.objects.get(note="both")
    assert f"UID:{touch.uid}\r\n".encode() in first


def test_the_hour_of_a_touch_is_that_of_the_book(full: Book) -> None:
    moment = datetime(2026, 2, 27, 13, 30, tzinfo=UTC)
    Touch.objects.filter(note="both").update(moment=moment)
    files = opened(full)
    (touch,) = rows(files["touches.csv"])
    assert "14:30" in touch.values()  # Berlin in winter
    assert b"DTSTART:20260227T133000Z" in files["calendar.ics"]


def test_without_history_there_are_rows_and_no_deeds(full: Book) -> None:
    lines = [
        json.loads(line)
        for line in opened(full, history=False)["kontor.jsonl"].splitlines()
    ]
    assert lines[0]["history"] is False
    assert {line["is"] for line in lines[1:]}.isdisjoint(
        {"deed", "change", "batch", "batchfile", "item"}
    )
    assert not any("deed_id" in line for line in lines)


def test_the_head_tells_how_many_rows_there_are(full: Book) -> None:
    head, *lines = map(json.loads, opened(full)["kontor.jsonl"].splitlines())
    names = [line["is"] for line in lines]
    counts = {name: names.count(name) for name in dict.fromkeys(names)}
    assert {n: c for n, c in head["rows"].items() if c} == counts


def test_progress_comes_to_its_end(full: Book) -> None:
    told: list[tuple[int, int]] = []
    for _ in everything(full.pk, moment=MOMENT, progress=lambda *n: told.append(n)):
        pass
    assert told[-1][0] == told[-1][1] > 0


def test_people_alone_as_a_table_are_those_of_the_zip(full: Book) -> None:
    data = b"".join(table_alone(full.pk, moment=MOMENT))
    assert data == opened(full)["people.csv"]
    assert b"Brandt GmbH" in data


def test_an_organisation_with_a_telephone_has_a_card_of_its_own(
    book: Book, hand: Hand
) -> None:
    bring(book, hand, card("ORG:Nord GmbH", "TEL:0451 1", "X-ABShowAs:COMPANY",
                           uid="n", name="Nord GmbH"))  # fmt: skip
    add_person(book.pk, hand=hand, name="Bo", work=[Work("Elbe AG")])
    data = b"".join(people_alone(book.pk, moment=MOMENT))
    assert data.count(b"KIND:org") == 1
    assert b"FN:Nord GmbH" in data
    assert b"FN:Elbe AG" not in data
