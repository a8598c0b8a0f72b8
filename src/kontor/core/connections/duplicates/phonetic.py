"""How a name sounds, in German and in English: keys that misspellings share."""

from __future__ import annotations

import re
from functools import lru_cache

from kontor.lib.text import fold_german

_LETTERS = re.compile("[^a-z]+")
_REPEATED = re.compile(r"(\d)\1+")
_COLOGNE = {letter: code for letters, code in (
    ("aeijouy", "0"), ("b", "1"), ("dt", "2"), ("fvw", "3"), ("gkq", "4"),
    ("l", "5"), ("mn", "6"), ("r", "7"), ("sz", "8"),
) for letter in letters}  # fmt: skip
_SOUNDEX = {letter: code for letters, code in (
    ("bfpv", "1"), ("cgjkqsxz", "2"), ("dt", "3"), ("l", "4"), ("mn", "5"), ("r", "6"),
) for letter in letters}  # fmt: skip
# Names come again and again; the books of one machine need not fill its memory.
_KEPT = 65_536


@lru_cache(maxsize=_KEPT)
def cologne(name: str) -> str:
    """Give the Kölner Phonetik of a name: ``Müller-Lüdenscheidt`` is 65752682.

    Hans Joachim Postel, Die Kölner Phonetik, IBM-Nachrichten 19 (1969).
    Umlauts are written out, whatever is no letter is left out.
    """
    letters = _LETTERS.sub("", fold_german(name))
    around = zip(" " + letters, letters, letters[1:] + " ", strict=False)
    digits = _REPEATED.sub(r"\1", "".join(_sound(*three) for three in around))
    return digits[:1] + digits[1:].replace("0", "")


@lru_cache(maxsize=_KEPT)
def soundex(name: str) -> str:
    """Give the American Soundex of a name: ``Ashcraft`` is A261.

    As the National Archives of the United States use it: h and w do not part
    letters of one code, vowels do. "" without a letter.
    """
    letters = _LETTERS.sub("", fold_german(name))
    if not letters:
        return ""
    spoken = letters[0] + re.sub("[hw]", "", letters[1:])
    codes = "".join(_SOUNDEX.get(letter, "0") for letter in spoken)
    tail = _REPEATED.sub(r"\1", codes)[1:].replace("0", "")
    return (letters[0].upper() + tail + "000")[:4]


def _sound(before: str, letter: str, after: str) -> str:
    if letter == "p":
        return "3" if after == "h" else "1"
    if letter in "dt":
        return "8" if after in "csz" else "2"
    if letter == "c":
        return _sound_of_c(before, after)
    if letter == "x":
        return "8" if before in "ckq" else "48"
    return _COLOGNE.get(letter, "")


def _sound_of_c(before: str, after: str) -> str:
    if before == " ":
        return "4" if after in "ahkloqrux" else "8"
    if before in "sz":
        return "8"
    return "4" if after in "ahkoqux" else "8"
