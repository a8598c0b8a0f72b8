from __future__ import annotations

import pytest

from kontor.exchange.charset import decode_as, decode_value, guess_charset


@pytest.mark.parametrize(
    "charset", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]
)
def test_marks_and_wide_characters_are_known(charset):
    data = "Name;Straße\r\nAnna;Deich 3\r\n".encode(charset)
    assert guess_charset(data) == charset
    assert decode_as(data, charset) == "Name;Straße\r\nAnna;Deich 3\r\n"


@pytest.mark.parametrize("data", [b"", b"Anna", "Müller".encode(), "王小明".encode()])
def test_utf_8_and_ascii_are_utf_8(data):
    assert guess_charset(data) == "utf-8"


def test_a_character_cut_at_the_end_of_a_sample_does_no_harm():
    assert guess_charset("Müller, Jürgen, Größe".encode()[:-2]) == "utf-8"
    # One lone high byte at the end of a word is a letter of another charset.
    assert guess_charset(b"Petrovi\xe6") == "cp1250"


def test_scattered_nul_bytes_are_no_utf_16():
    assert guess_charset(b"An\0na\0\0") == "utf-8"


@pytest.mark.parametrize(
    "text",
    [
        "Müller", "Jürgen Groß", "Grüße", "José Peña", "Hélène Dupré", "François",
        "Bøe", "Søren Ærø", "João", "Åse Ødegård", "Niccolò", "Citroën Œuvre",
        "Preis – 5 €", "„Hafen“, Lübeck", "Crème brûlée",
    ],
)  # fmt: skip
def test_western_letters_are_windows_1252(text):
    assert guess_charset(text.encode("cp1252")) == "cp1252"


@pytest.mark.parametrize(
    "text",
    [
        "Piotr Iksiński", "Łukasz Wałęsa", "Jiří Dvořák", "Tomáš Plzeň", "Věra",
        "Petrović", "Kovačić", "Černý", "Paweł Zając", "Růžička",
    ],
)  # fmt: skip
def test_central_european_letters_are_windows_1250(text):
    assert guess_charset(text.encode("cp1250")) == "cp1250"


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("mac_roman", "Jürgen Händel, Straße"),
        ("cp850", "Jürgen Händel"),
        ("cp1254", "Ayşe Barış"),
        ("cp1251", "Иван Петров"),
        ("koi8_r", "Иван Петров, улица Ленина"),
        ("cp1253", "Γιώργος Παπαδόπουλος"),
        ("cp932", "山田太郎 東京都"),
        ("gb18030", "王小明先生"),
        ("cp949", "김철수 서울"),
    ],
)
def test_other_charsets_are_found_by_what_they_would_spell(charset, text):
    assert decode_value(text.encode(charset)) == text


def test_the_declared_charset_counts_where_it_fits():
    assert decode_value("Iksiński".encode("cp1250"), "windows-1250") == "Iksiński"
    assert decode_value("5 €".encode("cp1252"), '"ISO-8859-1"') == "5 €"
    assert decode_value("Łódź".encode(), "UTF8") == "Łódź"
    assert decode_value("Müller".encode("cp1252"), "utf-8") == "Müller"


@pytest.mark.parametrize(
    "declared", ["rot13", "idna", "punycode", "unicode_escape", "hex", "nonsense", "\0"]
)
def test_what_is_no_charset_is_passed_over(declared):
    assert decode_value(b"M\xc3\xbc\\x41", declared) == "Mü\\x41"


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "cp1250", "gb18030", "utf-16"])
def test_no_byte_ever_becomes_a_replacement_character(charset):
    text = decode_as(bytes(range(1, 256)) * 2, charset)
    assert "\ufffd" not in text


def test_bytes_that_a_charset_does_not_know_keep_their_letter():
    assert decode_as(b"M\xfcller \xc3\xa4", "utf-8") == "Müller ä"
