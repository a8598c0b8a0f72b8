from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.lib.phones import e164, is_number

COLOGNE = "+49221123456"


@pytest.mark.parametrize(
    ("text", "region", "key"),
    [
        ("+49 221 123456", "DE", COLOGNE),
        ("0049-221-123456", "DE", COLOGNE),
        ("0049-221-123456", "FR", COLOGNE),
        # The 0 in brackets is dialled inside the country only.
        ("+49 (0)221 / 12 34 56", "DE", COLOGNE),
        ("+49 0221 123456", "FR", COLOGNE),
        ("0221/12 34 56", "DE", COLOGNE),
        ("(0221) 12 34-56", "de", COLOGNE),
        ("tel:+49-221-123456", "US", COLOGNE),
        ("Tel. 0221 123456", "DE", COLOGNE),
        ("49 221 123456", "DE", COLOGNE),
        ("221 123456", "DE", COLOGNE),
        ("011 49 221 123456", "US", COLOGNE),
        # In Australia 0011 leads abroad, so 00 must not be taken for it.
        ("0011 49 221 123456", "AU", COLOGNE),
        ("\u202a+49\u00a0221\u00a0123456\u202c", "DE", COLOGNE),
        ("+49–221–123456", "DE", COLOGNE),
        ("０２２１１２３４５６", "DE", COLOGNE),
        ("043 222 33 44", "CH", "+41432223344"),
        ("0664/1234567", "AT", "+436641234567"),
        ("020 7946 0018", "GB", "+442079460018"),
        ("(212) 736-5000", "US", "+12127365000"),
        # An Italian 0 belongs to the number.
        ("+39 06 69821234", "IT", "+390669821234"),
        ("06 69821234", "IT", "+390669821234"),
    ],
)
def test_a_number_has_one_key_however_it_is_written(
    text: str, region: str, key: str
) -> None:
    assert e164(text, region) == key


@pytest.mark.parametrize(
    "text",
    [
        "0221 123456 ext. 12",
        "0221 123456 x12",
        "0221 123456;ext=12",
        "0221 123456 App. 12",
        "0221 123456 Durchwahl 12",
        "0221 123456, 0171 1234567",
        "+49 221 123456 / +49 171 1234567",
        "0221 123456 oder 0171 1234567",
    ],
)
def test_an_extension_and_a_second_number_are_no_part_of_the_key(text: str) -> None:
    assert e164(text, "DE") == COLOGNE


@pytest.mark.parametrize(
    "text",
    [
        "", "+", "00", "110", "0221", "0800 FLOWERS", "*100#", "unbekannt",
        "+49 221", "+0491234567", "+4922112345678901234", "022112345678901234",
        # A number of the town alone could be anywhere.
        "123456",
    ],
)  # fmt: skip
def test_what_is_no_whole_number_has_no_key(text: str) -> None:
    assert e164(text, "DE") == ""


def test_without_a_region_only_international_writing_has_a_key() -> None:
    assert e164("+49 221 123456", "") == COLOGNE
    assert e164("0221 123456", "") == ""


@given(st.text(), st.sampled_from(["DE", "US", "", "XX", "it"]))
def test_any_text_has_a_key_or_none(text: str, region: str) -> None:
    key = e164(text, region)

    assert key == "" or (key[0] == "+" and key[1:].isdigit() and len(key) <= 16)


@given(st.integers(10**6, 10**15 - 1))
def test_a_key_is_its_own_key(digits: int) -> None:
    key = e164(f"+{digits}", "DE")

    assert e164(key, "DE") == key


@pytest.mark.parametrize(
    ("text", "may_be"),
    [("110", True), ("0800 FLOWERS", True), ("abc", False), ("12", False)],
)
def test_a_number_has_three_digits_at_least(text: str, may_be: bool) -> None:
    assert is_number(text) is may_be


@pytest.mark.parametrize("piece", [" ", "\t", "(", "1 ", "x", "\u00a0", "+"])
def test_a_long_text_of_anything_is_read_quickly(piece: str) -> None:
    begun = time.process_time()
    assert e164("1" + piece * 100_000 + "a", "DE") == ""
    # Going over it again and again would take hours.
    assert time.process_time() - begun < 2
