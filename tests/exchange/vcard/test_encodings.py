from __future__ import annotations

import base64

import pytest

from kontor.exchange.card import Entry, Name, PostalAddress

# The smallest beginning that says "JPEG", and enough after it to fill lines.
PICTURE = b"\xff\xd8\xff\xe0" + bytes(range(60)) * 2
BASE64 = base64.b64encode(PICTURE).decode()


def test_folded_lines_are_joined_without_the_fold(card):
    anna = card("FN:A", "NOTE:Kennt den ", " halben Ha", "\tfen")
    assert anna.note == "Kennt den halben Hafen"


def test_a_fold_may_stand_within_a_character(card):
    # ü is C3 BC; folding by bytes cuts it in two.
    assert card(b"FN:M\xc3", b" \xbcller").display == "Müller"


def test_quoted_printable_is_decoded_in_its_charset(card):
    line = "N;CHARSET=iso-8859-15;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg"
    assert card(line, version="2.1").name == Name("Jörg", family="Müller")


def test_quoted_printable_needs_no_encoding_parameter(card):
    line = "FN;CHARSET=UTF-8;QUOTED-PRINTABLE:M=C3=BCller"
    assert card(line, version="2.1").display == "Müller"


def test_soft_line_breaks_are_joined(card):
    ben = card(
        "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=utf-8:Bartholom=C3=", "=A4us Ro=", "th",
        "N;ENCODING=QUOTED-PRINTABLE:=", "", "TEL;CELL:1", version="2.1",
    )  # fmt: skip
    assert ben.display == "Bartholomäus Roth"
    assert ben.phones == [Entry("1", "mobile")]


def test_a_soft_line_break_may_be_folded_too(card):
    ben = card(
        "FN;ENCODING=QUOTED-PRINTABLE:sehr=", " lang",
        "ADR;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=", " ;;Deich 3;Wien;;1;=C3=96=",
        "sterreich", version="2.1",
    )  # fmt: skip
    assert ben.display == "sehrlang"
    assert ben.addresses == [
        PostalAddress("Deich 3", "", "1", "Wien", "", "Österreich")
    ]


def test_blanks_after_few_of_many_soft_breaks_are_text(card):
    note = card(
        "FN:A", "NOTE;ENCODING=QUOTED-PRINTABLE:eins=", " zwei=", "drei=", "vier",
        version="2.1",
    ).note  # fmt: skip
    assert note == "eins zweidreivier"


def test_the_bat_writes_windows_1250_and_does_not_say_so(card):
    # F1 is ñ in Latin-1, but Polish is what it must be between s, i and ski.
    ben = card("FN;ENCODING=QUOTED-PRINTABLE:Piotr Iksi=F1ski", version="2.1")
    assert ben.display == "Piotr Iksiński"


def test_a_charset_for_one_property_counts_for_it_alone(card):
    ben = card(
        b"FN;CHARSET=windows-1252:John Do\xeb", "NICKNAME:Zoë", version="2.1"
    )  # fmt: skip
    assert (ben.display, ben.nickname) == ("John Doë", "Zoë")


def test_bytes_that_are_not_utf_8_cost_no_letter(card):
    ben = card(b"FN:M\xfcller", "NOTE:schon UTF-8: ü")
    assert (ben.display, ben.note) == ("Müller", "schon UTF-8: ü")
    assert "\ufffd" not in ben.raw


def test_base64_text_is_decoded(card):
    value = base64.b64encode("Grüße".encode()).decode()
    assert card("FN:A", f"NOTE;ENCODING=b:{value}").note == "Grüße"


def test_what_is_called_base64_and_is_not_stays_as_it_is(card):
    assert card("FN:A", "NOTE;ENCODING=b:a").note == "a"


@pytest.mark.parametrize(
    "lines",
    [
        [f"PHOTO;ENCODING=b;TYPE=JPEG:{BASE64}"],
        [f"PHOTO;TYPE=JPEG;ENCODING=BASE64:{BASE64[:40]}", f" {BASE64[40:]}", ""],
        ["PHOTO;BASE64:", f"  {BASE64[:76]}", f"  {BASE64[76:]}"],
        # Android once broke the lines without indenting them.
        [f"PHOTO;ENCODING=BASE64;JPEG:{BASE64[:60]}", BASE64[60:120], BASE64[120:]],
        [f"PHOTO:data:image/jpeg;base64,{BASE64}"],
        [f"PHOTO;VALUE=uri:data:image/jpeg\\;base64\\,{BASE64}"],
        [f"PHOTO;ENCODING=b;TYPE=png:data:image/png;base64,{BASE64}"],
        [f"PHOTO;ENCODING=b:{BASE64.rstrip('=')}"],
    ],
)
def test_a_picture_is_read_in_every_writing(card, lines):
    anna = card("FN:A", *lines, "TEL:1")
    assert anna.photo is not None
    assert (anna.photo.media_type, anna.photo.data) == ("image/jpeg", PICTURE)
    assert anna.phones == [Entry("1")]
    assert anna.problems == []


@pytest.mark.parametrize(
    ("beginning", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"GIF89a", "image/gif"),
        (b"RIFF0000WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
    ],
)
def test_the_bytes_say_what_a_picture_is(card, beginning, media_type):
    value = base64.b64encode(beginning).decode()
    anna = card("FN:A", f"PHOTO;TYPE=JPEG;ENCODING=b:{value}")
    assert anna.photo is not None
    assert anna.photo.media_type == media_type


@pytest.mark.parametrize(
    "line",
    [
        "PHOTO;ENCODING=b:YWFhYQ==",  # "aaaa"
        "PHOTO;ENCODING=b:a",
        "PHOTO;ENCODING=b:ä",
        "PHOTO:data:image/svg+xml,<svg/>",
        "PHOTO:data:image/svg+xml;base64,PHN2Zy8+",  # <svg/>
    ],
)
def test_what_is_no_picture_is_reported(card, line):
    anna = card("FN:A", line)
    assert anna.photo is None
    assert [problem.code for problem in anna.problems] == ["bad-photo"]
    assert anna.unknown == [("PHOTO", line)]


def test_a_picture_elsewhere_goes_out_again_as_a_link(card):
    line = "PHOTO;VALUE=uri:https://example.com/a.jpg"
    anna = card("FN:A", line, "PHOTO:")
    assert anna.photo is None
    assert anna.unknown == [("PHOTO", line)]
    assert anna.problems == []


def test_broken_notes_and_addresses_are_mended(card):
    anna = card(
        "FN:A",
        "NOTE:eins", "um 10:30 zwei", "drei",
        "ADR:;;Deich 3;Hinterhaus", "Elsfleth;;26931;",
    )  # fmt: skip
    assert anna.note == "eins\num 10:30 zwei\ndrei"
    assert anna.addresses[0].city == "Hinterhaus\nElsfleth"


def test_a_line_that_belongs_nowhere_is_reported(card):
    anna = card("Unsinn", "FN:A", "TEL:1", "noch mehr Unsinn", "EMAIL:a@example.com")
    assert anna.phones == [Entry("1")]
    assert anna.emails == [Entry("a@example.com")]
    stray = [problem.facts["value"] for problem in anna.problems]
    assert stray == ["Unsinn", "noch mehr Unsinn"]
    assert "noch mehr Unsinn" in anna.raw


def test_a_colon_within_quotes_does_not_end_the_parameters(card):
    anna = card('TEL;X-HINT="a:b;c";TYPE=work:1', 'TEL;X-HINT="a:2')
    assert anna.phones == [Entry("1", "work"), Entry("2")]


def test_nul_bytes_are_left_out(card):
    anna = card(b"FN:An\0na", b"NOTE;ENCODING=QUOTED-PRINTABLE:a=00b")
    assert (anna.display, anna.note) == ("Anna", "ab")
    assert "\0" not in anna.raw
