"""Whether a text reads like one of the languages written in Latin letters.

Two charsets often share a byte: F1 is ``ñ`` in one and ``ń`` in the other. What
tells them apart are the letters beside it.
"""

from __future__ import annotations

import re

_AROUND = re.compile(r"(?=(.?)([^\x00-\x7f])(.?))", re.DOTALL)
_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûãõåæøœýěůűőąęăïëı")
_MARKS = frozenset("“”„‚‘’–—…«»‹›·•€°§®™©ªº\u00a0")


def oddness(text: str) -> int:
    """Count what no Latin-written language would write; 0 reads well, no unit."""
    return sum(_odd(*around) for around in _AROUND.findall(text))


def _odd(before: str, char: str, after: str) -> int:
    inside = before.isalpha() and after.isalpha()
    if not char.isprintable() and char != "\u00a0":
        return 4
    if not char.isalpha():
        return _odd_mark(before, char, after, inside=inside)
    if char.isupper() and before.isalpha() and (before.islower() or after.islower()):
        return 3
    return _odd_letter(before.lower(), char.lower(), after.lower())


def _odd_mark(before: str, char: str, after: str, *, inside: bool) -> int:
    if char in _MARKS:
        return 3 if inside and char not in "’‘·°" else 0
    if char in "¿¡":
        return 3 if before.isalpha() else 0
    return 3 if before.isalpha() or after.isalpha() else 1


def _odd_letter(before: str, char: str, after: str) -> int:
    """Judge a letter by its neighbours, where two charsets share a byte."""
    if char == "ñ":  # cp1250 ń; Spanish has it before vowels only
        return 0 if after in _VOWELS else 3
    if char in "ìòùæ":  # cp1250 ě ň ů ć
        return _odd_accent(before, char, after)
    if char == "ø":  # cp1250 ř, which stands beside vowels
        return 2 if before in _VOWELS else 0
    if char == "è":  # cp1250 č
        return _odd_grave(before, after)
    if char in "ðþ":
        return 2 if char == "þ" and before.isalpha() else 1
    if char in "ŕĺďđţăƒĆ":
        return 1
    beside = before.isalpha() and after.isalpha()
    crowded = beside and not {before, char, after} & _VOWELS
    return int(crowded)


def _odd_accent(before: str, char: str, after: str) -> int:
    if char == "æ":
        return 3 if before in ("i", "o") and not after.isalpha() else 0
    # Italian has these at the end, after a consonant or as in "più" and "può".
    return 2 if after.isalpha() or before in _VOWELS - {"i", "u"} else 0


def _odd_grave(before: str, after: str) -> int:
    if before in _VOWELS - {"i", "u", "y"} or after in _VOWELS:
        return 2
    return 2 if before == "i" and not after.isalpha() else 0
