"""Where somebody stands in a text, however they are written there."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kontor.lib.text import fold, fold_german

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

GONE = "…"
# Between the parts of a name: "Ben Brandt", "ben-brandt.vcf", "Brandt, Ben".
_BETWEEN = r"[\W_]{1,3}"
_BEGIN, _END = r"(?<![^\W_])", r"(?![^\W_])"
# "x.ben@y.example" and "ben@y.example.org" are somebody else.
_NO_MORE, _NOR_LONGER = r"(?<![\w.+\-])", r"(?![^\W_]|\.[^\W_])"
# Between the digits of a telephone number.
_APART = r"[\s\-/().]*"
_SHORTEST_WORD = 3
_FEWEST_DIGITS = 6


class Naming:
    """The names and addresses of one person, to be looked for.

    Args:
        names: whole names as shown, now or before.
        parts: (given name, family name) now or before.
        reach: mail addresses, telephones and links, as written and as keys.
        called: single words they go by: given and family names, nicknames.
    """

    def __init__(
        self,
        names: Iterable[str],
        parts: Iterable[tuple[str, str]],
        reach: Iterable[str],
        called: Iterable[str],
    ) -> None:
        shown = {" ".join(name.split()) for name in names} - {""}
        self.whole = {name for name in shown if " " in name}
        self.single = {name for name in shown if " " not in name}
        self.parts = {
            (g.strip(), f.strip()) for g, f in parts if g.strip() if f.strip()
        }
        self.reach = {text.strip() for text in reach} - {""}
        self.called = {
            word for text in called for word in text.split()
            if len(word) >= _SHORTEST_WORD
        }  # fmt: skip

    def stands_in(self, text: str) -> bool:
        """Tell whether a text names the person in full, or an address of theirs."""
        if not text:
            return False
        if self._fully.search(text) or self._reached.search(text):
            return True
        if fold(text) in self._folded_single:
            return True
        return any(
            self._folded.search(folded) for folded in (fold(text), fold_german(text))
        )

    def stands_near(self, text: str) -> bool:
        """Tell the same of a text about a time with them: one word is enough there."""
        words = re.split(r"[\W_]+", fold(text))
        return not self._called.isdisjoint(words) or self.stands_in(text)

    def is_borne_by(self, text: str) -> bool:
        """Tell whether something is called by their family name, as a firm may be."""
        words = re.split(r"[\W_]+", fold(text))
        families = (word for _, family in self.parts for word in fold(family).split())
        return self.stands_in(text) or not set(words).isdisjoint(
            word for word in families if len(word) >= _SHORTEST_WORD
        )

    def taken_out(self, text: str) -> str:
        """Give a text with … in place of the person; the whole goes if need be."""
        if fold(text) in self._folded_single:
            return GONE
        parts = [
            GONE if fold(part) in self._folded_single else part
            for part in text.split(", ")
        ]
        left = ", ".join(parts)
        left = self._reached.sub(GONE, self._fully.sub(GONE, left))
        return GONE if self.stands_in(left) else left

    def taken_out_of(self, value: Any) -> Any:
        """Do the same with every text within lists and dictionaries."""
        if isinstance(value, str):
            return self.taken_out(value) if self.stands_in(value) else value
        if isinstance(value, list):
            return [self.taken_out_of(part) for part in value]
        if isinstance(value, dict):
            return {name: self.taken_out_of(part) for name, part in value.items()}
        return value

    def is_anywhere_in(self, value: Any) -> bool:
        """Tell whether any text within lists and dictionaries names the person."""
        if isinstance(value, str):
            return self.stands_in(value)
        if isinstance(value, dict):
            return any(self.is_anywhere_in(part) for part in value.values())
        if isinstance(value, list | tuple):
            return any(self.is_anywhere_in(part) for part in value)
        return False

    @property
    def words(self) -> set[str]:
        """Give words of which one stands wherever the person is named in full."""
        names = {max(name.split(), key=len) for name in self.whole} | self.single
        return names | {family for _, family in self.parts} | self.reach

    @cached_property
    def _called(self) -> set[str]:
        return {form(word) for word in self.called for form in (fold, fold_german)}

    @cached_property
    def _fully(self) -> re.Pattern[str]:
        return _any(_patterns(self.whole, self.parts))

    @cached_property
    def _folded(self) -> re.Pattern[str]:
        whole = {form(name) for name in self.whole for form in (fold, fold_german)}
        parts = {
            (form(given), form(family))
            for given, family in self.parts
            for form in (fold, fold_german)
        }
        return _any(_patterns(whole, parts))

    @cached_property
    def _folded_single(self) -> set[str]:
        return {fold(name) for name in (*self.single, *self.whole)}

    @cached_property
    def _reached(self) -> re.Pattern[str]:
        return _any(_reach_patterns(self.reach), begin=_NO_MORE, end=_NOR_LONGER)


def _patterns(
    whole: Collection[str], parts: Collection[tuple[str, str]]
) -> Iterator[str]:
    for name in whole:
        yield _BETWEEN.join(map(re.escape, name.split()))
    for given, family in parts:
        one, other = re.escape(given), re.escape(family)
        yield rf"{one}{_BETWEEN}{other}|{other}{_BETWEEN}{one}"


def _reach_patterns(reach: Collection[str]) -> Iterator[str]:
    for text in reach:
        yield re.escape(text)
        digits = re.sub(r"\D", "", text)
        if text.startswith("+") and len(digits) >= _FEWEST_DIGITS:
            # With the country's code, or as one writes it within the country.
            yield rf"(?:\+|00)?{_APART.join(digits)}"
            yield rf"\(?0{_APART}{_APART.join(digits[2:])}"


def _any(
    patterns: Iterable[str], *, begin: str = _BEGIN, end: str = _END
) -> re.Pattern[str]:
    found = sorted(patterns, key=len, reverse=True)
    if not found:
        # Nothing is found by this.
        return re.compile(r"(?!)")
    return re.compile(f"{begin}(?:{'|'.join(found)}){end}", re.IGNORECASE)


def initials(name: str) -> str:
    """Give the initials of a name, by which nobody else is told: ``E. N.``."""
    words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", name)
    return " ".join(f"{word[0].upper()}." for word in words) or GONE
