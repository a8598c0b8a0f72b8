"""The rows of a book as plain values, table by table, without end in memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import connection, models

from kontor.records.facts.rows import rows
from kontor.records.models import Account, Batch, Deed, Keeper, Photo
from kontor.records.tables import (
    ACCOUNT,
    FILE,
    Columns,
    Model,
    book_columns,
    columns_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Convert = Callable[[Any], Any]

Values = dict[str, Any]
_ENDINGS = {
    "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp",
    "image/bmp": "bmp", "image/tiff": "tif", "image/heic": "heic",
    "image/avif": "avif",
}  # fmt: skip


def settings_of(book: int) -> Values:
    """Give the settings of a book."""
    columns = book_columns()
    found = rows(f"SELECT {_select(columns)} FROM records_book WHERE id = %s", book)  # noqa: S608
    return next(_plain(columns, found))


def keepers_of(book: int) -> list[Values]:
    """Tell who keeps the book, by the names of their accounts."""
    kept = Keeper.objects.filter(book=book).order_by("pk")
    pairs = kept.values_list("account__name", "role")
    return [{"account": account, "role": role} for account, role in pairs]


def count_rows(model: Model, book: int) -> int:
    """Count the rows of a table in a book."""
    return model._default_manager.filter(book=book).count()


def rows_out(model: Model, book: int) -> Iterator[Values]:
    """Give the rows of a table by their keys, rising.

    What is empty (nothing, no text, no) is left out.
    """
    found = _rows(model, book)
    return _MORE[model](found) if model in _MORE else found


def stream(sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
    """Ask the database and take one row after the other: a picture fills enough."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        yield from cursor


def _rows(model: Model, book: int) -> Iterator[Values]:
    columns = columns_of(model)
    sql = (
        # The plus keeps SQLite from an index by which it would have to sort.
        f"SELECT {_select(columns)} FROM {model._meta.db_table}"  # noqa: S608
        " WHERE +book_id = %s ORDER BY id"
    )
    return _plain(columns, stream(sql, book))


def _select(columns: Sequence[models.Field[Any, Any]]) -> str:
    # The plus has SQLite's driver give a value as it is kept; Django's would make
    # days and moments of texts that are to become texts again.
    plus = "+" if connection.vendor == "sqlite" else ""
    return ", ".join(f'{plus}"{field.column}"' for field in columns)


def _plain(columns: Columns, found: Iterable[tuple[Any, ...]]) -> Iterator[Values]:
    names = [field.attname for field in columns]
    special = [(f.attname, c) for f in columns if (c := _convert(f)) is not None]
    for row in found:
        pairs = zip(names, row, strict=True)
        values = {n: v for n, v in pairs if v is not None and v != ""}
        for name, convert in special:
            if name in values:
                values[name] = convert(values[name])
                if values[name] is False:
                    del values[name]
        yield values


def _convert(field: models.Field[Any, Any]) -> Convert | None:
    """Choose how a column becomes what JSON can hold; None as it is."""
    sqlite = connection.vendor == "sqlite"
    if isinstance(field, models.JSONField):
        return lambda value: json.loads(value) if isinstance(value, str) else value
    if isinstance(field, models.BooleanField):
        return bool
    if isinstance(field, models.UUIDField):
        return _dashed if sqlite else str
    if isinstance(field, models.DateTimeField):
        return _moment if sqlite else lambda value: value.isoformat()
    if isinstance(field, models.DateField):
        return None if sqlite else lambda value: value.isoformat()
    return None


def _dashed(uid: str) -> str:
    return f"{uid[:8]}-{uid[8:12]}-{uid[12:16]}-{uid[16:20]}-{uid[20:]}"


def _moment(text: str) -> str:
    return f"{text.replace(' ', 'T')}+00:00"


def _with_accounts(found: Iterator[Values]) -> Iterator[Values]:
    """Name accounts; their numbers mean nothing elsewhere."""
    names = dict(Account.objects.values_list("pk", "name"))
    for row in found:
        if name := names.get(row.pop("account_id", None)):
            row[ACCOUNT] = name
        yield row


def _without_account(found: Iterator[Values]) -> Iterator[Values]:
    for row in found:
        row["options"].pop("undone_by", None)
        yield row


def _with_files(found: Iterator[Values]) -> Iterator[Values]:
    """Name the file in which each picture lies."""
    for row in found:
        uid = rows("SELECT uid FROM records_person WHERE id = %s", row["person_id"])
        row[FILE] = photo_name(uid[0][0], row["media_type"])
        yield row


def photo_name(uid: Any, media_type: str) -> str:
    """Give the name of the file of a picture."""
    whose = _dashed(str(uid).replace("-", ""))
    return f"photos/{whose}.{_ENDINGS.get(media_type, 'bin')}"


_MORE: dict[Model, Callable[[Iterator[Values]], Iterator[Values]]] = {
    Deed: _with_accounts,
    Batch: _without_account,
    Photo: _with_files,
}


def photos_out(book: int) -> Iterator[tuple[str, bytes]]:
    """Give every picture with the name of its file."""
    photos = Photo.objects.filter(book=book).order_by("pk")
    for key in list(photos.values_list("pk", flat=True)):
        photo = Photo.objects.select_related("person").get(pk=key)
        yield photo_name(photo.person.uid, photo.media_type), bytes(photo.data)
