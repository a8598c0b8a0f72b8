"""The rows of a file into the tables, some at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import DataError, IntegrityError, transaction

from kontor.exchange.kontor.lines import TABLE, BrokenBook, NewerBook, rows_of
from kontor.records import bulk, derived
from kontor.records.models import Batch, Book, Deed, Item, Person, Photo
from kontor.records.models.accounts.deed import Row
from kontor.records.tables import (
    ACCOUNT,
    BY_TABLE,
    FILE,
    columns_of,
    parents_of,
)
from kontor.records.takein.keys import Keys
from kontor.records.takein.mentions import mentions
from kontor.records.takein.values import look_at, reader_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kontor.exchange.kontor.archive import Archive
    from kontor.records.readout import Values
    from kontor.records.tables import Model

CHUNK = 1_000
# Reading is quicker than writing, so it is told less often how far it is.
LOOKED_AT = 5_000
# Pictures are large; few fill a transaction.
PHOTOS = 50
_WRONG = (ValueError, TypeError, KeyError, AttributeError, OverflowError)
# These may name rows that are gone, so they went with the mentions.
_DONE = {(Item, "person_id"), (Item, "organisation_id")}


@dataclass(slots=True)
class Filling:
    """A book that is being filled.

    Attributes:
        deed: of the book itself, for rows that name none.
        history: the file has deeds; else every row is made by ``deed``.
        account: name of the account that brings it in; its deeds stay its own.
        alive: to be called with each transaction, told how many rows are done.
        lost: pictures that the file does not hold.
    """

    book: Book
    deed: Deed
    history: bool
    account: str
    archive: Archive
    keys: Keys
    alive: Callable[[int], None]
    lost: int = 0
    through: list[tuple[int, int]] = field(default_factory=list)


def look_through(
    archive: Archive, counts: dict[str, int], alive: Callable[[int], None]
) -> Keys:
    """Read a file once without writing anything; give all keys in it.

    Args:
        counts: how many rows of each table the head promises.
        alive: to be called now and then, told how many rows more are done.

    Raises:
        BrokenBook, NewerBook: it is not as it was written.
    """
    keys = Keys()
    last: dict[str, int] = {}
    found = dict.fromkeys(counts, 0)
    number, at = 1, ""
    with archive.lines() as stream:
        stream.readline()
        for number, row in rows_of(stream):
            try:
                model, name = _model(row), row[TABLE]
                # Each table stands in one piece, its keys rising.
                if row["id"] <= last.get(name, 0) or (name != at and name in last):
                    raise ValueError(row["id"])
                at, last[name] = name, keys.note(model, row["id"])
                found[name] += 1
                mentions(model, row, _noting(keys))
            except _WRONG as error:
                raise BrokenBook(line=number) from error
            if number % LOOKED_AT == 0:
                alive(LOOKED_AT)
    if found != counts:
        raise BrokenBook(line=number)
    return keys


def _noting(keys: Keys) -> Callable[[Model, int], int]:
    return lambda model, key: key if model is Book else keys.note(model, key)


def _model(row: Values) -> Model:
    name = row[TABLE]
    if not isinstance(name, str):
        raise TypeError(name)
    if name not in BY_TABLE:
        raise NewerBook
    return BY_TABLE[name]


def fill(filling: Filling) -> None:
    """Write all rows; derived columns follow at the end.

    Raises:
        BrokenBook, NewerBook: a row cannot be; those before it are written.
    """
    for model, some in _chunks(filling.archive):
        try:
            rows = _made(filling, model, some)
            with transaction.atomic():
                _insert(filling, model, rows)
                filling.alive(len(some))
        except (*_WRONG, IntegrityError, DataError) as error:
            raise BrokenBook(line=some[0][0]) from error
    with transaction.atomic():
        bulk.update(Person, ["met_through_id"], filling.through)
    _derive(filling)


def _chunks(archive: Archive) -> Iterator[tuple[Model, list[tuple[int, Values]]]]:
    some: list[tuple[int, Values]] = []
    at: Model = Deed
    with archive.lines() as stream:
        stream.readline()
        for number, row in rows_of(stream):
            model = _model(row)
            if some and (model is not at or len(some) >= _most(at)):
                yield at, some
                some = []
            at = model
            some.append((number, row))
    if some:
        yield at, some


def _most(model: Model) -> int:
    return PHOTOS if model is Photo else CHUNK


def _made(
    filling: Filling, model: Model, some: list[tuple[int, Values]]
) -> list[Values]:
    """Make rows of a table out of lines."""
    columns = [
        f for f in columns_of(model) if filling.history or f.attname != "deed_id"
    ]
    readers = [(f.attname, reader_of(f)) for f in columns]
    known = ({f.attname for f in columns} | {TABLE, ACCOUNT, FILE}) - {"account_id"}
    rows = []
    for number, line in some:
        try:
            if not line.keys() <= known:
                raise NewerBook
            row = mentions(model, line, _changing(filling))
            _complete(filling, model, row)
            made = {name: read(row.get(name)) for name, read in readers}
            look_at(model, made)
        except _WRONG as error:
            raise BrokenBook(line=number) from error
        if model is Photo and not _with_picture(filling, row, made, number):
            continue
        rows.append(made)
    _rekey(filling, model, rows)
    return rows


def _changing(filling: Filling) -> Callable[[Model, int], int]:
    def change(model: Model, key: int) -> int:
        return filling.book.pk if model is Book else filling.keys.new(model, key)

    return change


def _complete(filling: Filling, model: Model, row: Values) -> None:
    """Put in what a line cannot know."""
    if model is Deed:
        own = row.get(ACCOUNT) == filling.account
        row["account_id"] = filling.deed.account_id if own else None
    if model is Batch and row.get("state") == Batch.State.UNDOING:
        row["options"] = {**row["options"], "undone_by": filling.deed.account_id}


def _with_picture(filling: Filling, row: Values, made: Values, number: int) -> bool:
    """Read the picture that a row names; False where only the lines are at hand."""
    data = filling.archive.photo(str(row.get(FILE, "")))
    if data is None and filling.archive.has_photos:
        raise BrokenBook(line=number)
    filling.lost += data is None
    made["data"] = data
    return data is not None


def _rekey(filling: Filling, model: Model, rows: list[Values]) -> None:
    """Give rows their new keys, and those of the rows they name."""
    for name, parent in parents_of(model).items():
        if (model, name) in _DONE or (rows and name not in rows[0]):
            continue
        named = [row for row in rows if row[name] is not None]
        new = filling.keys.new_ones(parent, [row[name] for row in named])
        for row, key in zip(named, new, strict=True):
            row[name] = key


def _insert(filling: Filling, model: Model, rows: list[Values]) -> None:
    if not rows:
        return
    fixed: dict[str, Any] = {"book_id": filling.book.pk}
    if "deed_id" not in rows[0] and issubclass(model, Row):
        fixed["deed_id"] = filling.deed.pk
    if model is Person:
        # Whoever introduced them may come later.
        for row in rows:
            if row["met_through_id"]:
                filling.through.append((row["met_through_id"], row["id"]))
                row["met_through_id"] = None
    columns = list(rows[0])
    values = [[row[name] for name in columns] for row in rows]
    bulk.insert(model, columns, values, **fixed)


def _derive(filling: Filling) -> None:
    book = filling.book.pk
    people = list(Person.objects.filter(book=book).values_list("pk", flat=True))
    for start in range(0, len(people), derived.CHUNK):
        some = people[start : start + derived.CHUNK]
        with transaction.atomic():
            derived.rebuild_texts(book, some)
            derived.rebuild_ties(book, some)
            filling.alive(len(some))
