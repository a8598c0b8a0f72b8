"""Finding people as one types: parts of names, umlauts either way, compounds.

Words of three letters and more are found anywhere in what is known of somebody,
shorter ones at the beginning of a word of the name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from kontor.lib.text import fold, word_forms

if TYPE_CHECKING:
    from kontor.records.models import Person

# Up to so many hits are fetched by key and then put in order; of more, a page is
# found sooner by going through everybody in order and looking at each.
FEW = 2_000
_TRIGRAM = 3
_LONG_NUMBER = 5
# Words as both indexes take them apart: "Müller-Lüdenscheidt" is two.
_NAME_WORD = re.compile(r"[^\W_]+")


def narrow(people: QuerySet[Person], query: str) -> QuerySet[Person]:
    """Keep those in whom every word of the query is found; all if it has none."""
    words = _words(query)
    for word in words:
        people = people.filter(_has(word))
    if not words or connection.vendor != "sqlite":
        return people
    found = _narrowest(words)
    if found is None:
        return people
    table, expression = found
    hits = RawSQL(f"SELECT rowid FROM {table} WHERE {table} MATCH %s", [expression])  # noqa: S608 - one of two names
    return people.filter(pk__in=hits)


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
    """Fold the query; a long number loses its leading zeros (0151… is +49151…)."""
    words = fold(query.replace("\0", " ")).split()
    return [
        word.lstrip("0") or word
        if word.isdigit() and len(word) >= _LONG_NUMBER
        else word
        for word in words
    ]


def _has(word: str) -> Q:
    if len(word) >= _TRIGRAM:
        return Q(search_text__contains=word)
    return Q(name_words__startswith=word) | Q(name_words__contains=f" {word}")


def _narrowest(words: list[str]) -> tuple[str, str] | None:
    """Find the index in which the words are rare; None where they are frequent.

    Every hit is looked at again (``_has``), so an index may find too many.
    """
    long = [word for word in words if len(word) >= _TRIGRAM]
    short = [word for word in words if len(word) < _TRIGRAM]
    grams = {word[i : i + 3] for word in long for i in range(len(word) - 2)}
    for table, parts in (
        ("person_trigrams", [_quoted(gram) for gram in sorted(grams)]),
        ("person_words", [f"{_quoted(word)}*" for word in short]),
    ):
        expression = " AND ".join(parts)
        if parts and _is_rare(table, expression):
            return table, expression
    return None


def _is_rare(table: str, expression: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM (SELECT 1 FROM {table}"  # noqa: S608 - one of two names
            f" WHERE {table} MATCH %s LIMIT %s)",
            [expression, FEW + 1],
        )
        hits: int = cursor.fetchone()[0]
    return hits <= FEW


def _quoted(word: str) -> str:
    escaped = word.replace('"', '""')
    return f'"{escaped}"'
