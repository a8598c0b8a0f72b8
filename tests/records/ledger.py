"""What a book holds, as plain values, and whether what is derived follows from it."""

from __future__ import annotations

from typing import Any

from django.db import connection, models

from kontor.records.derived import rebuild_all
from kontor.records.journal import TABLES, kept_fields, name_of, plain
from kontor.records.models import Book, Person, Plan, PlanLine

Rows = dict[int, dict[str, Any]]
Ledger = dict[str, Rows]
PLANS = {name_of(Plan), name_of(PlanLine)}
# Reckoned by adding up: the last digits depend on who is reckoned together.
_DIGITS = 9


def ledger(book: int) -> Ledger:
    """Read every row of every journalled table of a book, derived columns left out."""
    found: Ledger = {name_of(model): rows(model, book) for model in TABLES}
    found[name_of(Book)] = _plain(Book.objects.filter(pk=book), kept_fields(Book))
    return found


def rows(model: type[models.Model], book: int) -> Rows:
    return _plain(model._default_manager.filter(book=book), kept_fields(model))


def without(found: Ledger, *names: str) -> Ledger:
    return {name: rows for name, rows in found.items() if name not in names}


def whole(book: int) -> dict[str, Rows]:
    """Read every row of every table that hangs on a book, with all its columns."""
    return {
        name_of(model): _plain(
            model._default_manager.filter(book=book), model._meta.concrete_fields
        )
        for model in tables_of_books()
    } | {"book": _plain(Book.objects.filter(pk=book), Book._meta.concrete_fields)}


def tables_of_books() -> list[type[models.Model]]:
    """List the tables that hang on a book."""
    return [
        relation.related_model
        for relation in Book._meta.get_fields(include_hidden=True)
        if (relation.one_to_many or relation.one_to_one)
        and relation.field.name == "book"
    ]


def derived(book: int) -> dict[int, dict[str, Any]]:
    people = Person.objects.filter(book=book).order_by("pk")
    found = {row["id"]: row for row in people.values("id", *Person.DERIVED)}
    for row in found.values():
        key = row["strength_key"]
        row["strength_key"] = None if key is None else round(key, _DIGITS)
    return found


def check(book: int) -> None:
    """Check that what is derived is what a rebuild from nothing gives.

    And what ``check_tables`` looks for.
    """
    before = derived(book)
    rebuild_all(book)
    assert before == derived(book)
    check_tables()


def check_tables() -> None:
    """Check that the index of search holds the texts, and no row names one gone."""
    connection.check_constraints()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for index in ("person_trigrams", "person_words"):
                # The 1 has it compared with the table, not only with itself.
                cursor.execute(
                    f"INSERT INTO {index}({index}, rank) VALUES('integrity-check', 1)"
                )


def _plain(found: Any, fields: Any) -> Rows:
    names = [field.attname for field in fields]
    return {
        row.pk: {name: plain(getattr(row, name)) for name in names}
        for row in found.order_by("pk")
    }
