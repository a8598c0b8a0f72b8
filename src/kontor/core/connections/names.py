"""Whether two names can be those of one person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kontor.lib.name_words import (
    GENERATION,
    HOUSEHOLD,
    NOBLE,
    PARTICLES,
    TITLES,
    plain,
)
from kontor.lib.text import fold, fold_german

if TYPE_CHECKING:
    from kontor.lib.names import NameParts

Word = tuple[str, str]

_PAIR = re.compile(r"&|\+|\b(?:und|and|et)\b", re.IGNORECASE)
_SHORT = {"ju": "jr", "se": "sr"}
_WOMAN = frozenset({"frau", "fr", "mrs", "ms", "miss", "madame", "mme", "señora"})
_MAN = frozenset({"herr", "herrn", "hr", "mr", "sir", "monsieur", "señor"})


def names_fit(a: NameParts, b: NameParts) -> bool:
    """Tell whether two names fit one person who shares an address or a telephone.

    They fit when nothing speaks against it: each part is equal in either folding
    (``Müller``, ``Mueller``, ``Muller``), an initial of the other, or missing on one
    side; given and family name may stand the wrong way round; a nickname counts as
    a given name; of several given names one is enough, of a double family name one
    half. They do not fit when the family name or the given name differs, when one is
    of a man and the other of a woman, of father and son, or of a whole household.
    A missing name fits every name.
    """
    if not titles_fit(a, b):
        return False
    if _equal(a, b):
        return True
    given, other_given = _given(a), _given(b)
    family, other_family = _family(a), _family(b)
    if _names_fit(given, family, other_given, other_family):
        return True
    if _names_fit(given, family, other_family, other_given):
        return True
    return _all_in_one(given + family, other_given + other_family)


def titles_fit(a: NameParts, b: NameParts) -> bool:
    """Tell that nothing around two names speaks against one person.

    A man is no woman, the father not his son, a household no person of it.
    """
    return _addressed_alike(a, b) and _same_generation(a, b)


def _equal(a: NameParts, b: NameParts) -> bool:
    """Settle most pairs without folding a word."""
    return (
        a.given.lower() == b.given.lower()
        and a.family.lower() == b.family.lower()
        and a.additional.lower() == b.additional.lower()
    )


def _names_fit(
    given: list[Word],
    family: list[Word],
    other_given: list[Word],
    other_family: list[Word],
) -> bool:
    """Compare part with part; something must be there to compare."""
    if not (given or family) or not (other_given or other_family):
        return True
    compared = bool(given and other_given) or bool(family and other_family)
    return (
        compared and _part_fits(given, other_given) and _part_fits(family, other_family)
    )


def _part_fits(some: list[Word], others: list[Word]) -> bool:
    if len(some) == len(others) == 1:
        return _word_fits(some[0], others[0])
    if len(some) > len(others):
        some, others = others, some
    covered = _covered(some, others)
    if covered and (len(some) < len(others) or _covered(others, some)):
        return True
    # "Hans-Peter" and "Hanspeter".
    return any(
        "".join(w[i] for w in some) == "".join(w[i] for w in others) for i in (0, 1)
    )


def _covered(some: list[Word], others: list[Word]) -> bool:
    return all(any(_word_fits(one, two) for two in others) for one in some)


def _word_fits(one: Word, two: Word) -> bool:
    if one[0] == two[0] or one[1] == two[1]:
        return True
    if len(one[0]) == 1 or len(two[0]) == 1:
        return one[0][0] == two[0][0]
    return False


def _all_in_one(some: list[Word], others: list[Word]) -> bool:
    """Compare names of which one was written into a single field."""
    return len(some) == len(others) > 1 and any(
        sorted(w[i] for w in some) == sorted(w[i] for w in others) for i in (0, 1)
    )


def _given(name: NameParts) -> list[Word]:
    return _folded(f"{name.given} {name.additional} {name.nickname}")


def _family(name: NameParts) -> list[Word]:
    words = _folded(name.family)
    core = [w for w in words if w[0] not in PARTICLES and w[1] not in NOBLE]
    return core or words


def _folded(text: str) -> list[Word]:
    bare = text.replace("-", " ").replace(".", " ")
    if bare.isascii():
        return [(word, word) for word in bare.lower().split() if word not in TITLES]
    # Word by word, so that both foldings stay side by side; a lone accent folds
    # to nothing.
    words = (word for word in bare.split() if word.lower() not in TITLES)
    both = ((fold(word), fold_german(word)) for word in words)
    return [pair for pair in both if pair[0] and pair[1]]


def _addressed_alike(a: NameParts, b: NameParts) -> bool:
    """Tell that neither is a household, nor one a man and the other a woman."""
    if _is_household(a) != _is_household(b):
        return False
    if not (a.prefix and b.prefix):
        return True
    some = {plain(word) for word in a.prefix.split()}
    others = {plain(word) for word in b.prefix.split()}
    crossed = (some & _WOMAN and others & _MAN) or (some & _MAN and others & _WOMAN)
    return not crossed


def _is_household(name: NameParts) -> bool:
    if _PAIR.search(f"{name.given} {name.additional}"):
        return True
    first = (name.prefix or name.given or name.family).split(maxsplit=1)
    return bool(first) and plain(first[0]) in HOUSEHOLD


def _same_generation(a: NameParts, b: NameParts) -> bool:
    some, others = _generation(a), _generation(b)
    return not (some and others) or some == others


def _generation(name: NameParts) -> str:
    """Give "jr", "sr" or a numeral, "" where the name tells no generation."""
    if not name.suffix:
        return ""
    words = (plain(word) for word in name.suffix.split())
    return next((_SHORT.get(w[:2], w) for w in words if w in GENERATION), "")
