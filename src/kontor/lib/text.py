"""Text: marking for translation, and folding for search and order."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_GERMAN = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue",
        "ß": "ss", "ẞ": "ss", "æ": "ae", "ø": "oe", "å": "aa", "œ": "oe",
    }
)  # fmt: skip
_PLAIN = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "æ": "a", "ø": "o", "œ": "o", "ł": "l", "đ": "d", "ı": "i"}
)


def gettext_noop(text: str) -> str:
    """Mark a text for translation where Django may not be imported."""
    return text


def fold(text: str) -> str:
    """Lower case without accents, white space squeezed: ``Müller`` is ``muller``."""
    if text.isascii():
        return " ".join(text.lower().split())
    words = (w.lower() if w.isascii() else _plain_word(w) for w in text.split())
    return " ".join(word for word in words if word)


def fold_german(text: str) -> str:
    """Fold with umlauts written out: ``Müller`` is ``mueller``."""
    if text.isascii():
        return " ".join(text.lower().split())
    words = (w.lower() if w.isascii() else _german_word(w) for w in text.split())
    return " ".join(word for word in words if word)


# The same words come again and again, in an import above all.
@lru_cache(maxsize=16_384)
def _plain_word(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.casefold().translate(_PLAIN))
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(bare.split())


@lru_cache(maxsize=16_384)
def _german_word(word: str) -> str:
    return _plain_word(unicodedata.normalize("NFC", word).translate(_GERMAN))


def search_forms(text: str) -> str:
    """Give every way a text may be typed: ``Jörg Abt`` is ``jorg abt joerg``.

    The words that fold in two ways stand a second time, so that one substring
    search finds either spelling.
    """
    plain = fold(text)
    if text.isascii():
        return plain
    known = set(plain.split())
    extra = [word for word in fold_german(text).split() if word not in known]
    return " ".join([plain, *extra])
