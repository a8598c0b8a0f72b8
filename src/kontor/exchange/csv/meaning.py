"""What one column of an address table means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kontor.exchange.csv import words
from kontor.lib.text import fold_german

_FORM = re.compile(r"([a-z_]+)(?:\.([a-z]+[23]?))?(?::([a-z-]+))?(?:#(\d+))?(!)?")
_GOOGLE = re.compile(r"(\D+?) (\d+) - (.+)")
# These come once in a record; a second column for them is one to fall back on.
SINGLE = frozenset(
    {
        "name",
        "display",
        "nickname",
        "birthday",
        "language",
        "met_day",
        "met_place",
        "secrecy",
        "source_id",
    }
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds.

    Attributes:
        what: "name", "display", "nickname", "job", "email", "phone", "link",
            "address", "related", "birthday", "note", "tags", "language",
            "met_day", "met_place", "secrecy", "source_id", or "-" for nothing.
        part: which part of it: "given", "city", "label", "year", ...
        kind: "work", "home", "mobile", ... or "".
        number: which of several, as the heading counts them, or "".
        preferred: the heading calls it the first choice.
    """

    what: str
    part: str = ""
    kind: str = ""
    number: str = ""
    preferred: bool = False

    @property
    def form(self) -> str:
        """Give its text form."""
        part = f".{self.part}" if self.part else ""
        kind = f":{self.kind}" if self.kind else ""
        number = f"#{self.number}" if self.number else ""
        return f"{self.what}{part}{kind}{number}{'!' if self.preferred else ''}"

    @property
    def single(self) -> bool:
        """Tell whether a record has at most one value of it."""
        return self.what in SINGLE


# Of such a column nothing is kept, not even as unknown.
LEFT_OUT = Meaning("-")


def meaning_from(form: str) -> Meaning | None:
    """Read the text form of a meaning: ``address.city:home``, ``job.role#2``.

    Returns:
        None for "", a column without a meaning; ``LEFT_OUT`` for "-".

    Raises:
        ValueError: There is no such meaning.
    """
    if form in {"", "-"}:
        return LEFT_OUT if form else None
    found = _FORM.fullmatch(form)
    bare = re.split("[:#!]", form)[0]
    if not found or bare not in _BARE:
        msg = f"unknown meaning of a column: {form!r}"
        raise ValueError(msg)
    return Meaning(
        found[1],
        found[2] or "",
        found[3] or "",
        found[4] or "",
        preferred=found[5] is not None,
    )


@lru_cache(maxsize=4096)
def meaning_of(heading: str) -> Meaning | None:
    """Tell what a heading means; None where its words are not clear."""
    phrase = phrase_of(heading)
    return _known(phrase) or _google(phrase) or _described(phrase.split())


@lru_cache(maxsize=4096)
def phrase_of(heading: str) -> str:
    """Give the plain words of a heading: ``E-Mail 2: Adresse`` is ``email 2 adresse``.

    A hyphen with spaces around it stays, for Google's sake.
    """
    parted = re.sub(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])", " ", heading)
    text = re.sub(r" [-–—] ", " \x1f ", fold_german(parted))
    text = re.sub(r"[^a-z0-9\x1f]+", " ", text).replace("\x1f", "-").strip()
    return re.sub(r"\be mail", "email", text)


def _known(phrase: str) -> Meaning | None:
    return _HEADINGS.get(phrase.replace(" ", ""))


def _google(phrase: str) -> Meaning | None:
    """Read a numbered column such as ``email 1 - value``."""
    found = _GOOGLE.fullmatch(phrase)
    what = words.GOOGLE_FAMILIES.get(found[1].replace(" ", "")) if found else None
    if not found or not what:
        return None
    part = words.GOOGLE_PARTS[what].get(found[3].replace(" ", ""))
    return Meaning(what, part, "", found[2]) if part else None


def _described(tokens: list[str]) -> Meaning | None:
    """Read a noun with words that say which: ``Weitere Straße 2``."""
    numbers = [t for t in tokens if t.isdigit()]
    rest = [t for t in tokens if not t.isdigit() and t not in words.CRUMBS]
    kinds = [words.KINDS[t] for t in rest if t in words.KINDS]
    rest = [t for t in rest if t not in words.KINDS]
    noun = _HEADINGS.get("".join(rest))
    if noun is None and words.FIRMS & set(rest):
        noun = _HEADINGS.get("".join(t for t in rest if t not in words.FIRMS))
        kinds = ["work"]
    if noun is None or len(numbers) > 1 or (noun.single and (kinds or numbers)):
        return None
    kind = noun.kind or next((k for k in kinds if k != "!"), "")
    preferred = noun.preferred or "!" in kinds
    number = "".join(numbers)
    if noun.part == "street" and number in {"2", "3"}:
        # A second line of the same address, not a second address.
        return Meaning("address", f"street{number}", kind)
    return Meaning(noun.what, noun.part, kind, number, preferred)


_BARE = (
    frozenset(form.split(":")[0].rstrip("!") for form in words.HEADINGS)
    | {"source_id", "address.street2", "address.street3"}
    # What Google's numbered columns mean is said of a column in the same form.
    | {
        f"{what}.{part}"
        for what, parts in words.GOOGLE_PARTS.items()
        for part in parts.values()
    }
)
_HEADINGS: dict[str, Meaning] = {
    word: meaning
    for form, headings in words.HEADINGS.items()
    for word in headings.split()
    if (meaning := meaning_from(form)) is not None
}
