from __future__ import annotations

import pytest

from kontor.exchange.mail.words import decoded_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna", "Anna"),
        ("=?utf-8?q?J=C3=BCrgen_M?=", "Jürgen M"),
        ("=?UTF-8?B?SsO8cmdlbg==?=", "Jürgen"),
        ("=?UTF-8?B?SsO8cmdlbg?=", "Jürgen"),  # its padding is gone
        ("=?iso-8859-1?q?J=FCrgen?= Beck", "Jürgen Beck"),
        ("Dr. =?iso-8859-1?q?J=FCrgen?=", "Dr. Jürgen"),
        ("=?iso-8859-1*de?q?J=FCrgen?=", "Jürgen"),  # with its language, RFC 2231
        ("=?windows-1252?q?=93A=94?=", "“A”"),
        ("=?koi8-r?b?4c7OwQ==?=", "Анна"),
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),  # white space between is none
        ("=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c"),
        ("=?utf-8?q?J=C3?=\t=?utf-8?q?=BCrgen?=", "Jürgen"),  # cut in a character
        ("=?utf-8?q?J=FCrgen?=", "Jürgen"),  # it is no UTF-8
        ("=?nonsense?q?J=FCrgen?=", "Jürgen"),
        ("=?utf-7?q?+AOk-?=", "+AOk-"),  # nobody reads UTF-7 any more
        ("=?utf-8?q?a b?=", "a b"),
        ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
        ("=?utf-8?q?a", "=?utf-8?q?a"),
        ("=?utf-8?b??=", ""),
        ("=?utf-8?b?A?= x", " x"),
    ],
)
def test_encoded_words_are_read_however_they_are_written(
    text: str, expected: str
) -> None:
    assert decoded_words(text) == expected
