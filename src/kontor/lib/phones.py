"""Telephone numbers: one key for every way a number is written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# What people put between digits; also the marks telephones copy along.
_BETWEEN = str.maketrans("", "", " -./()\t\u00a0\u202f\u2007\u200e\u200f\u202a\u202c")
_EXTENSION = re.compile(
    r"\s*(?:;|,|#|\bext(?:ension)?\b|\bx\s?\d|\bdurchwahl\b|\bdw\b|\bapp(?:arat)?\b"
    r"|\bnst\b|\bor\b|\boder\b|\n|(?<=\d)[\s/]*\+).*",
    re.IGNORECASE | re.DOTALL,
)
_SCHEME = re.compile(r"\s*tel:\s*|\s*(?:tel|phone|fon)\b[.:]?\s*", re.IGNORECASE)
# A 0 right after the country code is the trunk digit of "+49 (0)221", except
# where it belongs to the number (Italy): phonenumbers knows which.
_TRUNK = re.compile(
    r"(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
    r"|(?:2[1-689]|3[578]|42|5[09]|6[789]|8[05-9]|9[679])\d)0"
)
# Where it is always the trunk digit: Germany, Austria, Switzerland, Britain, France,
# the Netherlands. No number there begins with 0.
_KNOWN_TRUNK = re.compile(r"^(49|4[134]|3[13])0")
# Here 00 alone does not lead abroad.
_OTHER_EXIT = re.compile("AU|BR|C[CLOX]|HK|ID|JP|K[HR]|MN|PY|SG|T[HW]|UZ")

# Behind so many characters no number goes on. The patterns above would go over a long
# row of blanks again and again.
_LONGEST = 200
# 110, 112, 999 and the like.
_FEWEST_DIGITS = 3


def is_number(text: str) -> bool:
    """Tell whether a text may be a telephone number; the shortest have three digits."""
    return sum(char.isdecimal() for char in text) >= _FEWEST_DIGITS


def e164(text: str, region: str) -> str:
    """Give a telephone number as E.164, "" where the text is none.

    ``0221 / 12 34 56`` in ``DE`` is ``+49221123456``. An extension told apart
    ("ext. 12", "x12", ";ext=12") is no part of the key; of several numbers in one
    text the first counts. Short codes (110), numbers without an area code and
    words on the keypad (0800 FLOWERS) have no key.

    Args:
        text: the number as somebody wrote it.
        region: the ISO code of the country whose national writing it may be in,
            such as ``DE``.
    """
    bare = text.translate(_BETWEEN)
    if bare[:2] == "00" and not _OTHER_EXIT.match(region):
        bare = "+" + bare[2:]
    if bare[:1] == "+" and bare.isascii():
        digits = bare[1:]
        if _TRUNK.match(digits):
            digits = _KNOWN_TRUNK.sub(r"\1", digits)
        if digits.isdigit() and not _TRUNK.match(digits):
            return f"+{digits}" if 7 <= len(digits) <= 15 and digits[0] != "0" else ""
    return _slowly(text[:_LONGEST], region.upper())


@lru_cache(maxsize=4096)
def _slowly(text: str, region: str) -> str:
    plain = _cleaned(text)
    if plain[:1] == "+" and plain != text:
        return e164(plain, region)
    digits = plain.lstrip("+")
    if not digits.isdigit() or len(digits) < 5:
        return ""
    # Loading it costs 20 ms, which most pages never need.
    import phonenumbers

    code = str(phonenumbers.country_code_for_region(region))
    # An export that lost its "+". Eleven digits: a national number that begins
    # with its own country's code and lost its 0 instead is hardly as long.
    if plain.startswith(code) and len(plain) >= 11:
        plain = "+" + plain
    try:
        number = phonenumbers.parse(plain, region or None)
    except phonenumbers.NumberParseException:
        return ""
    if not _whole(plain, number):
        return ""
    key = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    # Of several zeros one goes at a time; a key must be its own key.
    again = key != plain and _TRUNK.match(key[1:])
    if again:
        return e164(key, region)
    return key if 8 <= len(key) <= 16 else ""


def _cleaned(text: str) -> str:
    # NFKC makes ASCII of full-width digits; other scripts' digits follow.
    plain = unicodedata.normalize("NFKC", text)
    plain = _EXTENSION.sub("", _SCHEME.sub("", plain, count=1))
    kept = (c for c in plain if unicodedata.category(c) not in ("Cf", "Pd", "Zs"))
    digits = "".join(str(unicodedata.digit(c, c)) for c in kept)
    return digits.translate(_BETWEEN)


def _whole(plain: str, number: PhoneNumber) -> bool:
    import phonenumbers

    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        return False
    if plain[0] in "+0":
        return True
    # Without the leading 0 it may lack its area code: only a number that the
    # country's plan knows is taken.
    return bool(phonenumbers.is_valid_number(number))
