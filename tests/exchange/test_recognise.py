from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.exchange.problems import SENTENCES
from kontor.exchange.recognise import recognise, why_not


def packed(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "application/vnd.oasis.opendocument.spreadsheet")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\n", "vcard"),
        (b"\xef\xbb\xbf\r\n begin:vcard\n", "vcard"),
        ("BEGIN:VCARD\r\nFN:Ägidius\r\n".encode("utf-16-be"), "vcard"),
        ("\ufeffBEGIN:VCARD\r\n".encode("utf-16-le"), "vcard"),
        (b"BEGIN:VCRD\nVERSION:3.0\nFN:Anna\nEND:VCARD\n", "vcard"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:BEGIN:VCARD\n", "ical"),
        (b"BEGIN:VEVENT\nDTSTART:20240101\n", "ical"),
        (b"Notes:\n\nFirst Name,Last Name,URL,Connected On\n", "linkedin"),
        (b"Name,E-mail 1 - Type,E-mail 1 - Value\n", "google"),
        (b"First Name;E-mail Address;Business Phone\n", "outlook"),
        (b"Display Name\tPrimary Email\n", "thunderbird"),
        (b"Name,Phone\nAnna,1\n", "csv"),
        ("Vorname;Größe\nÄnne;1\n".encode("cp1252"), "csv"),
        (b"a,b,c\n1,2,3\n4,5,6\n", "csv"),
        (b"John Doe,john@doe.invalid\nJane Doe,jane@doe.invalid\n", "csv"),
        (b"john@doe.invalid\njane@doe.invalid\n", "csv"),
        (b"From anna@abt.example Mon Mar  2 10:00:00 2026\nTo: x\n", "mbox"),
        (b"From - Mon Mar 02 10:00:00 2026\r\nX-Mozilla-Status: 0001\r\n", "mbox"),
        (b"From 17@xxx Mon Mar 02 10:00:00 +0000 2026\r\nX-GM-THRID: 1\r\n", "mbox"),
        (b"From \r\nReceived: from x\r\n", "mbox"),
        (b"Received: from x\r\nSubject: Hi\r\n\r\nName,Phone\n", "eml"),
        (b"\xef\xbb\xbf\r\nDate: x\nFROM : anna@abt.example\n\nHi\n", "eml"),
        (b">From a Mon Mar  2 10:00:00 2026\nTo: x\nCc: y\n", "eml"),
        (b"From: a@abt.example\nTo: b@abt.example\n\nBEGIN:VCARD\nFN:A\n", "eml"),
        (b"To: a@b.example\nFrom: c@d.example\n\n" + bytes(5_000), "eml"),
        (b"Content-Type: multipart/mixed;\n boundary=B\n\n--B\n\nHi\n", "eml"),
        (b"Subject:", "eml"),
        (b"BEGIN:VCARD\nFN:A\nNOTE:x\nFrom: a@b.example\nTo: c@d.example\n", "vcard"),
        (b"Name,From,To\nFrom: a,To: b,c\n", "csv"),
        (packed("Connections.csv"), "zip"),
        (packed(), "zip"),
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\n", "empty"),
        (b"\0\0\0\0", "empty"),
    ],
)
def test_the_kind_is_told_by_content(head: bytes, kind: str) -> None:
    assert recognise(head) == kind


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (packed("[Content_Types].xml", "xl/workbook.xml"), "format-office"),
        (packed("docProps/app.xml", "[Content_Types].xml"), "format-office"),
        (packed("mimetype", "content.xml"), "format-office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "format-office"),
        (b"%PDF-1.7\n", "format-pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0", "format-picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "format-picture"),
        (b"\0\0\0\x18ftypheic", "format-picture"),
        (b"<!DOCTYPE html><html><body>a,b\n1,2\n", "format-web-page"),
        (b"!BDN\0\0\0\0", "format-mail"),
        (b"From Berlin we went to Prague in 2020.\nIt was 10:00.\n", "unknown-format"),
        (b"From 9:00 on, in 2020, we were there.\nAll day.\n", "unknown-format"),
        (b"Subject: a letter\n\nDear Anna,\n", "unknown-format"),
        (b"Received: with thanks\nfrom whom?\n\nDear Anna,\n", "unknown-format"),
        (b"\x1f\x8b\x08\0\0\0", "format-packed"),
        (b'{"contacts": []}', "format-json"),
        (b'[{"name": "Anna"}]', "format-json"),
        (b"Dear Anna,\n\nthank you very much for coming.\nYours\n", "unknown-format"),
        (bytes(range(256)), "unknown-format"),
        (b"", "empty-file"),
    ],
)
def test_what_is_not_read_is_told_with_a_reason(head: bytes, code: str) -> None:
    assert recognise(head) in {"unknown", "empty"}
    assert why_not(head) == code
    assert SENTENCES[code]


def test_what_is_read_needs_no_reason() -> None:
    assert why_not(b"BEGIN:VCARD\n") == ""


@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_no_bytes_raise(head: bytes) -> None:
    unusable = recognise(head) in {"empty", "unknown"}
    assert unusable == (why_not(head) not in {"", "csv-needs-mapping"})


def test_a_table_that_says_nothing_of_its_columns_waits_for_somebody_who_does() -> None:
    head = b"Kdnr;Was\n1;Anna Abt\n2;Ben Bock\n"
    assert (recognise(head), why_not(head)) == ("csv", "csv-needs-mapping")


@pytest.mark.parametrize("piece", [b"@", b"From ", b"@.", b"a", b" ", b"<", b",", b'"'])
def test_a_long_line_of_anything_is_told_quickly(piece: bytes) -> None:
    # Patterns that look back over a long line would take hours here.
    assert recognise(piece * 100_000)
