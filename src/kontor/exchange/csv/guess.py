"""Guesses of what columns mean: by words in the heading, then by what they hold."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from kontor.exchange.csv.meaning import meaning_from, meaning_of
from kontor.lib.days import read_day

if TYPE_CHECKING:
    from collections.abc import Sequence

_BY_KIND = {"mail": "email", "phone": "phone", "street": "address.street",
            "link": "link"}  # fmt: skip
# What words mean that mean something else beside others, see ``exchange.csv.layout``.
_BY_ITSELF = {"name": "display", "name.title": "job.role",
              "name.salutation": "name.prefix"}  # fmt: skip
_NAMES = frozenset({"display", "name.given", "name.family", "nickname"})
_NAMING = _NAMES | {"job.organisation"}
NAMES_AMONG = 12
_SHARE = 0.8
# Nobody in an address book was born later: such days are of something else.
_BORN_BEFORE = 2010


def guess_forms(
    told: Sequence[str],
    phrases: Sequence[str],
    kinds: Sequence[str],
    columns: Sequence[Sequence[str]],
) -> list[str]:
    """Guess the text forms of the meanings of columns; "" where nothing suggests one.

    Args:
        told: what is known of each already, "" where nothing is.
        phrases: the headings as ``phrase_of`` gives them.
        kinds: what each column holds, as ``kind_of_column`` gives it.
        columns: the cells of each column that are not empty.
    """
    guesses = [
        form or _by_phrase(phrase, kind) or _by_content(kind, cells)
        for form, phrase, kind, cells in zip(told, phrases, kinds, columns, strict=True)
    ]
    if not _NAMING & set(guesses):
        _guess_names(guesses, kinds, columns)
    _guess_city(guesses, kinds)
    return _once(guesses)


def _by_phrase(phrase: str, kind: str) -> str:
    """Find a word that is known within a heading: ``Kunde Vorname``."""
    words = phrase.split()
    spans = (
        " ".join(words[begin : begin + size])
        for size in range(len(words) - 1, 0, -1)
        for begin in range(len(words) - size, -1, -1)
    )
    # Only so far: of a heading as long as a letter there are millions.
    for span in islice(spans, 50):
        found = meaning_of(span)
        if found is not None and not found.number and _suits(found.what, kind):
            return _BY_ITSELF.get(found.form, found.form)
    return ""


def _suits(what: str, kind: str) -> bool:
    """Tell whether a column may hold what its heading seems to say."""
    wanted = {"email": {"mail"}, "phone": {"phone", "number"}, "birthday": {"day"},
              "met_day": {"day"}, "link": {"link", "text"}}.get(what)  # fmt: skip
    if wanted is None:
        return kind not in {"mail", "link", "phone", "day"}
    return kind in wanted | {""}


def _by_content(kind: str, cells: Sequence[str]) -> str:
    if kind == "day":
        years = [day.year for cell in cells if (day := read_day(cell)) and day.year]
        old = sum(year < _BORN_BEFORE for year in years)
        return "birthday" if years and old >= _SHARE * len(years) else ""
    if kind == "link" and all("linkedin.com/" in cell for cell in cells):
        return "link:linkedin"
    return _BY_KIND.get(kind, "")


def _guess_names(
    guesses: list[str], kinds: Sequence[str], columns: Sequence[Sequence[str]]
) -> None:
    """Guess where the names stand by what the columns hold."""
    texts = [i for i, kind in enumerate(kinds) if kind == "text" and not guesses[i]]
    # Names stand far in front; to look at every three of many would take for ever.
    texts = texts[:NAMES_AMONG]
    for i, a, b in ((i, a, b) for i in texts for a in texts for b in texts):
        if len({i, a, b}) == 3 and _is_made_of(columns[i], columns[a], columns[b]):
            guesses[i], guesses[a], guesses[b] = "display", "name.given", "name.family"
            return
    single = [i for i in texts if _share(columns[i], 1) >= _SHARE]
    double = [i for i in texts if _share(columns[i], 2) >= _SHARE]
    if double and (not single or double[0] < single[0]):
        guesses[double[0]] = "display"
    elif len(single) > 1 and single[1] == single[0] + 1:
        guesses[single[0]], guesses[single[1]] = "name.given", "name.family"


def _is_made_of(whole: Sequence[str], one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether a column holds the words of two others, one after the other."""
    if not len(whole) == len(one) == len(other):
        return False
    rows = zip(whole, one, other, strict=True)
    return sum(w == f"{a} {b}" for w, a, b in rows) >= _SHARE * max(len(whole), 1)


def _share(cells: Sequence[str], words: int) -> float:
    """Give the share of cells with so many capitalised words; no unit."""
    fitting = (
        len(parts) == words and all(part[0].isupper() for part in parts)
        for parts in (cell.split() for cell in cells)
    )
    return sum(fitting) / max(len(cells), 1)


def _guess_city(guesses: list[str], kinds: Sequence[str]) -> None:
    """Take figures left of a word for a postal code and the word for the city."""
    for i, (here, after) in enumerate(zip(guesses, guesses[1:], strict=False)):
        told = {here, after} & {"address.postal", "address.city"}
        if kinds[i] != "postal" or kinds[i + 1] != "text" or (here and after):
            continue
        if told or not (here or after):
            guesses[i], guesses[i + 1] = "address.postal", "address.city"


def _once(guesses: Sequence[str]) -> list[str]:
    """Take away the second guess of what a record has once."""
    seen: set[str] = set()
    kept: list[str] = []
    for form in guesses:
        meaning = meaning_from(form)
        once = meaning is not None and (meaning.single or meaning.what == "address")
        kept.append("" if once and form in seen else form)
        seen.add(form)
    return kept
