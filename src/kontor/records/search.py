"""Finding people as one types: parts of names, umlauts either way, compounds.

Words of three letters and more are found anywhere in what is known of somebody,
shorter ones at the beginning of a word of the name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Case, Q, QuerySet, When
from django.db.models.expressions import RawSQL

from kontor.lib.text import fold, word_forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models.expressions import OrderBy

    from kontor.records.models import Person

# Up to so many hits are fetched by key and then put in order; of more, a page is
# found sooner by going through everybody in order and looking at each.
FEW = 2_000
# So many are sorted as a whole, whatever the order: that is soon done.
VERY_FEW = 300
# As ``FEW``, of names: it takes longer to look at them.
RATHER_FEW = 1_500
_TRIGRAM = 3
_LONG_NUMBER = 5
# A table of an index, and what to look up in it.
Index = tuple[str, str]
# Words as both indexes take them apart: "Müller-Lüdenscheidt" is two.
_NAME_WORD = re.compile(r"[^\W_]+")


def narrow(people: QuerySet[Person], query: str) -> QuerySet[Person]:
    """Keep those in whom every word of the query is found; all if it has none.

    For a page in order: frequent words are left to going through everybody.
    """
    words = _words(query)
    people = _having(people, words)
    found = _rare(_indexed(words), FEW)
    return people.filter(found) if found else people


def ranked(
    people: QuerySet[Person], query: str, order: Sequence[str | OrderBy]
) -> Iterator[QuerySet[Person]]:
    """Find as ``narrow`` does, first those in whose name every word begins a word.

    Very few are put in order as a whole. Of more the names are one part and all the
    others another, so that each is read in the order of its index and no further than
    is asked for.

    Args:
        people: of whom to choose.
        query: as one types it.
        order: that of the names, and again that of all the others.

    Yields:
        The parts of the list, one behind the other.
    """
    words = _words(query)
    if all(len(word) < _TRIGRAM for word in words):
        # These are looked for in names only.
        yield narrow(people, query).order_by(*order)
        return
    begun, found = _begun(words), _having(people, words)
    very_few = _rare(_indexed(words), VERY_FEW)
    if very_few or connection.vendor != "sqlite":
        first = Case(When(begun, then=0), default=1)
        yield found.filter(very_few or Q()).order_by(first, *order)
        return
    rare = _rare(_indexed_names(words), RATHER_FEW) or Q()
    yield found.filter(begun, rare).order_by(*order)
    yield narrow(people, query).exclude(begun).order_by(*order)


def narrow_to_count(people: QuerySet[Person], query: str) -> QuerySet[Person]:
    """Keep the same people, to be counted up to some number, in whatever order."""
    words = _words(query)
    people = _having(people.order_by(), words)
    if words and connection.vendor == "sqlite":
        people = people.filter(pk__in=_hits(*next(_indexed(words))))
    return people


def _having(people: QuerySet[Person], words: list[str]) -> QuerySet[Person]:
    # Beside a long word a short one counts anywhere: the "Co" of a firm.
    anywhere = any(len(word) >= _TRIGRAM for word in words)
    for word in words:
        people = people.filter(_has(word, anywhere=anywhere))
    return people


def _rare(indexed: Iterator[Index], most: int) -> Q | None:
    """Ask for the hits of the first index with no more than so many, if one has."""
    if connection.vendor != "sqlite":
        return None
    for table, expression in indexed:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT COUNT(*) FROM (SELECT 1 FROM {table}"  # noqa: S608 - one of two names
                f" WHERE {table} MATCH %s LIMIT %s)",
                [expression, most + 1],
            )
            hits: int = cursor.fetchone()[0]
        if hits <= most:
            return Q(pk__in=_hits(table, expression))
    return None


def _hits(table: str, expression: str) -> RawSQL:
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH %s"  # noqa: S608 - one of two names
    return RawSQL(sql, [expression])


def named(
    people: QuerySet[Person], name: str, *, begun: bool = False
) -> QuerySet[Person]:
    """Keep those whose name has every word of this one, umlauts written either way.

    Args:
        people: of whom to choose.
        name: any words of a name, in any order; without a word nobody is called so.
        begun: a word of the name need only begin so.
    """
    words = [word_forms(word) for word in _NAME_WORD.findall(name)]
    if not words:
        return people.none()
    if connection.vendor == "sqlite":
        return people.filter(pk__in=_matching(words, "*" if begun else ""))
    for forms in words:
        people = people.filter(_any_form(forms, "" if begun else r"\M"))
    return people


def _matching(words: list[frozenset[str]], more: str) -> RawSQL:
    """Look names up in the index of their words."""
    each = (
        " OR ".join(f"{_quoted(form)}{more}" for form in sorted(forms))
        for forms in words
    )
    expression = " AND ".join(f"({either})" for either in each)
    return RawSQL(
        "SELECT rowid FROM person_words WHERE person_words MATCH %s", [expression]
    )


def _any_form(forms: frozenset[str], end: str) -> Q:
    """Find a word in one of its forms; the trigrams of all that is known help."""
    found = Q()
    for form in sorted(forms):
        here = Q(name_words__regex=rf"\m{form}{end}")
        found |= here & Q(search_text__contains=form) if len(form) >= _TRIGRAM else here
    return found


def _words(query: str) -> list[str]:
    """Fold the query; a long number loses its leading zeros (0151… is +49151…).

    What is no word, such as the sign in "Müller & Söhne", is not looked for.
    """
    found = fold(query.replace("\0", " ")).split()
    words = [word for word in found if _NAME_WORD.search(word)] or found
    return [
        word.lstrip("0") or word
        if word.isdigit() and len(word) >= _LONG_NUMBER
        else word
        for word in words
    ]


def _has(word: str, *, anywhere: bool) -> Q:
    if len(word) >= _TRIGRAM:
        return Q(search_text__contains=word)
    if anywhere:
        begins = Q(search_text__startswith=word)
        return begins | Q(search_text__contains=f" {word}") | _has_name(word)
    return _has_name(word)


def _has_name(word: str) -> Q:
    return Q(name_words__startswith=word) | Q(name_words__contains=f" {word}")


def _begun(words: list[str]) -> Q:
    """Ask that every word begins one of the name, behind a hyphen too."""
    found = Q()
    for word in words:
        found &= _has_name(word) | Q(name_words__contains=f"-{word}")
    return found


def _indexed_names(words: list[str]) -> Iterator[Index]:
    """Say words, as beginnings, to the index of the words of names."""
    parts = [part for word in words for part in _NAME_WORD.findall(word)]
    if parts:
        yield "person_words", " AND ".join(f"{_quoted(part)}*" for part in parts)


def _indexed(words: list[str]) -> Iterator[Index]:
    """Say the words to the index that knows them: trigrams, else beginnings.

    Every hit is looked at again (``_has``), so an index may find too many.
    """
    long = [word for word in words if len(word) >= _TRIGRAM]
    short = [word for word in words if len(word) < _TRIGRAM]
    if long:
        grams = {gram for word in long for gram in _grams(word)}
        yield "person_trigrams", " AND ".join(_quoted(gram) for gram in sorted(grams))
    elif short:
        yield "person_words", " AND ".join(f"{_quoted(word)}*" for word in short)


def _grams(word: str) -> Iterator[str]:
    """Cut a word into trigrams; to have each letter in one of them is enough."""
    for start in range(0, len(word) - _TRIGRAM, _TRIGRAM):
        yield word[start : start + _TRIGRAM]
    yield word[-_TRIGRAM:]


def _quoted(word: str) -> str:
    escaped = word.replace('"', '""')
    return f'"{escaped}"'
