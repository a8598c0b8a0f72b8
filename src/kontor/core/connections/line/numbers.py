"""Numbers in words, German and English, as far as a log line needs them."""

from __future__ import annotations

_WORDS = {
    "ein": 1, "eine": 1, "einem": 1, "einen": 1, "einer": 1, "a": 1, "an": 1,
    "one": 1, "zwei": 2, "two": 2, "drei": 3, "three": 3, "vier": 4, "four": 4,
    "fünf": 5, "fuenf": 5, "five": 5, "sechs": 6, "six": 6, "sieben": 7, "seven": 7,
    "acht": 8, "eight": 8, "neun": 9, "nine": 9, "zehn": 10, "ten": 10, "elf": 11,
    "eleven": 11, "zwölf": 12, "zwoelf": 12, "twelve": 12, "fünfzehn": 15,
    "fifteen": 15, "zwanzig": 20, "twenty": 20, "dreißig": 30, "dreissig": 30,
    "thirty": 30, "vierzig": 40, "forty": 40, "ne": 1, "'ne": 1, "nem": 1,
    "a couple of": 2, "ein paar": 3, "a few": 3,
}  # fmt: skip

NUMBER = (
    r"(?:\d{1,4}(?:[.,]\d{1,2})?|"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")"
)
"""A pattern for a number in digits or in a word."""


def amount(text: str) -> float:
    """Give the number that a match of ``NUMBER`` stands for."""
    known = _WORDS.get(text.lower())
    return known if known is not None else float(text.replace(",", "."))
